/** Lists in rows: each row names the next, the last one the first. Their owner keeps the last, as number + 1 (0: none). */
import type { IntRows } from './int-rows.ts';

/** Puts a row at the end of a list; answers the list's new end. */
export function chained(rows: IntRows, next: number, end: number, row: number): number {
  if (end === 0) rows.set(row, next, row);
  else {
    rows.set(row, next, rows.get(end - 1, next));
    rows.set(end - 1, next, row);
  }
  return row + 1;
}

/** The rows of a list, the oldest first. */
export function* chain(rows: IntRows, next: number, end: number): Generator<number> {
  if (end === 0) return;
  for (let row = rows.get(end - 1, next); ; row = rows.get(row, next)) {
    yield row;
    if (row === end - 1) return;
  }
}
