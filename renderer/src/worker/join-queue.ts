/**
 * Blocks that are stored and wait to be joined: each in a task of its own, so that the store can begin to write the next
 * block before this one is joined. The first that fails ends the queue.
 */
import type { EntryRows } from '#core/correlate/entry-rows.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import type { KnownBlock } from './block-store.ts';

/** Blocks that may wait when more come. */
const MOST = 2;

/** A batch, where it is stored, and what its entries say. */
export interface JoinBlock {
  readonly stored: KnownBlock;
  readonly batch: RecordBatch;
  readonly rows?: EntryRows;
}

export class JoinQueue {
  readonly #join: (block: JoinBlock) => Promise<void>;
  #last: Promise<void> = Promise.resolve();
  /** Of every block that waits: resolves when it is joined. */
  readonly #waiting: Promise<void>[] = [];

  constructor(join: (block: JoinBlock) => Promise<void>) {
    this.#join = join;
  }

  get busy(): boolean {
    return this.#waiting.length > 0;
  }

  /** Resolves when every block is joined; rejects with the error of the one that could not be. */
  get joined(): Promise<void> {
    return this.#last;
  }

  /** Resolves when nothing is being joined, however that ended. */
  settled(): Promise<void> {
    return this.#last.catch(() => undefined);
  }

  /** Resolves when more may come. */
  room(): Promise<void> {
    return this.#waiting.at(-1 - MOST) ?? Promise.resolve();
  }

  /** Resolves at once, but for a block that may be dropped when it is joined. */
  async add(block: JoinBlock): Promise<void> {
    const joined = this.#last.then(async () => {
      await new Promise((resolve) => setTimeout(resolve));
      await this.#join(block);
      void this.#waiting.shift();
    });
    this.#last = joined;
    this.#waiting.push(joined);
    /* Whoever waits for it hears of an error; nobody has to. */
    joined.catch(() => undefined);
    if (block.batch.provisional === true) await joined;
  }
}
