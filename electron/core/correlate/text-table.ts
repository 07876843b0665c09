/**
 * Every different text of a log once, by number. Texts stand joined, so many to a chunk, and are cut out when asked
 * for: a million texts are a few hundred strings to the engine. They are found again by an open hash table of
 * numbers, which is small but slow beside the engine's own; texts that repeat all the time go through one of those.
 * Number 0 is "absent"; the empty text has a number like any other.
 */
import { enlarged } from './int-rows.ts';
import type { TextList } from './text-numbers.ts';

/** Texts of a chunk, as a power of two. */
const BITS = 9;
const PER_CHUNK = 1 << BITS;
const MASK = PER_CHUNK - 1;
/** Texts at hand for repeated(). */
const AT_HAND = 8192;

/** Slots of the hash table, a power of two. It grows when more than this part of them is taken. */
const LEAST = 1024;
const FULL = 0.6;

/** What is stored of a table. */
export interface TextTableState {
  readonly count: number;
  readonly chunks: readonly string[];
  readonly starts: Uint32Array;
}

export class TextTable {
  /** Of texts, with the absent one. */
  count = 1;
  readonly #chunks: string[] = [];
  /** Those of the last chunk, not joined yet. */
  #open: string[] = [''];
  #openLength = 0;
  /** Where each text begins within its chunk. */
  #starts = new Uint32Array(1024);
  /** Two numbers a slot: hash and text, 0 for none. Most slots that are passed on the way to one are told by their hash. */
  #slots = new Uint32Array(2 * LEAST);
  readonly #atHand = new Map<string, number>();
  /** Other in every run: nobody can write a log whose texts all fall into one place. */
  readonly #seed = (Math.random() * 0x1_0000_0000) | 0;
  readonly #touched = new Uint32Array(1);
  /** The hash table of what was read back is made when something is added. */
  #hashed = 1;

