/**
 * The way of a message and, below it, the ways that are unfolded from its cards. Each is placed by layout.ts, further to
 * the right the further it is from the message; a line in the margin leads from the card to the words above its way.
 */
import { formatMoment } from '#core/explain/format.ts';
import type { DiagramLayout, EdgeLayout, NodeLayout, UnfoldedLayout } from './diagram-layout.ts';
import type { FamilyPart } from './family.ts';
import { diagramLabels } from './labels.ts';
import { layoutGraph, type LayoutOptions } from './layout.ts';
import { legendOf, type TextSetting } from './layout-texts.ts';
import { REGION, TYPE } from './metrics.ts';
import { nodeName } from './node-card.ts';
import { textWidth } from './text-width.ts';
import { rounded, textAt } from './time-picture.ts';

const INDENT = 28;
const TURN = 8;
/** From the lower edge of a way to the line that leaves it, and from there to the words of the next. */
const ROW = { bus: 6, words: 30 } as const;
/** From a card to the line beside it: within the padding of every region, beside the lines of notices. */
const BESIDE = 5;

export function layoutFamily(parts: readonly FamilyPart[], options: LayoutOptions): DiagramLayout {
  const [first, ...others] = parts;
  if (first === undefined) throw new Error('Broken assumption: the message itself is a part');
  if (others.length === 0) return layoutGraph(first.graph, options);
  const { language, measure = textWidth } = options;
  return new FamilyPlacement(options, { language, measure }).layout(first, others);
}

class FamilyPlacement {
  readonly #options: LayoutOptions;
  readonly #setting: TextSetting;
  readonly #placed = new Map<string, DiagramLayout>();
  readonly #unfolded: UnfoldedLayout[] = [];

  constructor(options: LayoutOptions, setting: TextSetting) {
    this.#options = options;
    this.#setting = setting;
  }

  layout(first: FamilyPart, others: readonly FamilyPart[]): DiagramLayout {
    const main = layoutGraph(first.graph, { ...this.#options, at: { x: 0, y: 0 } });
    this.#placed.set('', main);
    let bottom = main.height;
    for (const part of others) bottom = this.#place(part, bottom);
    const all = [...this.#placed.values()];
    const width = Math.max(...all.map((l) => l.width));
    const edges = [first, ...others].flatMap(({ graph }) => graph.edges);
    const legend = legendOf({ edges }, bottom, width, this.#setting);
    return {
      ...main,
      width,
      height: Math.ceil((legend.at(-1)?.text.y ?? bottom) + 4 + REGION.margin),
      regions: all.flatMap((l) => l.regions),
      groups: all.flatMap((l) => l.groups),
      nodes: all.flatMap((l) => l.nodes),
      edges: all.flatMap((l) => l.edges),
      returns: all.flatMap((l) => l.returns),
      unfolded: this.#unfolded,
      legend,
      notes: all.flatMap((l) => l.notes),
    };
  }

  #place({ graph, depth, prefix, from }: FamilyPart, bottom: number): number {
    const owner = this.#placed.get(from?.prefix ?? '');
    const card = owner?.nodes.find((n) => n.id === `${from?.prefix ?? ''}${from?.node.id ?? ''}`);
    if (from === undefined || owner === undefined || card === undefined)
      throw new Error('Broken assumption: a way unfolds from a card');
    const x = depth * INDENT;
    const y = bottom + ROW.words;
    const { heading: _, ...options } = this.#options;
    const layout = prefixed(
      layoutGraph(graph, { ...options, at: { x, y } }),
      prefix,
      this.#wordsOf(from.node),
    );
    const heading = this.#heading(graph, from.node, {
      x: x + REGION.margin + 4,
      y: y + 4,
      width: layout.width,
    });
    const tip = { x: heading.x - 6, y: heading.y - 4 };
    const rail = x - INDENT + REGION.margin + 10;
    const path = `${leaving(card, owner)}V${rounded(owner.height + ROW.bus)}H${rounded(rail)}V${rounded(tip.y)}H${rounded(tip.x - 6)}`;
    const box = { x, y: bottom, width: layout.width - x, height: layout.height - bottom };
    this.#unfolded.push({ id: prefix, message: from.node.way?.message ?? '', box, path, tip, heading });
    this.#placed.set(prefix, layout);
    return layout.height;
  }

  #wordsOf(node: FamilyPart['graph']['nodes'][number]): string {
    return nodeName(node, this.#setting.language);
  }

  #heading(
    { title, zone }: FamilyPart['graph'],
    node: FamilyPart['graph']['nodes'][number],
    { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
  ): UnfoldedLayout['heading'] {
    const kind = diagramLabels(this.#setting.language).kinds[node.kind];
    const when = title.arrived === undefined ? '' : ` · ${formatMoment(title.arrived, zone)}`;
    const words = `${kind} ${this.#wordsOf(node)}${when}`;
    const style = { size: TYPE.body, tone: 'text', bold: true, cut: 'middle' } as const;
    return textAt(words, { x, y, width: width - x - REGION.margin }, style, this.#setting.measure);
  }
}

/** From a notice to the right of its column, from an earlier message to the left of its own. */
function leaving(card: NodeLayout, { nodes }: DiagramLayout): string {
  const { x, y, width, height } = card.box;
  const middle = y + height - TURN - 4;
  if (card.role === 'parent') return `M${rounded(x)} ${rounded(middle)}H${rounded(x - BESIDE)}`;
  const column = nodes.filter((n) => n.network === card.network && n.box.x === x);
  const right = Math.max(...column.map((n) => n.box.x + n.box.width)) + BESIDE;
  return `M${rounded(x + width)} ${rounded(middle)}H${rounded(right)}`;
}

/** Two ways in one picture have an arrow of the same id each, and whoever hears a hop wants to know of which. */
function prefixed(layout: DiagramLayout, prefix: string, name: string): DiagramLayout {
  const renamed = <T extends { readonly id: string }>(all: readonly T[]): readonly T[] =>
    all.map((one) => ({ ...one, id: `${prefix}${one.id}` }));
  return {
    ...layout,
    regions: renamed(layout.regions),
    groups: renamed(layout.groups),
    nodes: renamed(layout.nodes),
    edges: renamed<EdgeLayout>(layout.edges).map((edge) => ({
      ...edge,
      from: `${prefix}${edge.from}`,
      to: `${prefix}${edge.to}`,
      words: `${name}: ${edge.words}`,
    })),
    returns: renamed(layout.returns),
  };
}
