/**
 * One log's database, `log-<logId>`: what is written when stands in README.md beside this file.
 *
 * - meta     one row, the versions of what is stored
 * - sources  how far each source was read; committed together with the block that was read last
 * - blocks   the batches as ingest sent them, numbered from 0 in the order they came
 *
 * Durability is relaxed: after a power cut the last blocks may be missing together with their offsets, and reading
 * goes on from there. Nothing is read twice, nothing lost, and a commit need not wait for the disk.
 */
import { Dexie, type Table } from 'dexie';
import type { Problem } from '#core/base/problem.ts';
import type { SourceFacts } from '#core/contract/ingest-protocol.ts';
import { BATCH_VERSION, type RecordBatch } from '#core/records/batch.ts';

/** Of the tables here; the blocks have BATCH_VERSION. */
export const STORE_VERSION = 1;

interface FormatRow {
  readonly key: 'format';
  readonly store: number;
  readonly batch: number;
}

/** What was known of the file when it was last read to its end, and how far reading has come. */
export interface SourceRow extends SourceFacts {
  readonly nextOffset: number;
  readonly nextLine: number;
  readonly complete: boolean;
  readonly problem?: Problem;
}

export interface BlockRow {
  readonly number: number;
  readonly batch: RecordBatch;
}

class LogDatabase extends Dexie {
  declare readonly meta: Table<FormatRow, string>;
  declare readonly sources: Table<SourceRow, number>;
  declare readonly blocks: Table<BlockRow, number>;

  constructor(logId: string) {
    super(databaseName(logId), { chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({ meta: 'key', sources: 'source', blocks: 'number' });
  }
}

export class LogStore {
  readonly #db: LogDatabase;

  private constructor(db: LogDatabase) {
    this.#db = db;
  }

  /** Opens or makes the database. One of another format is thrown away: its file is read again. */
  static async open(logId: string): Promise<LogStore> {
    const db = new LogDatabase(logId);
    await db.open();
    const format = await db.meta.get('format');
    if (format !== undefined && !isCurrent(format)) {
      await db.delete();
      return LogStore.open(logId);
    }
    if (format === undefined) await db.meta.put({ key: 'format', store: STORE_VERSION, batch: BATCH_VERSION });
    return new LogStore(db);
  }

  static async forget(logId: string): Promise<void> {
    await Dexie.delete(databaseName(logId));
  }

  sources(): Promise<SourceRow[]> {
    return this.#db.sources.orderBy('source').toArray();
  }

  blockCount(): Promise<number> {
    return this.#db.blocks.count();
  }

  block(number: number): Promise<BlockRow | undefined> {
    return this.#db.blocks.get(number);
  }

  blocks(from: number, limit: number): Promise<BlockRow[]> {
    return this.#db.blocks.where('number').between(from, from + limit).toArray();
  }

  /** Block and offset, both or neither. */
  async append(block: BlockRow, source: SourceRow): Promise<void> {
    const { blocks, sources } = this.#db;
    await this.#db.transaction('rw', blocks, sources, async () => {
      await blocks.add(block);
      await sources.put(source);
    });
  }

  async putSource(source: SourceRow): Promise<void> {
    await this.#db.sources.put(source);
  }

  close(): void {
    this.#db.close();
  }
}

function databaseName(logId: string): string {
  return `log-${logId}`;
}

function isCurrent(format: FormatRow): boolean {
  return format.store === STORE_VERSION && format.batch === BATCH_VERSION;
}
