/** The blocks of one log, wherever they lie: those of a large log in a file, all others in the database. */
import type { RecordBatch } from '#core/records/batch.ts';
import { BlockFile, type BlockPlace } from './block-file.ts';
import type { LogDatabase, StoredSource } from './database.ts';
import { filePlace } from './file-place.ts';
import type { Lines } from './text-search.ts';

/** Bytes of a log whose blocks are worth a file: less is read back from the database in no time. */
const LARGE = 4 * 1024 * 1024;

/** A block as whoever keeps its number knows it. */
export interface KnownBlock {
  readonly id: number;
  /** In the file; absent where the block lies in the database. */
  readonly place?: BlockPlace;
}

/** What may be asked of it without a database: see log-index.ts. */
export interface ReadBlocks {
  batch(block: KnownBlock): Promise<RecordBatch>;
  /** Resolves when lines() can be asked. */
  opened(): Promise<void>;
  /** The lines of a block at once; undefined where they take longer. */
  lines(block: KnownBlock, count: number, odd: boolean): Lines | undefined;
}

export interface Appended {
  readonly stored: readonly KnownBlock[];
  readonly source: StoredSource;
}

export class BlockStore implements ReadBlocks {
  readonly #database: LogDatabase;
  readonly #file: BlockFile;
  #large: boolean;

  /** `size`: bytes of all sources. */
  constructor(logId: string, database: LogDatabase, size: number) {
    this.#database = database;
    this.#file = new BlockFile(filePlace(logId, database));
    this.#large = size >= LARGE;
  }

  /** As many of these blocks of one source as there is room for, and how far it has been read then, together. */
  async append(batches: readonly RecordBatch[], before: StoredSource): Promise<Appended> {
    this.#large ||= batches.reduce(readOn, before).nextOffset >= LARGE;
    const places = this.#large ? await this.#file.append(batches) : undefined;
    const blocks = batches.slice(0, places?.length).map((batch, i) => ({ batch, place: places?.[i] }));
    const source = blocks.reduce((known, { batch }) => readOn(known, batch), before);
    const ids = await this.#database.append(blocks, source);
    const stored = ids.map((id, i) => {
      const place = places?.[i];
      return { id, ...(place === undefined ? {} : { place }) };
    });
    return { stored, source };
  }

  async batch({ id, place }: KnownBlock): Promise<RecordBatch> {
    const found = place === undefined ? await this.#database.block(id) : await this.#file.batch(place);
    if (found === undefined) throw new Error(`Broken assumption: block ${id} is not stored whole`);
    return found;
  }

  /** Is the block there as it was written? A power cut can take its bytes and leave its row. */
  async holds(place: BlockPlace): Promise<boolean> {
    return (await this.#file.batch(place)) !== undefined;
  }

  opened(): Promise<void> {
    return this.#large ? this.#file.opened() : Promise.resolve();
  }

  lines({ place }: KnownBlock, count: number, odd: boolean): Lines | undefined {
    return place === undefined ? undefined : this.#file.lines(place, count, odd);
  }

  close(): void {
    this.#file.close();
  }
}

/** How far it is read with this batch. A session that was begun with old news of that must not store anything twice. */
function readOn(known: StoredSource, { count, offset, nextOffset, nextLine }: RecordBatch): StoredSource {
  const first = count === 0 ? undefined : offset[0];
  if (first !== undefined && first < known.nextOffset)
    throw new Error(`Broken assumption: reading began at ${first}, before ${known.nextOffset}`);
  return { ...known, nextOffset, nextLine };
}
