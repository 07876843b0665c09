/** A time as somebody types it who looks at a list: all of it, or only what differs from the day that is shown. */
import type { Milliseconds } from '#core/base/units.ts';
import { readSpan } from './numbers.ts';

/** On the clock of `shown`, as if that were UTC. Answers the begin of what was named. */
export function readMoment(typed: string, shown: Milliseconds): Milliseconds | undefined {
  const text = typed.trim().toLowerCase().replaceAll('/', '-');
  const iso = new Date(shown).toISOString();
  const [, month, day, clock] = /^(?:(\d{1,2})-(\d{1,2}))?\s*(\d{1,2}:\d\d(?::\d\d)?)?$/.exec(text) ?? [];
  const date = month === undefined ? iso.slice(0, 10) : `${iso.slice(0, 4)}-${two(month)}-${two(day)}`;
  if (clock !== undefined)
    return readSpan(`${date}t${clock.padStart(clock.length < 6 ? 5 : 8, '0')}`, 'time')?.from;
  return readSpan(month === undefined ? text.replace(/\s+/, 't') : date, 'time')?.from;
}

function two(digits = ''): string {
  return digits.padStart(2, '0');
}
