/**
 * Positions for the relay diagram of one message. The graph is a star with the mail server in the middle, so
 * columns (columns.ts) and lanes (lanes.ts) place it without a crossing; a general graph layout would not keep
 * the texts on the arrows apart. All sizes come from `measure`, so the picture is right in any font.
 */
import type { Language } from '#core/contract/channels.ts';
import { arrangementsOf, placeColumns, type Arrangement, type Column, type PlacedColumn } from './columns.ts';
import type { Box, DiagramLayout, Fold, NodeLayout, Point } from './diagram-layout.ts';
import type { ArrowFact, EdgeLabel } from './edge-label.ts';
import type { GraphEdge, GraphNode, RelayGraph } from './graph.ts';
import { middleOf, movedBlock, stackBlock, type Block, type Lane, type LaneInput } from './lanes.ts';
import { nodeOf, settingOf, type Setting } from './layout-setting.ts';
import { headingOf, legendOf, notesOf, titleOf } from './layout-texts.ts';
import { DENSITIES, NODE, REGION } from './metrics.ts';
import type { Card } from './node-card.ts';
import { moved } from './paths.ts';
import { placeEdges } from './place-edges.ts';
import { placeReturns, returnsBottom } from './place-returns.ts';
import { placeGroups, placeRegions } from './place-regions.ts';
import { aboveEnd, rowsOf } from './rows.ts';
import type { Measure } from './text.ts';

export interface LayoutOptions {
  readonly language: Language;
  /** Width of a text in pixels; without it a table of widths that is the same everywhere. */
  readonly measure?: Measure;
  /** Room for the picture: it is set as densely as this asks for, as far as that goes. */
  readonly width?: number;
  /** Write above the picture which message it is; for pictures that stand alone. */
  readonly heading?: boolean;
  /** Where its top left corner is, in a picture with several ways; the explanation of marks is then below all of them. */
  readonly at?: Point;
  /** What is left out of the texts on arrows. */
  readonly hidden?: ReadonlySet<ArrowFact>;
}

export function layoutGraph(graph: RelayGraph, options: LayoutOptions): DiagramLayout {
  const room = options.width ?? Infinity;
  const settings: Setting[] = [];
  let narrowest: Placement | undefined;
  for (const arrangement of arrangementsOf(graph))
    for (const [i, density] of DENSITIES.entries()) {
      const setting = (settings[i] ??= settingOf(graph, options, density));
      narrowest = new Placement(graph, options, setting, arrangement);
      const most = room * (density === DENSITIES.at(-1) ? arrangement.beyond : 1);
      if (narrowest.width <= most) return narrowest.layout();
    }
  if (narrowest === undefined) throw new Error('Broken assumption: there is a density');
  return narrowest.layout();
}

/** The highest the mail server stands below the top, so that a fan of fifty arrows begins on the first screen. */
const MTA_DEPTH = 300;

class Placement {
  readonly #graph: RelayGraph;
  readonly #options: LayoutOptions;
  readonly #setting: Setting;
  readonly #columns: ReadonlyMap<Column, PlacedColumn>;
  readonly #arrangement: Arrangement;
  readonly #boxes = new Map<string, Box>();

