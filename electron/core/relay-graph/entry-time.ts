/** When an entry of a message was written: what its stamp says beside that of an entry whose time is known. */
import type { Milliseconds, RecordIndex } from '#core/base/units.ts';
import type { Message } from '#core/correlate/message.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import type { MessageRecords } from './session-facts.ts';

const DAY = 86_400_000;
/** Stamps without a year stand in the year 2000, which has as many days. */
const YEAR = 366 * DAY;

/** Undefined where no entry of that file whose time is known was written within a day of it. */
export function entryTime(
  index: RecordIndex,
  message: Message,
  entries: MessageRecords,
): Milliseconds | undefined {
  const found = new Map(entries.entries());
  const own = found.get(index);
  const apart = knownTimes(message, found).flatMap(([record, time]) => {
    const by = own === undefined ? undefined : between(found.get(record), own);
    return by === undefined ? [] : [{ by, time: time + by }];
  });
  return apart.sort((a, b) => Math.abs(a.by) - Math.abs(b.by))[0]?.time;
}

function knownTimes(
  message: Message,
  found: ReadonlyMap<RecordIndex, LogRecord>,
): readonly (readonly [RecordIndex, Milliseconds])[] {
  const arrival = [...found].find(([, { kind }]) => kind === 'from')?.[0];
  const known = [
    { record: arrival, time: message.arrived },
    ...message.recipients.flatMap(({ attempts }) => attempts),
  ];
  return known.flatMap(({ record, time }) =>
    record === undefined || time === undefined ? [] : [[record, time] as const],
  );
}

function between(from: LogRecord | undefined, to: LogRecord): Milliseconds | undefined {
  if (from?.stamp === undefined || to.stamp === undefined || from.source !== to.source) return undefined;
  const plain = to.stamp.wall - from.stamp.wall;
  const by = to.stamp.hasYear || Math.abs(plain) < YEAR / 2 ? plain : plain - Math.sign(plain) * YEAR;
  return Math.abs(by) < DAY ? by : undefined;
}
