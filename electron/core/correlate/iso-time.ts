import type { Milliseconds, OffsetMinutes } from '#core/base/units.ts';

/** `2006-10-21T23:01:58+09:00`; fractions of a second only where there are any. */
export function isoTime(time: Milliseconds, zone: OffsetMinutes): string {
  const local = new Date(time + zone * 60_000);
  if (Number.isNaN(local.getTime())) return 'invalid';
  const text = local.toISOString();
  const fraction = local.getUTCMilliseconds() === 0 ? '' : text.slice(-5, -1);
  return `${text.slice(0, -5)}${fraction}${offsetText(zone)}`;
}

/** `+09:00`, `-03:30`, `+00:00`. */
export function offsetText(zone: OffsetMinutes): string {
  const size = Math.abs(zone);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${zone < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Minutes east of UTC of `+09:00`, `+0900`, `+09` or `Z`; undefined when it is no offset. */
export function parseOffset(text: string): OffsetMinutes | undefined {
  if (text === 'Z' || text === 'z' || text === 'UTC') return 0;
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(text);
  if (match === null) return undefined;
  const [, sign, hours = '0', minutes = '0'] = match;
  const size = Number(hours) * 60 + Number(minutes);
  if (Number(minutes) > 59 || size > 14 * 60) return undefined;
  return sign === '-' ? 0 - size : size;
}
