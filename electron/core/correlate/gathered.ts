import type { Numbers } from '#core/records/message-columns.ts';
import { enlarged } from './int-rows.ts';
import { narrowed } from './narrowed.ts';

/** Of message m the numbers `ids[starts[m]]` up to `ids[starts[m + 1]]`. */
export interface Lists {
  readonly ids: Numbers;
  readonly starts: Uint32Array;
}

/** Values of one message that are compared one by one; beyond them their set is kept. */
const FEW = 16;

/** A column of several numbers a message, each once, while it is being filled message by message. */
export class Gathered {
  readonly #starts: Uint32Array;
  #ids: Uint32Array;
  #end = 0;
  #message = 0;
  /** Of the message that is being filled, where they are many. */
  readonly #known = new Set<number>();

  constructor(messages: number) {
    this.#starts = new Uint32Array(messages + 1);
    this.#ids = new Uint32Array(messages + 1);
  }

  lists(): Lists {
    return { ids: narrowed(this.#ids.subarray(0, this.#end)), starts: this.#starts };
  }

  /** 0 is nothing. */
  push(id: number): void {
    if (id === 0) return;
    if (this.#has(id)) return;
    if (this.#end === this.#ids.length) this.#ids = enlarged(this.#ids, this.#end + 1);
    this.#ids[this.#end++] = id;
  }

  /** The messages from `first` up to `last` of a column that was made before are the next ones of this. */
  copy(from: Lists, first: number, last: number): void {
    const start = from.starts[first] ?? 0;
    const end = from.starts[last] ?? 0;
    const needed = this.#end + end - start;
    if (needed > this.#ids.length) this.#ids = enlarged(this.#ids, needed);
    this.#ids.set(from.ids.subarray(start, end), this.#end);
    const moved = this.#end - start;
    for (let m = first + 1; m <= last; m++) this.#starts[++this.#message] = (from.starts[m] ?? 0) + moved;
    this.#end = needed;
  }

  /** The next message begins. */
  close(): void {
    /* Clearing makes a new table, also of an empty one, and this is done for every column of every message. */
    if (this.#known.size > 0) this.#known.clear();
    this.#starts[++this.#message] = this.#end;
  }

  /** A message of fifty thousand recipients does not look through all of them for each. */
  #has(id: number): boolean {
    const start = this.#starts[this.#message] ?? 0;
    if (this.#end - start <= FEW) {
      for (let i = start; i < this.#end; i++) if (this.#ids[i] === id) return true;
      return false;
    }
    if (this.#known.size === 0)
      for (const known of this.#ids.subarray(start, this.#end)) this.#known.add(known);
    const before = this.#known.size;
    return this.#known.add(id).size === before;
  }
}