  constructor(graph: RelayGraph, options: LayoutOptions, setting: Setting, arrangement: Arrangement) {
    this.#graph = graph;
    this.#options = options;
    this.#setting = setting;
    this.#arrangement = arrangement;
    const { density, cards, labels } = setting;
    const left = options.at?.x ?? 0;
    this.#columns = new Map(
      placeColumns(graph, cards, labels, { density, arrangement, left }).map((c) => [c.column, c]),
    );
  }

  layout(): DiagramLayout {
    const graph = this.#graph;
    const { language, heading: headed, at } = this.#options;
    const { x, y } = at ?? { x: 0, y: 0 };
    const setting = { language, measure: this.#setting.measure };
    const { width } = this;
    const heading = headed === true ? headingOf(graph, width, setting) : [];
    const top = y + (heading.length === 0 ? REGION.margin : REGION.margin + 52);
    const columns = this.#columns;
    const left = this.#stack(['outside-left', 'origin', 'submission-0'], top);
    const rows = this.#arrangement.rows ? rowsOf(graph, columns, left, x) : undefined;
    const right = this.#stack(['outside-right', 'inside'], rows?.below ?? top);
    const { blocks, bottom } =
      rows === undefined ? this.#settle(left, right, top) : this.#settleRows(left, right, rows.below);
    const box = (id: string): Box => this.#box(id);
    const returns = placeReturns({ graph, columns, box, bottom }, setting);
    const below = returnsBottom(returns, bottom);
    const legend = at === undefined ? legendOf(graph, below, width, setting) : [];
    const under = (legend.at(-1)?.text.y ?? below) + 4;
    const notes = notesOf(graph, { x, y: under + 18 }, width, setting);
    return {
      language,
      width,
      height: Math.ceil((notes.at(-1)?.y ?? under) + REGION.margin),
      title: titleOf(graph, language),
      heading,
      regions: placeRegions(
        { graph, columns, blocks, top, bottom, rows, shared: this.#arrangement.shared },
        setting,
      ),
      groups: placeGroups(blocks, box, setting),
      nodes: graph.nodes.map((n) => this.#nodeLayout(n)),
      edges: placeEdges({
        graph,
        columns,
        lanes: blocks.flatMap((b) => b.lanes),
        box,
        node: (id) => this.#node(id),
        label: (edge) => this.#label(edge),
        options: this.#setting.labelOptions,
        rows,
      }),
      returns,
      unfolded: [],
      legend,
      notes,
    };
  }

  #node(id: string): GraphNode {
    return nodeOf(this.#setting.nodes, id);
  }

  #card(id: string): Card {
    const card = this.#setting.cards.get(id);
    if (card === undefined) throw new Error(`Broken assumption: no card ${id}`);
    return card;
  }

  get width(): number {
    const ends = [...this.#columns.values()].map((c) => c.x + c.width);
    if (this.#arrangement.rows) ends.push(aboveEnd(this.#graph, this.#columns));
    return Math.ceil(Math.max(0, ...ends) + REGION.padding + REGION.margin);
  }

  /** Blocks below each other: LAN, Internet, then what stays on this server. */
  #stack(columns: readonly Column[], top: number): readonly Block[] {
    const nodes = columns.flatMap((c) => this.#columns.get(c)?.nodes ?? []);
    const blocks: Block[] = [];
    let y = top;
    for (const network of ['lan', 'internet', 'server'] as const) {
      const members = nodes.filter((n) => n.network === network && !this.#isFollower(n));
      if (members.length === 0) continue;
      const block = stackBlock(
        network,
        members.map((n) => this.#laneInput(n)),
        network === 'server' && blocks.length > 0 && !this.#arrangement.shared
          ? y - REGION.heading + REGION.padding
          : y,
      );
      blocks.push(block);
      y = block.bottom + (network === 'server' ? 0 : REGION.gap);
    }
    return blocks;
  }

  /** A submission queue stands in the lane of what comes before it. */
  #isFollower(node: GraphNode): boolean {
    return node.role === 'submission' && this.#graph.edges.some((e) => e.to === node.id);
  }

  #laneInput(node: GraphNode): LaneInput {
    const own = this.#graph.edges.filter((e) =>
      e.to === 'mta' || this.#node(e.to).role === 'submission' ? e.from === node.id : e.to === node.id,
    );
    const followers = this.#followersOf(node).map((f) => this.#card(f.id).height);
    const card = this.#card(node.id);
    const edges = own.map((edge) => ({ edge, label: this.#label(edge) }));
    return { node, card: { ...card, height: Math.max(card.height, ...followers) }, edges };
  }

  #followersOf(node: GraphNode): readonly GraphNode[] {
    const next = this.#graph.edges.find((e) => e.from === node.id && this.#node(e.to).role === 'submission');
    if (next === undefined) return [];
    const follower = this.#node(next.to);
    return [follower, ...this.#followersOf(follower)];
  }

  #label(edge: GraphEdge): EdgeLabel {
    const label = this.#setting.labels.get(edge.id);
    if (label === undefined) throw new Error(`Broken assumption: no label for ${edge.id}`);
    return label;
  }

  /** Both sides and the mail server brought to one height, arrows as straight as they can be. */
  #settle(
    left: readonly Block[],
    right: readonly Block[],
    top: number,
  ): { readonly blocks: readonly Block[]; readonly bottom: number } {
    const card = this.#card('mta');
    const inner = top + REGION.heading;
    const leftMiddle = middleOf(left) ?? inner + card.height / 2;
    const rightMiddle = Math.min(
      middleOf(right) ?? inner + card.height / 2,
      inner + Math.max(MTA_DEPTH, card.height / 2),
    );
    const middle = Math.max(inner + card.height / 2, Math.min(leftMiddle, inner + MTA_DEPTH), rightMiddle);
    const sides = [this.#shifted(left, middle), this.#shifted(right, middle)];
    const blocks = sides.flat();
    const mtaTop = middle - card.height / 2;
    const column = this.#columns.get('mta');
    if (column === undefined) throw new Error('Broken assumption: a mail server');
    this.#boxes.set('mta', { x: column.x, y: mtaTop, width: column.width, height: card.height });
    for (const lane of blocks.flatMap((b) => b.lanes)) this.#placeLane(lane);
    const bottom = Math.max(mtaTop + card.height + REGION.padding, ...blocks.map((b) => b.bottom));
    return { blocks, bottom: Math.ceil(bottom) };
  }

  /** The upper row keeps its heights; the lower one is a way that begins with the mail server. */
  #settleRows(
    left: readonly Block[],
    right: readonly Block[],
    top: number,
  ): { readonly blocks: readonly Block[]; readonly bottom: number } {
    for (const lane of left.flatMap((b) => b.lanes)) this.#placeLane(lane);
    const { blocks, bottom } = this.#settle([], right, top);
    return { blocks: [...left, ...blocks], bottom };
  }

  /** A side moves down to face the mail server; it never moves up. */
  #shifted(blocks: readonly Block[], middle: number): readonly Block[] {
    const own = middleOf(blocks) ?? middle;
    const by = Math.max(0, middle - own);
    return blocks.map((block) => movedBlock(block, by));
  }

  #placeLane(lane: Lane): void {
    const chain = [lane.node, ...this.#followersOf(lane.node)];
    const heights = chain.map((n) => this.#card(n.id).height);
    const middle = lane.cardTop + Math.max(...heights) / 2;
    for (const node of chain) {
      const column = [...this.#columns.values()].find((c) => c.nodes.includes(node));
      if (column === undefined) continue;
      const { height } = this.#card(node.id);
      this.#boxes.set(node.id, { x: column.x, y: middle - height / 2, width: column.width, height });
    }
  }

  #box(id: string): Box {
    const box = this.#boxes.get(id);
    if (box === undefined) throw new Error(`Broken assumption: ${id} has no place`);
    return box;
  }

  #nodeLayout(node: GraphNode): NodeLayout {
    const { texts, rules, words, fold } = this.#card(node.id);
    const box = this.#box(node.id);
    return {
      id: node.id,
      role: node.role,
      kind: node.kind,
      network: node.network,
      box,
      icon: { x: box.x + NODE.padding, y: box.y + NODE.padding + 7 },
      texts: texts.map((t) => ({
        ...moved(t, box.x, box.y),
        ...(t.sign === undefined ? {} : { sign: moved(t.sign, box.x, box.y) }),
      })),
      rules: rules.map((y) => box.y + y),
      words,
      ...(fold === undefined ? {} : { fold: movedFold(fold, box) }),
    };
  }
}

function movedFold(fold: Fold, { x, y }: Point): Fold {
  return { ...fold, box: moved(fold.box, x, y), text: moved(fold.text, x, y) };
}
