/**
 * What a page is given of a message of very many entries, recipients or attempts: the message abridged, some of its entries,
 * and what its pictures are drawn from, worked out of all of it. Its size does not follow that of the message, but for the
 * numbers of its entries.
 */
import type { RecordIndex } from '#core/base/units.ts';
import { abridged, isLarge } from '#core/correlate/abridged.ts';
import type { Message } from '#core/correlate/message.ts';
import type { Kind, LogRecord } from '#core/records/log-record.ts';
import type { RelayGraph } from './graph.ts';
import { ladderEvents } from './ladder-events.ts';
import { relayGraph, type GraphOptions } from './relay-graph.ts';
import { MOST_ENTRIES, type Told } from './told.ts';
import { waterfallRows } from './waterfall-rows.ts';

/** What the digest asks of whoever has the log. */
export interface Entries {
  readonly kindOf: (entry: RecordIndex) => Kind;
  readonly read: (entries: readonly RecordIndex[]) => Promise<readonly LogRecord[]>;
}

/** Entries that are read whatever they say, and those beside deliveries, which tell of sessions and notices. */
const READ = { first: MOST_ENTRIES, others: 300 } as const;
const RECIPIENTS = 60;

export function graphOf({ message, records, facts }: Told, options: GraphOptions = {}): RelayGraph {
  return facts?.graph ?? relayGraph(message, records, options);
}

/** The message itself with its entries where it is not large. */
export async function toldOf(message: Message, entries: Entries, options: GraphOptions): Promise<Told> {
  if (!isLarge(message)) return { message, records: await entries.read(message.records) };
  const first = telling(message, entries);
  const draft = await graphFrom(message, first, entries, options);
  /* An arrow is known by its first line; what its session was stands beside its last one. */
  const ends = draft.edges.flatMap(({ recordIndexes: of }) => [of[0] ?? -1, of.at(-1) ?? -1]);
  const kept = [...new Set([...first, ...ends.filter((entry) => entry >= 0)])].sort((a, b) => a - b);
  const records = await entries.read(kept);
  const graph = relayGraph({ ...message, records: kept }, records, options);
  return {
    message: abridged(message, RECIPIENTS, kept),
    records,
    facts: {
      graph,
      events: ladderEvents(message, graph),
      rows: waterfallRows(message),
      entries: message.records,
    },
  };
}

async function graphFrom(
  message: Message,
  records: readonly RecordIndex[],
  entries: Entries,
  options: GraphOptions,
): Promise<RelayGraph> {
  return relayGraph({ ...message, records }, await entries.read(records), options);
}

function telling({ records }: Message, { kindOf }: Entries): readonly RecordIndex[] {
  const others: RecordIndex[] = [];
  for (const entry of records.slice(READ.first)) {
    if (others.length === READ.others) break;
    const kind = kindOf(entry);
    if (kind !== 'to' && kind !== 'from') others.push(entry);
  }
  return [...records.slice(0, READ.first), ...others];
}
