import type { Seconds } from '#core/base/units.ts';

const DELAY = /^(?:(\d{1,6})\+)?(\d{2}):(\d{2}):(\d{2})$/;

/** `00:00:04`, or `1+02:09:32` from one day on. */
export function parseDelay(text: string): Seconds | undefined {
  const match = DELAY.exec(text);
  if (match === null) return undefined;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** Length of the duration at `at`, or 0: what tells a real `, delay=` from one inside an address. */
export function delayLength(text: string, at: number): number {
  let start = at;
  while (start - at < 7 && isDigit(text, start)) start++;
  const clock = start > at && text.charCodeAt(start) === 43 ? start + 1 : at;
  for (let i = 0; i < 8; i++) {
    const right = i === 2 || i === 5 ? text.charCodeAt(clock + i) === 58 : isDigit(text, clock + i);
    if (!right) return 0;
  }
  return clock + 8 - at;
}
