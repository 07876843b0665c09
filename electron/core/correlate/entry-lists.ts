/** The entries of each message, ascending and each once: cells that lead from the last entry to the first. */
import type { RecordIndex } from '#core/base/units.ts';
import { IntRows } from './int-rows.ts';

const ENTRY = 0;
const BEFORE = 1;
const WIDTH = 2;

/** A list is known by its last cell, as number + 1; 0 is the empty list. */
export class EntryLists {
  readonly #cells: IntRows;

  constructor(cells?: Int32Array) {
    this.#cells = new IntRows(WIDTH, cells);
  }

  /** Entries of all lists together. */
  get count(): number {
    return this.#cells.count;
  }

  state(): Int32Array {
    return this.#cells.state();
  }

  rest(): void {
    this.#cells.rest();
  }

  /** The list with one more entry, if it is not there yet; answers its new end. */
  add(end: number, entry: RecordIndex): number {
    const cells = this.#cells;
    let after = 0;
    let at = end;
    while (at !== 0 && cells.get(at - 1, ENTRY) > entry) {
      after = at;
      at = cells.get(at - 1, BEFORE);
    }
    if (at !== 0 && cells.get(at - 1, ENTRY) === entry) return end;
    const cell = cells.add();
    cells.set(cell, ENTRY, entry);
    cells.set(cell, BEFORE, at);
    if (after === 0) return cell + 1;
    cells.set(after - 1, BEFORE, cell + 1);
    return end;
  }

  /** The last entry of a list that is not empty. */
  entryAt(end: number): RecordIndex {
    return this.#cells.get(end - 1, ENTRY);
  }

  /** The list without its last entry. */
  before(end: number): number {
    return this.#cells.get(end - 1, BEFORE);
  }

  last(end: number): RecordIndex | undefined {
    return end === 0 ? undefined : this.#cells.get(end - 1, ENTRY);
  }

  all(end: number): readonly RecordIndex[] {
    const entries: RecordIndex[] = [];
    this.some(end, (entry) => entries.push(entry) < 0);
    return entries.reverse();
  }

  /** From the last to the first. */
  some(end: number, test: (entry: RecordIndex) => boolean): boolean {
    const cells = this.#cells;
    for (let at = end; at !== 0; at = cells.get(at - 1, BEFORE)) {
      if (test(cells.get(at - 1, ENTRY))) return true;
    }
    return false;
  }
}
