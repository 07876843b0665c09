/** A message as it is told to whoever shows it; digest.ts makes that of a large one. */
import type { RecordIndex } from '#core/base/units.ts';
import type { Message } from '#core/correlate/message.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import type { RelayGraph } from './graph.ts';
import type { LadderEvents } from './ladder-events.ts';
import type { WaterfallRows } from './waterfall-rows.ts';

/** Entries that a page is given at once; more of them it asks for in parts. */
export const MOST_ENTRIES = 200;

/** What the pictures of a message are drawn from, and what they lead to. */
export interface PictureFacts {
  readonly graph: RelayGraph;
  readonly events: LadderEvents;
  readonly rows: WaterfallRows;
  /** The numbers of all entries of the message. */
  readonly entries: readonly RecordIndex[];
}

/** A message and the entries of `message.records`, in that order. */
export interface Told {
  readonly message: Message;
  readonly records: readonly LogRecord[];
  /** Of an abridged message: it does not follow from the rest. */
  readonly facts?: PictureFacts;
}

export function toldWith(
  message: Message,
  records: readonly LogRecord[],
  facts: PictureFacts | undefined,
): Told {
  return facts === undefined ? { message, records } : { message, records, facts };
}

/** The numbers of all its entries. */
export function entriesOf({ message, facts }: Told): readonly RecordIndex[] {
  return facts?.entries ?? message.records;
}
