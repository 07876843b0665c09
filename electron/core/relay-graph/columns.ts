/** Which node stands in which column, left to right, and how far apart the columns are. */
import type { GraphEdge, GraphNode, RelayGraph } from './graph.ts';
import { EDGE, REGION, ROUTER, type Density } from './metrics.ts';
import type { EdgeLabel } from './edge-label.ts';
import type { Card } from './node-card.ts';

export const COLUMNS = [
  'outside-left',
  'origin',
  'submission-0',
  'submission-1',
  'submission-2',
  'mta',
  'inside',
  'outside-right',
] as const;
export type Column = (typeof COLUMNS)[number];

export interface PlacedColumn {
  readonly column: Column;
  readonly nodes: readonly GraphNode[];
  readonly x: number;
  readonly width: number;
  /** Where the texts of arrows that leave this column to the right stand. */
  readonly labelLeft: number;
  readonly labelWidth: number;
  /** Left edge of the router's strip before the Internet, where it stands beside this column. */
  readonly router?: number;
}

export function columnOf(node: GraphNode): Column {
  if (node.role === 'mta') return 'mta';
  if (node.role === 'submission')
    return `submission-${node.id.endsWith('1') ? '1' : node.id.endsWith('2') ? '2' : '0'}`;
  if (node.role === 'client' || node.role === 'parent')
    return node.network === 'server' ? 'origin' : 'outside-left';
  return node.network === 'server' ? 'inside' : 'outside-right';
}

/** Texts of deliveries stand beside the mail server, even when the arrow goes on past its mailboxes. */
export function placeColumns(
  graph: RelayGraph,
  cards: ReadonlyMap<string, Card>,
  labels: ReadonlyMap<string, EdgeLabel>,
  density: Density,
  left = 0,
): readonly PlacedColumn[] {
  const used = COLUMNS.map((column) => ({
    column,
    nodes: graph.nodes.filter((n) => columnOf(n) === column),
  })).filter((c) => c.nodes.length > 0);
  const columnById = new Map(graph.nodes.map((n) => [n.id, columnOf(n)]));
  const placed: PlacedColumn[] = [];
  let x = left + REGION.margin + REGION.padding;
  for (const [i, { column, nodes }] of used.entries()) {
    const width = Math.max(...nodes.map((n) => cards.get(n.id)?.width ?? 0));
    const leaving = graph.edges.filter((e) => columnById.get(e.from) === column);
    const labelWidth = Math.max(0, ...leaving.map((e) => labels.get(e.id)?.width ?? 0));
    const crosses = isOutside(column) !== isOutside(used[i + 1]?.column ?? column);
    const gap = gapOf(labelWidth, leaving, crosses, density);
    const own = hasRouter(graph, column, nodes);
    const next = used[i + 1];
    const strip = ROUTER.width + 2 * ROUTER.gap;
    const before = gap.before + (own && column === 'outside-left' ? strip : 0);
    placed.push({
      column,
      nodes,
      x,
      width,
      labelLeft: x + width + before,
      labelWidth,
      ...(own ? { router: routerX(column, x, width) } : {}),
    });
    const coming =
      next !== undefined && next.column === 'outside-right' && hasRouter(graph, next.column, next.nodes);
    x += width + before + labelWidth + gap.after + (coming ? strip : 0);
  }
  return placed;
}

function hasRouter(graph: RelayGraph, column: Column, nodes: readonly GraphNode[]): boolean {
  return graph.router !== undefined && isOutside(column) && nodes.some((n) => n.network === 'internet');
}

/** Between the Internet and this server, on whichever side that is. */
function routerX(column: Column, x: number, width: number): number {
  return column === 'outside-left'
    ? x + width + REGION.padding + ROUTER.gap
    : x - REGION.padding - ROUTER.gap - ROUTER.width;
}

function isOutside(column: Column): boolean {
  return column === 'outside-left' || column === 'outside-right';
}

function gapOf(
  labelWidth: number,
  leaving: readonly GraphEdge[],
  crosses: boolean,
  density: Density,
): { readonly before: number; readonly after: number } {
  const border = crosses ? REGION.padding : 0;
  if (labelWidth === 0) return { before: border + REGION.gap / 2, after: border + REGION.gap / 2 };
  const fans = Math.min(96, Math.max(0, leaving.length - 3) * 7);
  const outgoing = leaving[0]?.from === 'mta';
  return {
    before: border + (outgoing ? density.bend + fans : density.tail),
    after: border + EDGE.arrow + (outgoing ? density.tail : density.bend),
  };
}
