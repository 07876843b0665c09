/**
 * The texts of some entries by number, most of them once. They are told apart by their bytes, in an open hash table over
 * typed arrays: of a text that is there already no string is made, and all texts become one string at the end. Number 0
 * is "absent". What is not ASCII is seldom, and is kept beside it as strings.
 */
import { decodeUtf8 } from '#core/lines/utf8.ts';
import { enlarged } from './int-rows.ts';

/** Texts, joined. Number 0 is "absent"; text `n` ends before `ends[n]`, where the next begins. */
export interface TextList {
  readonly joined: string;
  readonly ends: Uint32Array<ArrayBuffer>;
}

const COLUMNS = 32;
const SMALL = 64;

export class TextNumbers {
  /** Texts, with the absent one. */
  #count = 1;
  #bytes = new Uint8Array(SMALL * 16);
  /** Bytes before the end of each text. */
  #ends = new Uint32Array(SMALL);
  #hashes = new Int32Array(SMALL);
  #slots = new Uint32Array(SMALL * 2);
  /** Texts in the table. */
  #found = 0;
  /** By column, the text that was there last. */
  readonly #last = new Uint32Array(COLUMNS);
  /** The text that is looked for as a string. */
  #written = new Uint8Array(SMALL);
  readonly #wide = new Map<string, number>();
  readonly #wideTexts = new Map<number, string>();
  /** Other in every run: nobody can write a log whose texts all fall into one place. */
  readonly #seed = (Math.random() * 0x1_0000_0000) | 0;

  get count(): number {
    return this.#count;
  }

  /** All are forgotten; the room stays. */
  begin(): void {
    this.#count = 1;
    this.#found = 0;
    this.#slots.fill(0);
    this.#last.fill(0);
    this.#wide.clear();
    this.#wideTexts.clear();
  }

  /** The number of the ASCII text `bytes[from..to)`. */
  at(bytes: Uint8Array, from: number, to: number): number {
    const hash = this.#hash(bytes, from, to);
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let n = slots[slot] ?? 0; n !== 0; n = slots[slot] ?? 0) {
      if (this.#hashes[n] === hash && this.#isSame(n, bytes, from, to)) return n;
      slot = (slot + 1) & mask;
    }
    const number = this.freshAt(bytes, from, to);
    this.#hashes[number] = hash;
    slots[slot] = number;
    if (++this.#found * 2 > slots.length) this.#spread();
    return number;
  }

  /** The same, faster where the value of a column is often that of the entry before. */
  againAt(column: number, bytes: Uint8Array, from: number, to: number): number {
    const last = this.#last[column] ?? 0;
    if (last !== 0 && this.#isSame(last, bytes, from, to)) return last;
    return (this.#last[column] = this.at(bytes, from, to));
  }

  /** Of a text that hardly ever comes twice: it is not looked for, and not found. */
  freshAt(bytes: Uint8Array, from: number, to: number): number {
    const number = this.#add();
    let end = this.#ends[number - 1] ?? 0;
    if (end + to - from > this.#bytes.length) this.#bytes = enlarged(this.#bytes, end + to - from);
    const own = this.#bytes;
    for (let i = from; i < to; i++) own[end++] = bytes[i] ?? 0;
    this.#ends[number] = end;
    return number;
  }

  id(text: string): number {
    const length = this.#write(text);
    if (length >= 0) return this.at(this.#written, 0, length);
    const known = this.#wide.get(text);
    if (known !== undefined) return known;
    const number = this.#addWide(text);
    this.#wide.set(text, number);
    return number;
  }

  /** As freshAt. */
  fresh(text: string): number {
    const length = this.#write(text);
    return length >= 0 ? this.freshAt(this.#written, 0, length) : this.#addWide(text);
  }

  /** 0 for undefined. */
  idOf(text: string | undefined): number {
    return text === undefined ? 0 : this.id(text);
  }

  list(): TextList {
    const count = this.#count;
    const ends = this.#ends.slice(0, count);
    ends[0] = 0;
    const joined = decodeUtf8(this.#bytes.subarray(0, ends[count - 1]));
    return this.#wideTexts.size === 0 ? { joined, ends } : this.#withWide(joined, ends);
  }

  /** A wide text has no bytes: it goes in where it would stand. */
  #withWide(ascii: string, places: Uint32Array): TextList {
    const texts = Array.from(
      places,
      (place, n) => this.#wideTexts.get(n) ?? ascii.slice(places[n - 1], n === 0 ? 0 : place),
    );
    const ends = new Uint32Array(texts.length);
    for (let n = 1; n < texts.length; n++) ends[n] = (ends[n - 1] ?? 0) + (texts[n] ?? '').length;
    return { joined: texts.join(''), ends };
  }

  #add(): number {
    const number = this.#count++;
    if (number >= this.#ends.length) {
      this.#ends = enlarged(this.#ends, number + 1);
      this.#hashes = enlarged(this.#hashes, number + 1);
    }
    return number;
  }

  #addWide(text: string): number {
    const number = this.#add();
    this.#ends[number] = this.#ends[number - 1] ?? 0;
    this.#wideTexts.set(number, text);
    return number;
  }

  #isSame(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    const own = this.#bytes;
    const begin = this.#ends[number - 1] ?? 0;
    if ((this.#ends[number] ?? 0) - begin !== to - from) return false;
    for (let i = from, at = begin; i < to; i++, at++) if (own[at] !== bytes[i]) return false;
    return true;
  }

  /** Four bytes at once; what a multiplication moves up comes down again, or the last of four would move next to nothing. */
  #hash(bytes: Uint8Array, from: number, to: number): number {
    let hash = this.#seed ^ (to - from);
    let i = from;
    for (; i + 3 < to; i += 4) {
      const low = (bytes[i] as number) | ((bytes[i + 1] as number) << 8);
      const high = (bytes[i + 2] as number) | ((bytes[i + 3] as number) << 8);
      hash = Math.imul(hash ^ low ^ (high << 16), 0x5bd1e995);
      hash ^= hash >>> 15;
    }
    for (; i < to; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x5bd1e995);
    return hash ^ (hash >>> 15);
  }

  #spread(): void {
    const old = this.#slots;
    const slots = new Uint32Array(old.length * 2);
    const mask = slots.length - 1;
    for (const number of old) {
      if (number === 0) continue;
      let slot = (this.#hashes[number] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number;
    }
    this.#slots = slots;
  }

  /** Its length in bytes; -1 for what is not ASCII. */
  #write(text: string): number {
    if (text.length > this.#written.length) this.#written = new Uint8Array(text.length * 2);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) return -1;
      this.#written[i] = code;
    }
    return text.length;
  }
}
