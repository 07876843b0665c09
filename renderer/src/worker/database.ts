/**
 * One IndexedDB database a log, so that forgetting a log is deleting a database. Blocks of records, not rows: a row a
 * line was measured 24 times slower. What is stored has a version; see README.md beside this file.
 */
import Dexie, { type Table } from 'dexie';
import type { Problem } from '#core/base/problem.ts';
import type { SourceFacts, SourceForm } from '#core/contract/ingest-protocol.ts';
import type { GivenTimes } from '#core/correlate/timing.ts';
import type { BatchPosition, RecordBatch } from '#core/records/batch.ts';
import { answered } from './answered.ts';
import { fromVersion1, isVersion1 } from './batch-version-1.ts';
import type { BlockPlace } from './block-file.ts';
import { logsWithFiles, removeFiles } from './file-place.ts';
import type { FirstView } from './first-view.ts';

export interface StoredSource extends SourceFacts {
  readonly nextOffset: number;
  readonly nextLine: number;
  /** Read to the end of `size` bytes. */
  readonly complete: boolean;
  readonly problem?: Problem;
  readonly form?: SourceForm;
  /** The reader's own year and offset: the same in every source of the log. */
  readonly given?: GivenTimes;
}

/** What of a block is in the database where the rest of it is in a file. */
type BlockEnd = Omit<BatchPosition, 'alerts'> & Pick<RecordBatch, 'version'>;

export type StoredBlock = { readonly id?: number } & (
  | { readonly batch: RecordBatch; readonly place?: never }
  | { readonly batch: BlockEnd; readonly place: BlockPlace }
);

/** A block, and its place where it lies in the file. */
export interface NewBlock {
  readonly batch: RecordBatch;
  readonly place: BlockPlace | undefined;
}

interface StoredPart {
  readonly part: string;
  readonly value: unknown;
}

const FIRST = 'first';
/** Name of the file with the blocks. */
const FILE = 'file';

export class LogDatabase extends Dexie {
  readonly sources!: Table<StoredSource, number>;
  readonly blocks!: Table<StoredBlock, number>;
  readonly joined!: Table<StoredPart, string>;

  constructor(logId: string) {
    /* Relaxed: a block lost in a power cut is read again, because its offset is lost with it. */
    super(databaseName(logId), { chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({ sources: 'source', blocks: '++id' });
    this.version(2).stores({ joined: 'part' });
  }

  /**
   * Blocks, or where they are, and their source with how far it has been read: all or nothing. Answers the blocks'
   * numbers. Each transaction costs the more the more there were before, so as many blocks as there are go into one.
   */
  append(blocks: readonly NewBlock[], source: StoredSource): Promise<number[]> {
    const rows = blocks.map(({ batch, place }) =>
      place === undefined ? { batch } : { batch: endOf(batch), place },
    );
    return this.transaction('rw', this.blocks, this.sources, async () => {
      /* Both are asked for at once: one way to the store and back. */
      const [ids] = await Promise.all([
        this.blocks.bulkAdd(rows, { allKeys: true }),
        this.sources.put(source),
      ]);
      return ids;
    });
  }

  /** Blocks of an older format are written anew, one after the other: what was begun goes on at the next opening. */
  async upgradeBlocks(): Promise<void> {
    for (const id of await this.blocks.toCollection().primaryKeys()) {
      const { batch, place } = await this.row(id);
      if (place === undefined && isVersion1(batch)) await this.blocks.put({ id, batch: fromVersion1(batch) });
    }
  }

  /**
   * One part after the other is made, copied, stored and let go: a transaction over all would hold them all. `joined`,
   * taken away first and the last of them, tells that all are there. Rejects where the store does not answer.
   */
  async putJoined(parts: Iterable<readonly [string, unknown]>): Promise<void> {
    await answered(this.joined.delete('joined'));
    for (const [part, value] of parts) await answered(this.joined.put({ part, value }));
  }

  async putFirst(view: FirstView): Promise<void> {
    await answered(this.joined.put({ part: FIRST, value: view }));
  }

  async first(): Promise<FirstView | undefined> {
    return (await this.joined.get(FIRST))?.value as FirstView | undefined;
  }

  async fileName(): Promise<string | undefined> {
    return (await this.joined.get(FILE))?.value as string | undefined;
  }

  async setFileName(name: string): Promise<void> {
    await this.joined.put({ part: FILE, value: name });
  }

  async joinedParts(): Promise<Readonly<Record<string, unknown>>> {
    const names = await this.joined.toCollection().primaryKeys();
    const found = await this.joined.bulkGet(names.filter((name) => name !== FIRST && name !== FILE));
    const there = found.filter((row) => row !== undefined);
    return Object.fromEntries<unknown>(there.map(({ part, value }) => [part, value]));
  }

  async row(id: number): Promise<StoredBlock> {
    const found = await this.blocks.get(id);
    if (found === undefined) throw new Error(`Broken assumption: block ${id} is not stored`);
    return found;
  }

  /** Undefined where it lies in the file. */
  async block(id: number): Promise<RecordBatch | undefined> {
    const { batch, place } = await this.row(id);
    return place === undefined ? batch : undefined;
  }

  drop(id: number): Promise<void> {
    return this.blocks.delete(id);
  }
}

const PREFIX = 'log-';

export function databaseName(logId: string): string {
  return `${PREFIX}${logId}`;
}

export async function storedLogs(): Promise<readonly string[]> {
  const names = await Dexie.getDatabaseNames();
  return names.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
}

/** The file first: a full disk lets no database go. */
export async function deleteLog(logId: string): Promise<void> {
  await removeFiles(logId);
  await Dexie.delete(databaseName(logId));
}

/** Files of logs that are not there any more. */
export async function removeLostFiles(): Promise<void> {
  const there = await logsWithFiles();
  const stored = there.length === 0 ? [] : await storedLogs();
  for (const logId of there) if (!stored.includes(logId)) await removeFiles(logId);
}

function endOf({ version, source, nextOffset, nextLine, provisional }: RecordBatch): BlockEnd {
  const end = { version, source, nextOffset, nextLine };
  return provisional === undefined ? end : { ...end, provisional };
}
