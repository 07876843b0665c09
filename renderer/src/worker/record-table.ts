/**
 * Where each entry is, without holding any: one byte an entry for its kind, and each block's first index. An index is
 * found in its block by bisection. Lists of kinds are gathered when first asked for, and go on from there.
 */
import type { RecordIndex } from '#core/base/units.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { KINDS, type Kind } from '#core/records/log-record.ts';

export interface Place {
  readonly block: number;
  readonly position: number;
}

interface KindList {
  indexes: Uint32Array;
  count: number;
  /** Entries looked at so far. */
  seen: number;
}

export class RecordTable {
  #kinds = new Uint8Array(4096);
  #count = 0;
  readonly #starts: RecordIndex[] = [];
  readonly #counts = new Array<number>(KINDS.length).fill(0);
  readonly #lists = new Map<string, KindList>();

  get count(): number {
    return this.#count;
  }

  get blockCount(): number {
    return this.#starts.length;
  }

  /** Takes the next block in; the index of its first entry. */
  add(batch: RecordBatch): RecordIndex {
    const start = this.#count;
    this.#starts.push(start);
    const end = start + batch.count;
    if (end > this.#kinds.length) this.#kinds = enlarged(this.#kinds, Math.max(end, this.#kinds.length * 2));
    this.#kinds.set(batch.kind.subarray(0, batch.count), start);
    for (let i = 0; i < batch.count; i++) {
      const kind = batch.kind[i] ?? 0;
      this.#counts[kind] = (this.#counts[kind] ?? 0) + 1;
    }
    this.#count = end;
    return start;
  }

  byKind(): Partial<Record<Kind, number>> {
    const counts: Partial<Record<Kind, number>> = {};
    for (const [i, kind] of KINDS.entries()) {
      const count = this.#counts[i] ?? 0;
      if (count > 0) counts[kind] = count;
    }
    return counts;
  }

  placeOf(index: RecordIndex): Place | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return { block: low, position: index - (this.#starts[low] ?? 0) };
  }

  /** Entries of these kinds, in file order. */
  ofKinds(kinds: readonly Kind[], offset: number, limit: number): { total: number; indexes: readonly RecordIndex[] } {
    const key = [...kinds].sort().join(' ');
    const list = this.#lists.get(key) ?? { indexes: new Uint32Array(256), count: 0, seen: 0 };
    this.#lists.set(key, list);
    this.#gather(list, new Set(kinds.map((kind) => KINDS.indexOf(kind))));
    return { total: list.count, indexes: [...list.indexes.subarray(0, list.count).subarray(offset, offset + limit)] };
  }

  #gather(list: KindList, wanted: ReadonlySet<number>): void {
    for (; list.seen < this.#count; list.seen++) {
      if (!wanted.has(this.#kinds[list.seen] ?? -1)) continue;
      if (list.count === list.indexes.length) list.indexes = enlarged(list.indexes, list.count * 2);
      list.indexes[list.count++] = list.seen;
    }
  }
}

function enlarged<T extends Uint8Array | Uint32Array>(from: T, size: number): T {
  const to = new (from.constructor as new (size: number) => T)(size);
  to.set(from);
  return to;
}
