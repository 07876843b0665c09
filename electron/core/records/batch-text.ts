/**
 * The text of the batch under way. Fresh memory costs more than what is copied into it, a page at a time: a batch that
 * was sent gives its memory back (`recycle`), and few pieces serve a whole file.
 */
import { BATCH_LIMITS } from './batch.ts';

/** Many sources are short: room grows by doubling. */
const SMALL = 16 * 1024;
/** A full batch ends with the line that fills it. */
const FULL = BATCH_LIMITS.bytes + 64 * 1024;
/** What is sent takes the memory behind it along: so much of it may be empty. */
const MOSTLY = 0.8;

export class BatchText {
  #memory: Uint8Array = new Uint8Array(SMALL);
  #length = 0;
  readonly #spare: Uint8Array[] = [];

  add(bytes: Uint8Array, from: number, to: number): void {
    const end = this.#length + to - from;
    if (end > this.#memory.length) this.#grow(end);
    this.#memory.set(from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to), this.#length);
    this.#length = end;
  }

  /** The whole, in memory of its own. */
  take(): Uint8Array {
    const length = this.#length;
    const memory = this.#memory;
    const given = length >= memory.length * MOSTLY;
    this.#length = 0;
    /* What one endless line made large does not stay so. */
    if (given || memory.length > FULL) {
      this.#memory = this.#spare.pop() ?? new Uint8Array(Math.min(memory.length, FULL));
    }
    return given ? memory.subarray(0, length) : memory.slice(0, length);
  }

  recycle(text: Uint8Array): void {
    if (text.buffer.byteLength === FULL) this.#spare.push(new Uint8Array(text.buffer));
  }

  #grow(atLeast: number): void {
    let room = atLeast > FULL / 2 ? FULL : this.#memory.length;
    while (room < atLeast) room *= 2;
    const memory = new Uint8Array(room);
    memory.set(this.#memory.subarray(0, this.#length));
    this.#memory = memory;
  }
}
