/** Which node stands in which column, left to right, and how far apart the columns are. */
import type { GraphEdge, GraphNode, RelayGraph } from './graph.ts';
import { EDGE, REGION, ROUTER, ROWS, type Density } from './metrics.ts';
import type { EdgeLabel } from './edge-label.ts';
import type { Card } from './node-card.ts';
import { incoming } from './rows.ts';

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

/** How the columns stand; by itself, all side by side. */
export interface Arrangement {
  /** What comes before the mail server stands in a row of its own, above it. */
  readonly rows: boolean;
  /** What stays on this server stands below the next servers, not before them. */
  readonly shared: boolean;
  /** How much wider than the room it may be at most, and be drawn smaller, rather than give way to the next. */
  readonly beyond: number;
}

/** A way that is seen whole is worth slightly smaller type than one in two rows, unless it is a long one. */
const BEYOND = { long: 1.05, short: 1.12 } as const;

/** From the usual one to the narrowest; those that would change nothing are left out. */
export function arrangementsOf(graph: RelayGraph): readonly Arrangement[] {
  const used = new Set(graph.nodes.map(columnOf));
  const shared = used.has('inside') && used.has('outside-right');
  const chain = used.has('submission-0');
  const above = COLUMNS.indexOf('mta') > COLUMNS.findIndex((column) => used.has(column));
  const few = incoming(graph) <= MOST_FOLDED;
  const all = [
    { rows: false, shared: false, beyond: chain ? BEYOND.long : BEYOND.short },
    { rows: few && chain, shared, beyond: chain ? 1 : BEYOND.short },
    { rows: few && above, shared, beyond: 1 },
  ];
  return all.filter(
    (one, i) => i === 0 || one.rows !== all[i - 1]?.rows || one.shared !== all[i - 1]?.shared,
  );
}

/** More lines than these would take more room between the rows than the rows themselves. */
const MOST_FOLDED = 4;

export interface ColumnSetting {
  readonly density: Density;
  readonly arrangement: Arrangement;
  readonly left: number;
}

/** Texts of deliveries stand beside the mail server, even when the arrow goes on past its mailboxes. */
export function placeColumns(
  graph: RelayGraph,
  cards: ReadonlyMap<string, Card>,
  labels: ReadonlyMap<string, EdgeLabel>,
  { density, arrangement: { rows, shared }, left }: ColumnSetting,
): readonly PlacedColumn[] {
  const used = usedColumns(graph);
  const columnById = new Map(graph.nodes.map((n) => [n.id, columnOf(n)]));
  const widest = (all: readonly Pick<Used, 'nodes'>[]): number =>
    Math.max(...all.flatMap((c) => c.nodes).map((n) => cards.get(n.id)?.width ?? 0));
  const placed: PlacedColumn[] = [];
  let x = left + REGION.margin + REGION.padding;
  for (const [i, one] of used.entries()) {
    const { column, nodes } = one;
    const last = placed.at(-1);
    const beside = shared && column === 'outside-right' ? last : undefined;
    if (rows && column === 'mta') x = left + REGION.margin + REGION.padding + insetOf(graph);
    if (beside !== undefined) x = beside.x;
    const next = shared && used[i + 1]?.column === 'inside' ? used[i + 2] : used[i + 1];
    const width = widest(shared && isAfter(column) ? used.filter((c) => isAfter(c.column)) : [{ nodes }]);
    const leaving = graph.edges.filter((e) => columnById.get(e.from) === column);
    const labelWidth = Math.max(0, ...leaving.map((e) => labels.get(e.id)?.width ?? 0));
    const crosses = isOutside(column) !== isOutside(next?.column ?? column);
    const gap = gapOf(labelWidth, leaving, crosses, density);
    const own = hasRouter(graph, column, nodes);
    const before = gap.before + stripOf(graph, one, 'outside-left');
    placed.push({
      column,
      nodes,
      x,
      width,
      labelLeft: x + width + before,
      labelWidth,
      ...(own ? { router: routerX(column, x, width) } : {}),
    });
    x += width + before + labelWidth + gap.after + stripOf(graph, next, 'outside-right');
  }
  return placed;
}

interface Used {
  readonly column: Column;
  readonly nodes: readonly GraphNode[];
}

function usedColumns(graph: RelayGraph): readonly Used[] {
  return COLUMNS.map((column) => ({
    column,
    nodes: graph.nodes.filter((n) => columnOf(n) === column),
  })).filter((c) => c.nodes.length > 0);
}

function isAfter(column: Column): boolean {
  return column === 'inside' || column === 'outside-right';
}

/** Left of the mail server, where lines from the row above come in. */
function insetOf(graph: RelayGraph): number {
  return ROWS.before + incoming(graph) * ROWS.step + ROWS.after;
}

function hasRouter(graph: RelayGraph, column: Column, nodes: readonly GraphNode[]): boolean {
  return graph.router !== undefined && isOutside(column) && nodes.some((n) => n.network === 'internet');
}

/** Room for the router between this server and `column`, if that is the one. */
function stripOf(graph: RelayGraph, one: Used | undefined, column: Column): number {
  const needed = one?.column === column && hasRouter(graph, column, one.nodes);
  return needed ? ROUTER.width + 2 * ROUTER.gap : 0;
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