  static from({ count, chunks, starts }: TextTableState): TextTable {
    const table = new TextTable();
    table.count = count;
    table.#starts = starts.slice();
    table.#chunks.push(...chunks.slice(0, count >> BITS));
    const open = chunks[count >> BITS] ?? '';
    table.#openLength = open.length;
    table.#open = Array.from({ length: count & MASK }, (_, i) => {
      const at = (count & ~MASK) + i;
      return open.slice(starts[at], i + 1 < (count & MASK) ? starts[at + 1] : undefined);
    });
    return table;
  }

  state(): TextTableState {
    const chunks = this.#open.length === 0 ? this.#chunks.slice() : [...this.#chunks, this.#open.join('')];
    return { count: this.count, chunks, starts: this.#starts.slice(0, this.count) };
  }

  /** Nothing more is coming for now: what texts are found by goes, and is made anew when one is looked for. */
  rest(): void {
    this.#starts = this.#starts.slice(0, this.count);
    this.#slots = new Uint32Array(2 * LEAST);
    this.#hashed = 1;
    this.#atHand.clear();
  }

  /** The number of this text, a new one if need be. */
  id(text: string): number {
    return this.#numberOf(text, 0, text.length, this.#hash(text, 0, text.length));
  }

  /** The same, faster for texts that come again and again. */
  repeated(text: string): number {
    const known = this.#atHand.get(text);
    if (known !== undefined) return known;
    const id = this.id(text);
    if (this.#atHand.size >= AT_HAND) this.#atHand.clear();
    this.#atHand.set(this.text(id), id);
    return id;
  }

  /** The numbers of many, by their own. */
  idsOf({ joined, ends }: TextList): Uint32Array {
    const ids = new Uint32Array(ends.length);
    for (let i = 1; i < ends.length; i++) ids[i] = this.#hash(joined, ends[i - 1] ?? 0, ends[i] ?? 0);
    this.#touch(ids);
    for (let i = 1; i < ends.length; i++)
      ids[i] = this.#numberOf(joined, ends[i - 1] ?? 0, ends[i] ?? 0, ids[i] ?? 0);
    return ids;
  }

  /**
   * Looks at the slots of many hashes, and at the texts that may be theirs, for nothing but that they are at hand then: a
   * processor fetches many places at once that do not depend on each other, but waits for each that decides what is done
   * next. Most of a long log's are far away.
   */
  #touch(hashes: Uint32Array): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let sum = 0;
    for (const hash of hashes) sum ^= slots[(hash << 1) & mask] ?? 0;
    for (const hash of hashes) {
      const slot = (hash << 1) & mask;
      if (slots[slot] !== hash) continue;
      const id = slots[slot + 1] ?? 0;
      sum ^= this.#chunks[id >> BITS]?.charCodeAt(this.#starts[id] ?? 0) ?? 0;
    }
    /* Kept, or the engine may leave out what nobody needs. */
    this.#touched[0] = sum;
  }

  #numberOf(text: string, from: number, to: number, hash: number): number {
    const slot = this.#slotOf(text, from, to, hash);
    const known = this.#slots[slot + 1] ?? 0;
    return known === 0 ? this.#add(text.slice(from, to), hash, slot) : known;
  }

  /** 0 for undefined. */
  idOf(text: string | undefined): number {
    return text === undefined ? 0 : this.repeated(text);
  }

  /** The number of a text that is there; 0 if it is not. */
  find(text: string): number {
    /* First: looking for it may make the table anew. */
    const slot = this.#slotOf(text, 0, text.length, this.#hash(text, 0, text.length));
    return this.#slots[slot + 1] ?? 0;
  }

  text(id: number): string {
    const within = id & MASK;
    const chunk = this.#chunks[id >> BITS];
    if (chunk === undefined) return this.#open[within] ?? '';
    return chunk.slice(this.#starts[id], within === MASK ? undefined : this.#starts[id + 1]);
  }

  optional(id: number): string | undefined {
    return id === 0 ? undefined : this.text(id);
  }

  #add(text: string, hash: number, slot: number): number {
    const id = this.count++;
    this.#hashed = this.count;
    if (id >= this.#starts.length) this.#starts = enlarged(this.#starts, id + 1);
    if ((id & MASK) === 0) this.#openLength = 0;
    this.#starts[id] = this.#openLength;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = id;
    this.#openLength += text.length;
    this.#open.push(text);
    if (this.#open.length === PER_CHUNK) this.#join();
    if (this.count * 2 > this.#slots.length * FULL) this.#grow();
    return id;
  }

  /** join() writes a new flat string: what the texts were cut from may go. */
  #join(): void {
    this.#chunks.push(this.#open.join(''));
    this.#open = [];
  }

  /** Where it stands, or may stand, among `#slots`. */
  #slotOf(text: string, from: number, to: number, hash: number): number {
    if (this.#hashed < this.count) this.#hashAgain();
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash << 1) & mask;
    for (let id = slots[slot + 1] ?? 0; id !== 0; id = slots[slot + 1] ?? 0) {
      if (slots[slot] === hash && this.#is(id, text, from, to)) return slot;
      slot = (slot + 2) & mask;
    }
    return slot;
  }

  /** Is this part of `text` the text of that number? */
  #is(id: number, text: string, from: number, to: number): boolean {
    const known = this.text(id);
    return known.length === to - from && text.startsWith(known, from);
  }

  /** Twice as many slots. The old ones are gone through in order, and so, nearly, are the new ones: no place is far. */
  #grow(): void {
    const before = this.#slots;
    const slots = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += 2)
      if (before[at + 1] !== 0) putInto(slots, before[at] ?? 0, before[at + 1] ?? 0);
    this.#slots = slots;
  }

  #hashAgain(): void {
    let size = LEAST;
    while (this.count > size * FULL) size *= 2;
    const slots = new Uint32Array(2 * size);
    for (let id = 1; id < this.count; id++) {
      const text = this.text(id);
      putInto(slots, this.#hash(text, 0, text.length), id);
    }
    this.#slots = slots;
    this.#hashed = this.count;
  }

  #hash(text: string, from: number, to: number): number {
    let hash = this.#seed;
    for (let i = from; i < to; i++) {
      hash = Math.imul(hash ^ text.charCodeAt(i), 0x5bd1e995);
      hash ^= hash >>> 15;
    }
    return hash >>> 0;
  }
}

/** Into the first free slot behind its place. */
function putInto(slots: Uint32Array, hash: number, id: number): void {
  const mask = slots.length - 1;
  let slot = (hash << 1) & mask;
  while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
  slots[slot] = hash;
  slots[slot + 1] = id;
}
