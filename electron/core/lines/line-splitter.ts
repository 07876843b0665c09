/**
 * Bytes in any chunking -> lines. Whole stretches of a chunk are decoded at once (a decoder call costs more than a
 * line), then cut at newlines; a line that spans chunks is put together from its bytes first. Memory is bounded: a
 * line is cut at `maxLine` bytes and the rest of it is only counted. NULs at a line's beginning are a hole that a
 * crash left in the file, not part of the line: they are skipped.
 */
import type { Bytes } from '#core/base/units.ts';

const NEWLINE = 10;
/** Bytes decoded at once: what the slices of one stretch keep alive together. */
const STRETCH = 256 * 1024;

export type Decode = (bytes: Uint8Array) => string;

export interface LineSink {
  /** One line without its newline. `end` is the offset after the newline. */
  line(text: string, offset: Bytes, end: Bytes): void;
}

export interface SplitterCounts {
  tooLong: number;
  nuls: number;
}

export class LineSplitter {
  readonly #decode: Decode;
  readonly #maxLine: Bytes;
  readonly #sink: LineSink;
  /** Bytes of the line under way, at most maxLine. */
  #carried: Uint8Array[] = [];
  #carriedLength = 0;
  /** All bytes of the line under way, also those cut off. */
  #lineLength = 0;
  #lineStart: Bytes;
  readonly counts: SplitterCounts = { tooLong: 0, nuls: 0 };

  constructor(options: { decode: Decode; maxLine: Bytes; fromOffset: Bytes; sink: LineSink }) {
    this.#decode = options.decode;
    this.#maxLine = options.maxLine;
    this.#lineStart = options.fromOffset;
    this.#sink = options.sink;
  }

  /** Offset of the first byte of the line under way. */
  get lineStart(): Bytes {
    return this.#lineStart;
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += STRETCH) this.#stretch(chunk.subarray(at, at + STRETCH));
  }

  /** Is a line without newline under way? */
  get unfinished(): boolean {
    return this.#lineLength > 0;
  }

  /** The line under way ends here. */
  finish(): void {
    if (this.#lineLength > 0) this.#endCarried(0);
  }

  #stretch(bytes: Uint8Array): void {
    let start = 0;
    if (this.#lineLength > 0) {
      const newline = bytes.indexOf(NEWLINE);
      this.#carry(newline < 0 ? bytes : bytes.subarray(0, newline));
      if (newline < 0) return;
      this.#endCarried(1);
      start = newline + 1;
    }
    const last = bytes.lastIndexOf(NEWLINE);
    if (last >= start) {
      this.#whole(bytes.subarray(start, last));
      start = last + 1;
    }
    if (start < bytes.length) this.#carry(bytes.subarray(start));
  }

  #carry(bytes: Uint8Array): void {
    let from = 0;
    if (this.#lineLength === 0) {
      while (bytes[from] === 0) from++;
      this.#skipHole(from);
    }
    this.#lineLength += bytes.length - from;
    const room = this.#maxLine - this.#carriedLength;
    const kept = bytes.slice(from, from + Math.max(0, room));
    if (kept.length === 0) return;
    this.#carried.push(kept);
    this.#carriedLength += kept.length;
  }

  #skipHole(length: number): void {
    if (length === 0) return;
    this.counts.nuls++;
    this.#lineStart += length;
  }

  #endCarried(newline: 0 | 1): void {
    const bytes = joined(this.#carried, this.#carriedLength);
    const start = this.#lineStart;
    const length = this.#lineLength;
    this.#carried = [];
    this.#carriedLength = 0;
    this.#lineLength = 0;
    this.#lineStart = start + length + newline;
    if (length > bytes.length) this.counts.tooLong++;
    this.#emit(this.#decode(length > bytes.length ? withoutBrokenEnd(bytes) : bytes), start, this.#lineStart);
  }

  /** Lines separated by newlines, the last newline left out. */
  #whole(bytes: Uint8Array): void {
    const text = this.#decode(bytes);
    // Every character took at least one byte: equal lengths mean that positions agree.
    const plain = text.length === bytes.length && bytes.length <= this.#maxLine && !text.includes('\0');
    if (plain) this.#plainLines(text);
    else this.#anyLines(bytes);
  }

  #plainLines(text: string): void {
    const base = this.#lineStart;
    let from = 0;
    for (;;) {
      const newline = text.indexOf('\n', from);
      const end = newline < 0 ? text.length : newline;
      this.#lineStart = base + end + 1;
      this.#emit(text.slice(from, end), base + from, base + end + 1);
      if (newline < 0) return;
      from = newline + 1;
    }
  }

  #anyLines(bytes: Uint8Array): void {
    for (let from = 0; from <= bytes.length;) {
      const newline = bytes.indexOf(NEWLINE, from);
      const end = newline < 0 ? bytes.length : newline;
      let first = from;
      while (first < end && bytes[first] === 0) first++;
      this.#skipHole(first - from);
      const start = this.#lineStart;
      const cut = end - first > this.#maxLine;
      if (cut) this.counts.tooLong++;
      const line = cut
        ? withoutBrokenEnd(bytes.subarray(first, first + this.#maxLine))
        : bytes.subarray(first, end);
      this.#lineStart = start + (end - first) + 1;
      this.#emit(this.#decode(line), start, this.#lineStart);
      from = end + 1;
    }
  }

  #emit(text: string, offset: Bytes, end: Bytes): void {
    if (text.includes('\0')) this.counts.nuls++;
    this.#sink.line(text, offset, end);
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A cut may fall into a character: the bytes of a broken one at the end go. */
function withoutBrokenEnd(bytes: Uint8Array): Uint8Array {
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
