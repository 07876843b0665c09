/**
 * Positions for the relay diagram of one message. The graph is a star with the mail server in the middle, so
 * columns (columns.ts) and lanes (lanes.ts) place it without a crossing; a general graph layout would not keep
 * the texts on the arrows apart. All sizes come from `measure`, so the picture is right in any font.
 */
import type { Language } from '#core/contract/channels.ts';
import { formatDay, formatMoment } from '#core/explain/format.ts';
import { placeColumns, type Column, type PlacedColumn } from './columns.ts';
import type {
  Box,
  DiagramLayout,
  EdgeLayout,
  GroupLayout,
  NodeLayout,
  RegionLayout,
  Text,
} from './diagram-layout.ts';
import { edgeLabel, inkOf, type EdgeLabel, type EdgeLabelOptions } from './edge-label.ts';
import type { GraphEdge, GraphNode, Network, RelayGraph } from './graph.ts';
import { hopWords } from './hop-words.ts';
import { diagramLabels } from './labels.ts';
import { middleOf, movedBlock, stackBlock, type Block, type Lane, type LaneInput } from './lanes.ts';
import { DENSITIES, EDGE, GROUP, NODE, REGION, TYPE, type Density } from './metrics.ts';
import { nodeCard, type Card } from './node-card.ts';
import { clamp, moved, ports, tracks, wayPath } from './paths.ts';
import { fit, type Measure } from './text.ts';
import { textWidth } from './text-width.ts';

export interface LayoutOptions {
  readonly language: Language;
  /** Width of a text in pixels; without it a table of widths that is the same everywhere. */
  readonly measure?: Measure;
  /** Room for the picture: it is set as densely as this asks for, as far as that goes. */
  readonly width?: number;
  /** Write above the picture which message it is; for pictures that stand alone. */
  readonly heading?: boolean;
}

export function layoutGraph(graph: RelayGraph, options: LayoutOptions): DiagramLayout {
  let layout: DiagramLayout | undefined;
  for (const density of DENSITIES) {
    layout = new Placement(graph, options, density).layout();
    if (layout.width <= (options.width ?? Infinity)) break;
  }
  if (layout === undefined) throw new Error('Broken assumption: there is a density');
  return layout;
}

/** The highest the mail server stands below the top, so that a fan of fifty arrows begins on the first screen. */
const MTA_DEPTH = 300;

/** Heights at the mail server's card, for arrows that begin or end there. */
interface Ends {
  readonly startY: number | undefined;
  readonly tipY: number | undefined;
  readonly track: number | undefined;
}

class Placement {
  readonly #graph: RelayGraph;
  readonly #options: LayoutOptions;
  readonly #measure: Measure;
  readonly #nodes: ReadonlyMap<string, GraphNode>;
  readonly #cards: ReadonlyMap<string, Card>;
  readonly #labels: ReadonlyMap<string, EdgeLabel>;
  readonly #labelOptions: EdgeLabelOptions;
  readonly #columns: ReadonlyMap<Column, PlacedColumn>;
  readonly #boxes = new Map<string, Box>();

  constructor(graph: RelayGraph, options: LayoutOptions, density: Density) {
    const { language, measure = textWidth } = options;
    const { arrived } = graph.title;
    const day = arrived === undefined ? undefined : formatDay(arrived, graph.zone);
    this.#graph = graph;
    this.#options = options;
    this.#measure = measure;
    this.#labelOptions = { language, zone: graph.zone, measure, maxWidth: density.label, day };
    this.#nodes = new Map(graph.nodes.map((n) => [n.id, n]));
    this.#cards = new Map(graph.nodes.map((n) => [n.id, nodeCard(n, language, measure, density.node)]));
    this.#labels = new Map(
      graph.edges.map((e) => [e.id, edgeLabel(e, this.#node(e.to), this.#labelOptions)]),
    );
    this.#columns = new Map(
      placeColumns(graph, this.#cards, this.#labels, density).map((c) => [c.column, c]),
    );
  }

  layout(): DiagramLayout {
    const width = this.#width();
    const heading = this.#heading(width);
    const top = heading.length === 0 ? REGION.margin : REGION.margin + 52;
    const right = this.#stack(['outside-right', 'inside'], top);
    const left = this.#stack(['outside-left', 'origin', 'submission-0'], top);
    const { blocks, bottom } = this.#settle(left, right, top);
    const lanes = blocks.flatMap((b) => b.lanes);
    const notes = this.#notes(bottom);
    return {
      language: this.#options.language,
      width,
      height: bottom + REGION.margin + (notes.length === 0 ? 0 : 20),
      title: this.#title(),
      heading,
      regions: this.#regions(blocks, top, bottom),
      groups: this.#groups(blocks),
      nodes: this.#graph.nodes.map((n) => this.#nodeLayout(n)),
      edges: this.#edges(lanes),
      notes,
    };
  }

  #node(id: string): GraphNode {
    const node = this.#nodes.get(id);
    if (node === undefined) throw new Error(`Broken assumption: no node ${id}`);
    return node;
  }

  #card(id: string): Card {
    const card = this.#cards.get(id);
    if (card === undefined) throw new Error(`Broken assumption: no card ${id}`);
    return card;
  }

