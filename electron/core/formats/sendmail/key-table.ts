/** Finds which of a list of keys stands at a place, by its first character: the inner step of every field walk. */
import { standsAt as standsInBytes } from '#core/lines/byte-texts.ts';

const CODES = 128;
const EQUALS = 61;

export class KeyTable {
  readonly #keys: readonly string[];
  /** For each first character, index + 1 of the first key that has it; 0 for none. */
  readonly #first = new Uint8Array(CODES);
  /** For each key, index + 1 of the next key with the same first character. */
  readonly #next: Uint8Array;

  constructor(keys: readonly string[]) {
    this.#keys = keys;
    this.#next = new Uint8Array(keys.length);
    for (let index = keys.length - 1; index >= 0; index--) {
      const code = keys[index]?.charCodeAt(0) ?? 0;
      this.#next[index] = this.#first[code] ?? 0;
      this.#first[code] = index + 1;
    }
  }

  /** Index of the key that stands at `at` with its `=`, none before `least`; -1 for none. */
  at(text: string, at: number, least: number): number {
    const code = text.charCodeAt(at);
    if (!(code < CODES)) return -1;
    for (let place = this.#first[code] ?? 0; place > 0; place = this.#next[place - 1] ?? 0)
      if (place > least && standsAt(text, at, this.#keys[place - 1] ?? '')) return place - 1;
    return -1;
  }

  /** The same in ASCII bytes. */
  inBytes(bytes: Uint8Array, at: number, least: number): number {
    const code = bytes[at] ?? CODES;
    if (code >= CODES) return -1;
    for (let place = this.#first[code] ?? 0; place > 0; place = this.#next[place - 1] ?? 0) {
      const key = this.#keys[place - 1] ?? '';
      if (place > least && bytes[at + key.length] === EQUALS && standsInBytes(bytes, at, key))
        return place - 1;
    }
    return -1;
  }
}

/** Compared by character: for such short keys that is faster than startsWith. */
function standsAt(text: string, at: number, key: string): boolean {
  const length = key.length;
  if (text.charCodeAt(at + length) !== EQUALS) return false;
  for (let i = 1; i < length; i++) if (text.charCodeAt(at + i) !== key.charCodeAt(i)) return false;
  return true;
}
