import { joined } from '#core/base/bytes.ts';

/** The bytes of a line that spans chunks: copies, at most so many; what is beyond is only counted. */
export class CarriedLine {
  /** All bytes of the line so far, also those cut off. */
  length = 0;
  readonly #most: number;
  #parts: Uint8Array[] = [];
  #kept = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Was something cut off? */
  get cut(): boolean {
    return this.length > this.#kept;
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    this.length += to - from;
    const kept = bytes.slice(from, Math.min(to, from + this.#most - this.#kept));
    if (kept.length === 0) return;
    this.#parts.push(kept);
    this.#kept += kept.length;
  }

  /** The bytes that were kept; the next line begins. */
  take(): Uint8Array {
    const [only] = this.#parts;
    const whole = only !== undefined && this.#parts.length === 1 ? only : joined(this.#parts, this.#kept);
    this.#parts = [];
    this.#kept = this.length = 0;
    return whole;
  }
}

/** A cut may fall into a character: the bytes of a broken one at the end go. */
export function withoutBrokenEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  for (let back = 1; back <= 4 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      end = bytes.length - back;
      break;
    }
  }
  return bytes.subarray(0, end);
}
