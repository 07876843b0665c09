/** Where a moment stands in the list. */
import type { IndexCalls } from '#core/contract/index-protocol.ts';
import type { LogIndex } from './log-index.ts';

const MINUTE = 60_000;

export async function placeOf(
  index: LogIndex,
  ...[filter, sort, besides, time]: IndexCalls['place-of']['args']
): Promise<number> {
  const { numbers } = await index.query.findAll(filter, sort, besides);
  const { columns } = index;
  const [times, zones] = [columns.numbers('time'), columns.numbers('zone')];
  const place = numbers.findIndex((m) => {
    const own = (times[m] ?? NaN) + (zones[m] || 0) * MINUTE;
    /* Messages without a time stand last: they are where a moment after all others is. */
    return Number.isNaN(own) || (sort.descending ? own <= time : own >= time);
  });
  return place < 0 ? Math.max(0, numbers.length - 1) : place;
}
