/**
 * Where the frames of a Zstandard stream end, and what check sum stands behind each (RFC 8878, 3.1.1): fzstd passes check
 * sums by. Only headers are looked at; whatever is no frame goes on as it stands, for the unpacker to refuse.
 */

/** Bytes of one frame, in order; the last ones say what its content's XXH64 ends in, where the frame says it. */
export interface FramePiece {
  readonly bytes: Uint8Array;
  readonly ends: boolean;
  readonly checksum?: number;
}

const FRAME = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const DICTIONARY_ID = [0, 1, 2, 4] as const;
const CONTENT_SIZE = [0, 2, 4, 8] as const;
const RLE = 1;
/** No frame: all that comes is handed on. */
const LOST = Infinity;

type Part =
  'magic' | 'skip-size' | 'skip' | 'descriptor' | 'header' | 'block' | 'content' | 'checksum' | 'lost';

export class ZstdFrames {
  #part: Part = 'magic';
  /** Bytes of this part that are still to come. */
  #missing = 4;
  /** Little-endian value of the part's bytes so far, where it is a number. */
  #value = 0;
  #read = 0;
  #hasChecksum = false;
  #isLast = false;

  /** The chunk in pieces, cut where a frame ends. */
  *split(chunk: Uint8Array): Generator<FramePiece> {
    let from = 0;
    let at = 0;
    while (at < chunk.length) {
      const taken = Math.min(this.#missing, chunk.length - at);
      if (this.#missing <= 4) this.#collect(chunk, at, taken);
      at += taken;
      this.#missing -= taken;
      if (this.#missing > 0) continue;
      const value = this.#value >>> 0;
      const checksum = this.#part === 'checksum' ? { checksum: value } : {};
      if (!this.#next(value)) continue;
      yield { bytes: chunk.subarray(from, at), ends: true, ...checksum };
      from = at;
    }
    if (from < at) yield { bytes: chunk.subarray(from, at), ends: false };
  }

  #collect(chunk: Uint8Array, at: number, count: number): void {
    for (let i = 0; i < count; i++) this.#value |= (chunk[at + i] ?? 0) << (8 * this.#read++);
  }

  #expect(part: Part, bytes: number): void {
    this.#part = part;
    this.#missing = bytes;
    this.#value = this.#read = 0;
  }

  /** A part is complete; true when a frame is. */
  #next(value: number): boolean {
    switch (this.#part) {
      case 'magic':
        if (value === FRAME) this.#expect('descriptor', 1);
        else if ((value & 0xfffffff0) >>> 0 === SKIPPABLE) this.#expect('skip-size', 4);
        else this.#expect('lost', LOST);
        return false;
      case 'skip-size':
        return value === 0 ? this.#end() : this.#go('skip', value);
      case 'descriptor':
        return this.#describe(value);
      case 'header':
        return this.#go('block', 3);
      case 'block':
        return this.#block(value);
      case 'content':
        return this.#isLast ? this.#close() : this.#go('block', 3);
      default:
        return this.#end();
    }
  }

  #describe(descriptor: number): false {
    const single = (descriptor & 32) !== 0;
    const sized = CONTENT_SIZE[(descriptor >> 6) as 0 | 1 | 2 | 3];
    const content = single && sized === 0 ? 1 : sized;
    this.#hasChecksum = (descriptor & 4) !== 0;
    const length = (single ? 0 : 1) + DICTIONARY_ID[(descriptor & 3) as 0 | 1 | 2 | 3] + content;
    return length === 0 ? this.#go('block', 3) : this.#go('header', length);
  }

  #block(value: number): boolean {
    this.#isLast = (value & 1) !== 0;
    const length = ((value >> 1) & 3) === RLE ? 1 : value >> 3;
    if (length > 0) return this.#go('content', length);
    return this.#isLast ? this.#close() : this.#go('block', 3);
  }

  #close(): boolean {
    return this.#hasChecksum ? this.#go('checksum', 4) : this.#end();
  }

  #end(): true {
    this.#expect('magic', 4);
    return true;
  }

  #go(part: Part, bytes: number): false {
    this.#expect(part, bytes);
    return false;
  }
}
