/**
 * A narrow room holds the way in two rows: what comes before the mail server above, the mail server and what comes after
 * it below. Lines from the end of the upper row turn down, run back between the rows and come in from the left; the
 * first of them is the outermost, so that none crosses another.
 */
import type { Column, PlacedColumn } from './columns.ts';
import type { RelayGraph } from './graph.ts';
import type { Block } from './lanes.ts';
import { REGION, ROWS } from './metrics.ts';
import type { FoldedWay } from './paths.ts';

export interface Rows {
  /** Lower edge of the upper row, upper edge of the lower one. */
  readonly above: number;
  readonly below: number;
  /** Where the first line turns: beside the upper row, and before the lower one. */
  readonly right: number;
  readonly left: number;
  /** Both rows stand on one ground, because nothing stands in another network. */
  readonly one: boolean;
}

const ABOVE: readonly Column[] = ['outside-left', 'origin', 'submission-0', 'submission-1', 'submission-2'];

export function isAbove(column: Column): boolean {
  return ABOVE.includes(column);
}

type Columns = ReadonlyMap<Column, PlacedColumn>;

export function rowsOf(graph: RelayGraph, columns: Columns, left: readonly Block[], edge: number): Rows {
  const lines = incoming(graph);
  const one = !columns.has('outside-left') && !columns.has('outside-right');
  const above = Math.max(...left.map((block) => block.bottom));
  const between = 2 * ROWS.turn + lines * ROWS.step;
  return {
    above,
    below: above + between - (one ? REGION.heading - ROWS.turn : 0),
    right: lineX(columns),
    left: edge + REGION.margin + ROWS.before,
    one,
  };
}

export function incoming(graph: RelayGraph): number {
  return graph.edges.filter((e) => e.to === 'mta').length;
}

/** Right of the texts of all arrows of the upper row. */
function lineX(columns: Columns): number {
  const ends = [...columns.values()]
    .filter(({ column }) => isAbove(column))
    .map(({ labelLeft, labelWidth }) => labelLeft + labelWidth);
  return Math.max(...ends) + ROWS.turn;
}

/** Right edge of the lines beside the upper row. */
export function aboveEnd(graph: RelayGraph, columns: Columns): number {
  return lineX(columns) + incoming(graph) * ROWS.step;
}

/** Of the arrow that is number `at` from above. */
export function foldedWay({ above, right, left }: Rows, at: number, count: number): FoldedWay {
  const out = (count - 1 - at) * ROWS.step;
  return { right: right + out, y: above + ROWS.turn + out, left: left + out };
}
