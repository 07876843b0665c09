/** The last bytes that went by: what the rest of a file is known by. */
import type { LastBlock } from '#core/contract/server-protocol.ts';
import { sha256 } from '../facts.ts';

export const BLOCK_LENGTH = 4096;

export class LastBytes {
  readonly #most: number;
  #bytes = Buffer.alloc(0);

  constructor(most = BLOCK_LENGTH) {
    this.#most = most;
  }

  add(data: Uint8Array): void {
    if (data.length >= this.#most) this.set(data);
    else this.set(Buffer.concat([this.#bytes, data]));
  }

  /** What stands right before the place where reading goes on. */
  set(data: Uint8Array): void {
    this.#bytes = Buffer.from(data.subarray(Math.max(0, data.length - this.#most)));
  }

  get length(): number {
    return this.#bytes.length;
  }

  get block(): LastBlock {
    return { length: this.#bytes.length, sha256: sha256(this.#bytes) };
  }
}
