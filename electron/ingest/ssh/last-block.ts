/** The last bytes that went by: what the rest of a file is known by. */
import type { LastBlock } from '#core/contract/server-protocol.ts';
import { sha256 } from '../facts.ts';

export const BLOCK_LENGTH = 4096;

export class LastBytes {
  #bytes = Buffer.alloc(0);

  add(data: Uint8Array): void {
    this.#bytes =
      data.length >= BLOCK_LENGTH
        ? Buffer.from(data.subarray(data.length - BLOCK_LENGTH))
        : Buffer.from(Buffer.concat([this.#bytes, data]).subarray(-BLOCK_LENGTH));
  }

  get length(): number {
    return this.#bytes.length;
  }

  get block(): LastBlock {
    return { length: this.#bytes.length, sha256: sha256(this.#bytes) };
  }
}
