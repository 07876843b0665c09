/** The blocks that were used last, up to a limit of bytes; others are read back. A block that is on its way is not asked for twice. */
import type { RecordBatch } from '#core/records/batch.ts';
import type { KnownBlock, ReadBlocks } from './block-store.ts';

/** Bytes of blocks that may stay in memory. */
const LIMIT = 24 * 1024 * 1024;

export class BlockCache {
  readonly #stored: Pick<ReadBlocks, 'batch'>;
  /** Least recently used first. */
  readonly #kept = new Map<number, RecordBatch>();
  readonly #loading = new Map<number, Promise<RecordBatch>>();
  #bytes = 0;

  constructor(stored: Pick<ReadBlocks, 'batch'>) {
    this.#stored = stored;
  }

  /** From memory, or read back. */
  async batch(block: KnownBlock): Promise<RecordBatch> {
    const { id } = block;
    const kept = this.#kept.get(id);
    if (kept !== undefined) {
      this.#kept.delete(id);
      this.#kept.set(id, kept);
      return kept;
    }
    const loading = this.#loading.get(id) ?? this.#stored.batch(block);
    this.#loading.set(id, loading);
    try {
      const batch = await loading;
      this.keep(id, batch);
      return batch;
    } finally {
      this.#loading.delete(id);
    }
  }

  /** It will be asked for soon. */
  ahead(block: KnownBlock): void {
    /* Whoever asks for it hears of an error. */
    if (!this.#kept.has(block.id)) this.batch(block).catch(() => undefined);
  }

  keep(id: number, batch: RecordBatch): void {
    if (this.#kept.has(id)) return;
    this.#kept.set(id, batch);
    this.#bytes += sizeOf(batch);
    for (const [oldest, old] of this.#kept) {
      if (this.#bytes <= LIMIT || oldest === id) break;
      this.#kept.delete(oldest);
      this.#bytes -= sizeOf(old);
    }
  }

  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
  }
}

function sizeOf(batch: RecordBatch): number {
  return Object.values(batch).reduce(
    (sum: number, column: unknown) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0),
    0,
  );
}
