/** A log as it is stored, before anything of it is read back. */
import type { SourceFacts } from '#core/contract/ingest-protocol.ts';
import { BlockStore } from './block-store.ts';
import { LogDatabase, deleteLog, type StoredSource } from './database.ts';
import { holds, type FirstView } from './first-view.ts';
import { healed, isUsable, merged } from './stored-sources.ts';

export interface StoredLog {
  readonly logId: string;
  readonly database: LogDatabase;
  readonly blocks: BlockStore;
  readonly sources: readonly StoredSource[];
  /** Where there is one that still holds. */
  readonly first?: FirstView;
}

/** A file that is not the one that was indexed makes the index begin anew. */
export async function storedLog(logId: string, facts: readonly SourceFacts[]): Promise<StoredLog> {
  let database = new LogDatabase(logId);
  const stored = await database.sources.toArray();
  if (!(await isUsable(database, stored, facts))) {
    database.close();
    await deleteLog(logId);
    database = new LogDatabase(logId);
  }
  const known = new Map((await database.sources.toArray()).map((source) => [source.source, source]));
  const size = facts.reduce((sum, fact) => sum + fact.size, 0);
  const blocks = new BlockStore(logId, database, size);
  const sources = await healed(
    database,
    blocks,
    facts.map((fact) => merged(fact, known.get(fact.source))),
  );
  await database.sources.bulkPut(sources);
  const first = await database.first();
  return { logId, database, blocks, sources, ...(holds(first, sources) ? { first } : {}) };
}