  #width(): number {
    const last = [...this.#columns.values()].at(-1);
    return Math.ceil((last === undefined ? 0 : last.x + last.width) + REGION.padding + REGION.margin);
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
        network === 'server' && blocks.length > 0 ? y - REGION.heading + REGION.padding : y,
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
    const label = this.#labels.get(edge.id);
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

  #regions(blocks: readonly Block[], top: number, bottom: number): readonly RegionLayout[] {
    const regions = [
      this.#region(
        'server',
        this.#span(['origin', 'submission-0', 'submission-1', 'submission-2', 'mta', 'inside']),
        top,
        bottom,
        'server',
      ),
    ];
    for (const column of ['outside-left', 'outside-right'] as const) {
      const own = blocks.filter(
        (b) =>
          b.network !== 'server' && b.lanes.some((l) => this.#columns.get(column)?.nodes.includes(l.node)),
      );
      for (const [i, block] of own.entries()) {
        const previous = own[i - 1];
        const from = previous === undefined ? top : block.top;
        const to = i === own.length - 1 ? bottom : block.bottom;
        regions.push(
          this.#region(block.network, this.#span([column]), from, to, `${column}:${block.network}`),
        );
      }
    }
    return regions.sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y);
  }

  #span(columns: readonly Column[]): { readonly x: number; readonly width: number } {
    const present = columns.map((c) => this.#columns.get(c)).filter((c) => c !== undefined);
    const from = Math.min(...present.map((c) => c.x)) - REGION.padding;
    const to = Math.max(...present.map((c) => c.x + c.width)) + REGION.padding;
    return { x: from, width: to - from };
  }

  #region(
    network: Network,
    span: { readonly x: number; readonly width: number },
    top: number,
    bottom: number,
    id: string,
  ): RegionLayout {
    const measure = (text: string): number => this.#measure(text, TYPE.body, true);
    const fitted = fit(diagramLabels(this.#options.language).regions[network], span.width - 48, measure);
    const heading: Text = {
      x: span.x + 34,
      y: top + 22,
      ...fitted,
      size: TYPE.body,
      bold: true,
      tone: 'muted',
      anchor: 'start',
      width: measure(fitted.text),
    };
    return {
      id,
      network,
      box: { ...span, y: top, height: bottom - top },
      heading,
      icon: { x: span.x + 14, y: top + 10 },
    };
  }

  #groups(blocks: readonly Block[]): readonly GroupLayout[] {
    const measure = (text: string): number => this.#measure(text, TYPE.small, true);
    return blocks.flatMap((block) =>
      block.groups.map((group) => {
        const card = this.#box(group.nodes[0] ?? '');
        const box = {
          x: card.x - GROUP.padding,
          y: group.top,
          width: card.width + 2 * GROUP.padding,
          height: group.bottom - group.top,
        };
        const fitted = fit(group.name, box.width - 20, measure, 'middle');
        const heading: Text = {
          x: box.x + 10,
          y: box.y + 16,
          ...fitted,
          size: TYPE.small,
          bold: true,
          tone: 'muted',
          anchor: 'start',
          width: measure(fitted.text),
        };
        return { id: `${block.network}:${group.name}`, box, heading };
      }),
    );
  }

  #nodeLayout(node: GraphNode): NodeLayout {
    const { texts, rules, words } = this.#card(node.id);
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
    };
  }

  #edges(lanes: readonly Lane[]): readonly EdgeLayout[] {
    const ys = new Map(
      lanes.flatMap((lane) => lane.edges.map(({ edge }, i) => [edge.id, lane.edgeYs[i] ?? 0] as const)),
    );
    const outgoing = this.#graph.edges
      .filter((e) => e.from === 'mta')
      .sort((a, b) => (ys.get(a.id) ?? 0) - (ys.get(b.id) ?? 0));
    const incoming = this.#graph.edges
      .filter((e) => e.to === 'mta')
      .sort((a, b) => this.#laneY(a, ys) - this.#laneY(b, ys));
    const out = ports(this.#box('mta'), outgoing.length);
    const into = ports(this.#box('mta'), incoming.length);
    const mta = this.#box('mta');
    const lanesOut = outgoing.map((e) => this.#laneY(e, ys));
    const turns = tracks(out, lanesOut, mta.x + mta.width, this.#columns.get('mta')?.labelLeft ?? 0);
    return this.#graph.edges.map((edge, i) => {
      const at = outgoing.indexOf(edge);
      const ends = into[incoming.indexOf(edge)];
      return this.#edgeLayout(edge, i + 1, this.#laneY(edge, ys), {
        startY: out[at],
        tipY: ends,
        track: turns[at],
      });
    });
  }

  /** Arrows out of a submission queue run at the height of its card. */
  #laneY(edge: GraphEdge, ys: ReadonlyMap<string, number>): number {
    const box = this.#box(edge.from);
    return ys.get(edge.id) ?? box.y + box.height / 2;
  }

  #edgeLayout(edge: GraphEdge, step: number, y: number, { startY, tipY, track }: Ends): EdgeLayout {
    const label = this.#label(edge);
    const from = this.#box(edge.from);
    const to = this.#box(edge.to);
    const column = [...this.#columns.values()].find((c) => c.nodes.includes(this.#node(edge.from)));
    const left = column?.labelLeft ?? from.x + from.width;
    const x = left + (column?.labelWidth ?? 0) / 2;
    const start = { x: from.x + from.width, y: startY ?? clamp(y, from.y + 14, from.y + from.height - 14) };
    const tip = { x: to.x - 1, y: tipY ?? clamp(y, to.y + 14, to.y + to.height - 14) };
    const way = {
      start,
      y,
      left,
      right: left + (column?.labelWidth ?? 0),
      tip,
      ...(track === undefined ? {} : { track }),
    };
    const hop = {
      edge,
      from: this.#node(edge.from),
      to: this.#node(edge.to),
      step,
      of: this.#graph.edges.length,
    };
    return {
      id: edge.id,
      from: edge.from,
      to: edge.to,
      step: edge.step,
      status: edge.status,
      ink: inkOf(edge),
      evidence: edge.evidence,
      path: wayPath(way, EDGE.arrow),
      start,
      tip,
      pill: moved(label.pill, x, y),
      pillText: moved(label.pillText, x, y),
      pillIcon: moved(label.pillIcon, x, y),
      texts: label.texts.map((t) => moved(t, x, y)),
      box: {
        x: x - label.width / 2,
        y: y - label.above,
        width: label.width,
        height: label.above + label.below,
      },
      words: hopWords(hop, this.#labelOptions),
      recordIndexes: edge.recordIndexes,
    };
  }

  #title(): string {
    const { from, to, more } = this.#graph.title;
    const labels = diagramLabels(this.#options.language);
    return labels.picture(
      from ?? labels.nobody,
      `${to ?? labels.nobody}${more > 0 ? labels.andMore(more) : ''}`,
    );
  }

  #heading(width: number): readonly Text[] {
    if (this.#options.heading !== true) return [];
    const { from, to, more, queueId, arrived } = this.#graph.title;
    const labels = diagramLabels(this.#options.language);
    const who = `${from ?? labels.nobody} → ${to ?? labels.nobody}${more > 0 ? labels.andMore(more) : ''}`;
    const when = [arrived === undefined ? '' : formatMoment(arrived, this.#graph.zone), queueId ?? '']
      .filter((t) => t !== '')
      .join(' · ');
    return [
      this.#headingLine(who, REGION.margin + 20, TYPE.heading, true, width),
      this.#headingLine(when, REGION.margin + 40, TYPE.body, false, width),
    ];
  }

  #headingLine(text: string, y: number, size: number, bold: boolean, width: number): Text {
    const measure = (t: string): number => this.#measure(t, size, bold);
    const fitted = fit(text, width - 2 * REGION.margin - 8, measure, 'middle');
    return {
      x: REGION.margin + 4,
      y,
      ...fitted,
      size,
      bold,
      tone: bold ? 'text' : 'muted',
      anchor: 'start',
      width: measure(fitted.text),
    };
  }

  #notes(bottom: number): readonly Text[] {
    const { nodes, edges } = this.#graph.leftOut;
    const text = diagramLabels(this.#options.language).leftOut(nodes, edges);
    if (text === '') return [];
    const measure = (t: string): number => this.#measure(t, TYPE.small);
    const fitted = fit(text, this.#width() - 2 * REGION.margin, measure);
    return [
      {
        x: REGION.margin + 4,
        y: bottom + 22,
        ...fitted,
        size: TYPE.small,
        tone: 'muted',
        anchor: 'start',
        width: measure(fitted.text),
      },
    ];
  }
}
