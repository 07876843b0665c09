/** What is stored of a log's sources against what they are now: may it be used, and from where is it read on? */
import type { SourceFacts } from '#core/contract/ingest-protocol.ts';
import type { GivenTimes } from '#core/correlate/timing.ts';
import { BATCH_VERSION } from '#core/records/batch.ts';
import type { BlockStore } from './block-store.ts';
import type { LogDatabase, StoredSource } from './database.ts';

export async function isUsable(
  database: LogDatabase,
  stored: readonly StoredSource[],
  facts: readonly SourceFacts[],
): Promise<boolean> {
  const { blocks } = database;
  /* An upgrade that was cut short has left old blocks at the end. */
  const ends = [await blocks.toCollection().first(), await blocks.toCollection().last()];
  const versions: readonly (number | undefined)[] = ends.map((block) => block?.batch.version);
  if (versions.some((version) => version !== undefined && version !== 1 && version !== BATCH_VERSION))
    return false;
  if (versions.includes(1)) await database.upgradeBlocks();
  return stored.every((known) => {
    const now = facts.find((fact) => fact.source === known.source);
    return now !== undefined && now.fingerprint === known.fingerprint && now.size >= known.size;
  });
}

/**
 * A disk that ran full can take back how far a source was read, and keep the blocks; a power cut can take blocks out of
 * their file, and keep their rows: the blocks that are there are what holds.
 */
export async function healed(
  database: LogDatabase,
  blocks: BlockStore,
  sources: StoredSource[],
): Promise<StoredSource[]> {
  const lost = await dropLost(database, blocks);
  const last = (await database.blocks.toCollection().last())?.batch;
  const ends = await endsOf(database, last === undefined ? lost : new Set([...lost, last.source]));
  return sources.map((known) => {
    const end = ends.get(known.source);
    return end === undefined || end.nextOffset === known.nextOffset
      ? known
      : { ...known, ...end, complete: false };
  });
}

/** Rows at the end whose blocks are not there go; answers the sources that they were of. */
async function dropLost(database: LogDatabase, blocks: BlockStore): Promise<Set<number>> {
  const lost = new Set<number>();
  for (;;) {
    const last = await database.blocks.toCollection().last();
    if (last?.place === undefined || (await blocks.holds(last.place))) return lost;
    lost.add(last.batch.source);
    await database.drop(last.id ?? 0);
  }
}

/** How far these sources are in the blocks. */
async function endsOf(database: LogDatabase, wanted: ReadonlySet<number>): Promise<ReadonlyMap<number, End>> {
  const ends = new Map<number, End>();
  const ids = await database.blocks.toCollection().primaryKeys();
  for (const id of ids.reverse()) {
    if ([...wanted].every((source) => ends.has(source))) break;
    const { source, nextOffset, nextLine } = (await database.row(id)).batch;
    if (wanted.has(source) && !ends.has(source)) ends.set(source, { nextOffset, nextLine });
  }
  for (const source of wanted) if (!ends.has(source)) ends.set(source, { nextOffset: 0, nextLine: 1 });
  return ends;
}

type End = Pick<StoredSource, 'nextOffset' | 'nextLine'>;

export function merged(now: SourceFacts, known: StoredSource | undefined): StoredSource {
  if (known === undefined) return { ...now, nextOffset: 0, nextLine: 1, complete: false };
  const { problem: _, ...rest } = known;
  return { ...rest, ...now, complete: known.complete && known.size === now.size };
}

export function givenIn(sources: readonly StoredSource[]): GivenTimes {
  return sources.find(({ given }) => given !== undefined)?.given ?? {};
}
