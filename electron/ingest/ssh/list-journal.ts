/** A journal has no files: it is one source, and has something new whenever there are entries behind its cursor. */
import type { ServerListing, ServerTask } from '#core/contract/server-protocol.ts';
import { journalName, type Journal } from '#core/ssh/journal.ts';
import { newestCursor } from './journal-bytes.ts';
import type { ServerReader } from './server-reader.ts';

/** How long it is nobody can tell before it was read; one more than what is here says that there is more. */
export async function listJournal(reader: ServerReader, journal: Journal): Promise<ServerListing> {
  const { task } = reader;
  const [known] = task.fetched;
  const newest = await newestCursor(reader, journal, known?.cursor, task.name);
  const file = {
    path: task.path.trim(),
    name: journalName(journal),
    size: sizeOf(known, newest !== undefined),
    modified: Date.now(),
    fingerprint: 'journal',
  };
  return known === undefined
    ? { method: 'journal', continued: [], fresh: [file], gone: [] }
    : { method: 'journal', continued: [{ source: known.source, file }], fresh: [], gone: [] };
}

function sizeOf(known: ServerTask['fetched'][number] | undefined, hasMore: boolean): number {
  return Math.max(known?.listed ?? 0, (known?.size ?? 0) + (hasMore ? 1 : 0));
}
