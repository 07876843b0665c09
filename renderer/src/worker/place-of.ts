/** Where a moment stands in the list. */
import type { IndexCalls } from '#core/contract/index-protocol.ts';
import type { Message } from '#core/correlate/message.ts';
import type { LogIndex } from './log-index.ts';

const MINUTE = 60_000;

export async function placeOf(
  index: LogIndex,
  ...[filter, sort, besides, time]: IndexCalls['place-of']['args']
): Promise<number> {
  const { messages } = await index.query.find(filter, sort, besides);
  const place = messages.findIndex((message) => isThere(message, time, sort.descending));
  return place < 0 ? Math.max(0, messages.length - 1) : place;
}

/** Messages without a time stand last: they are where a moment after all others is. */
function isThere(message: Message, time: number, descending: boolean): boolean {
  const own = message.arrived ?? message.finished;
  if (own === undefined) return true;
  const local = own + (message.zone ?? 0) * MINUTE;
  return descending ? local <= time : local >= time;
}
