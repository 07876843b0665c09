/** What is stored of a log's sources against what they are now: may it be used, and from where is it read on? */
import type { SourceFacts } from '#core/contract/ingest-protocol.ts';
import type { GivenTimes } from '#core/correlate/timing.ts';
import { BATCH_VERSION } from '#core/records/batch.ts';
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

/** A disk that ran full can take back how far a source was read, and keep the blocks: these are what holds. */
export async function healed(database: LogDatabase, sources: StoredSource[]): Promise<StoredSource[]> {
  const last = (await database.blocks.toCollection().last())?.batch;
  if (last === undefined) return sources;
  const { source, nextOffset, nextLine } = last;
  return sources.map((known) =>
    known.source === source && known.nextOffset !== nextOffset
      ? { ...known, nextOffset, nextLine, complete: false }
      : known,
  );
}

export function merged(now: SourceFacts, known: StoredSource | undefined): StoredSource {
  if (known === undefined) return { ...now, nextOffset: 0, nextLine: 1, complete: false };
  const { problem: _, ...rest } = known;
  return { ...rest, ...now, complete: known.complete && known.size === now.size };
}

export function givenIn(sources: readonly StoredSource[]): GivenTimes {
  return sources.find(({ given }) => given !== undefined)?.given ?? {};
}
