/** Newlines by Node's own search, which looks at many bytes at once. */
import { isAscii } from 'node:buffer';
import type { Scan } from '#core/lines/batch-reader.ts';

const NUL = 0;
const NEWLINE = 10;
const RETURN = 13;

export class NodeScan implements Scan {
  #chunk: Buffer = Buffer.alloc(0);

  begin(chunk: Uint8Array): boolean {
    this.#chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    return isAscii(chunk) && !this.#chunk.includes(NUL) && !this.#chunk.includes(RETURN);
  }

  newline(from: number): number {
    return this.#chunk.indexOf(NEWLINE, from);
  }
}
