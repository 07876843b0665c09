import type { Seconds } from '#core/base/units.ts';

/** `00:00:04`, or `1+02:09:32` from one day on: up to seven digits of days. */
export function parseDelay(text: string): Seconds | undefined {
  const clock = text.length - 8;
  if (clock < 0 || delayLength(text, 0) !== text.length) return undefined;
  const days = clock === 0 ? 0 : Number(text.slice(0, clock - 1));
  const hours = days * 24 + twoDigits(text, clock);
  return (hours * 60 + twoDigits(text, clock + 3)) * 60 + twoDigits(text, clock + 6);
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
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
