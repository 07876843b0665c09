/**
 * Short ASCII texts found in bytes (hosts, programs), each made into a string once: the next line mostly names the same,
 * and then one comparison serves.
 */
import { decodeUtf8 } from './utf8.ts';

const SLOTS = 256;

export class ByteTexts {
  readonly #slots: string[] = Array.from({ length: SLOTS }, () => '');
  #last = '';

  /** The text of `bytes[from..to)`. */
  at(bytes: Uint8Array, from: number, to: number): string {
    if (same(this.#last, bytes, from, to)) return this.#last;
    const middle = (from + to) >> 1;
    const hash =
      (bytes[from] ?? 0) * 7 + (bytes[middle] ?? 0) * 31 + (bytes[to - 1] ?? 0) * 131 + (to - from);
    const slot = hash & (SLOTS - 1);
    const known = this.#slots[slot] ?? '';
    this.#last = same(known, bytes, from, to) ? known : decodeUtf8(bytes.subarray(from, to));
    this.#slots[slot] = this.#last;
    return this.#last;
  }
}

function same(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from;
  if (text.length !== length) return false;
  for (let i = 0; i < length; i++) if (text.charCodeAt(i) !== bytes[from + i]) return false;
  return true;
}

/** Does the ASCII text `text` stand at `at`? */
export function standsAt(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

const HIGH_BIT = 0x80;
const HIGH_BITS = 0x80808080 | 0;
const WORD = 4;

/** Four bytes are looked at at once, and sixteen together. */
export function isAscii(bytes: Uint8Array, from: number, to: number): boolean {
  const first = from + ((WORD - ((bytes.byteOffset + from) % WORD)) % WORD);
  const count = ((to - first) >> 4) << 2;
  if (count <= 0) return isAsciiEach(bytes, from, to);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + first, count);
  let seen = 0;
  for (let i = 0; i < count; i += 4)
    seen |=
      (words[i] as number) | (words[i + 1] as number) | (words[i + 2] as number) | (words[i + 3] as number);
  const last = first + count * WORD;
  return (seen & HIGH_BITS) === 0 && isAsciiEach(bytes, from, first) && isAsciiEach(bytes, last, to);
}

function isAsciiEach(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (((bytes[i] ?? 0) & HIGH_BIT) !== 0) return false;
  return true;
}
