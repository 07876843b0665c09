import type { RecordBatch } from '#core/records/batch.ts';

/** Batches read lately; the one not asked for longest goes first. 16 of them are some 20 MiB at most. */
export class BlockCache {
  readonly #blocks = new Map<number, Promise<RecordBatch | undefined>>();
  readonly #read: (number: number) => Promise<RecordBatch | undefined>;
  readonly #limit: number;

  constructor(read: (number: number) => Promise<RecordBatch | undefined>, limit = 16) {
    this.#read = read;
    this.#limit = limit;
  }

  get(number: number): Promise<RecordBatch | undefined> {
    const found = this.#blocks.get(number) ?? this.#read(number);
    this.#blocks.delete(number);
    this.#blocks.set(number, found);
    found.catch(() => this.#blocks.delete(number));
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size > this.#limit && oldest !== undefined) this.#blocks.delete(oldest);
    return found;
  }
}
