/** How large cards and the texts on arrows are at each density, before anything has a place. */
import { formatDay } from '#core/explain/format.ts';
import { edgeLabel, type EdgeLabel, type EdgeLabelOptions } from './edge-label.ts';
import type { GraphNode, RelayGraph } from './graph.ts';
import type { LayoutOptions } from './layout.ts';
import type { Density } from './metrics.ts';
import { nodeCard, type Card } from './node-card.ts';
import type { Measure } from './text.ts';
import { textWidth } from './text-width.ts';

/** Cards and the texts on arrows, as large as a density lets them be: the same in every arrangement. */
export interface Setting {
  readonly density: Density;
  readonly measure: Measure;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly cards: ReadonlyMap<string, Card>;
  readonly labels: ReadonlyMap<string, EdgeLabel>;
  readonly labelOptions: EdgeLabelOptions;
}

export function settingOf(graph: RelayGraph, options: LayoutOptions, density: Density): Setting {
  const { language, measure = textWidth, hidden } = options;
  const { arrived } = graph.title;
  const labelOptions = {
    language,
    zone: graph.zone,
    measure,
    maxWidth: density.label,
    day: arrived === undefined ? undefined : formatDay(arrived, graph.zone),
    ...(hidden === undefined ? {} : { hidden }),
  };
  const nodes = new Map(graph.nodes.map((n) => [n.id, n]));
  const labels = graph.edges.map((e) => [e.id, edgeLabel(e, nodeOf(nodes, e.to), labelOptions)] as const);
  return {
    density,
    measure,
    nodes,
    cards: new Map(graph.nodes.map((n) => [n.id, nodeCard(n, language, measure, density.node)])),
    labels: new Map(labels),
    labelOptions,
  };
}

export function nodeOf(nodes: ReadonlyMap<string, GraphNode>, id: string): GraphNode {
  const node = nodes.get(id);
  if (node === undefined) throw new Error(`Broken assumption: no node ${id}`);
  return node;
}
