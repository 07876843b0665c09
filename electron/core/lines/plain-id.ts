/** Queue ids of 14 and 15 characters (sendmail since 8.12) on bytes: the same as queue-id.ts finds in a text. */
import type { Milliseconds } from '#core/base/units.ts';
import { decodeQueueId } from '#core/formats/sendmail/queue-id.ts';
import { decodeUtf8 } from './utf8.ts';

const NO_DIGIT = 255;
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const VALUES = new Uint8Array(256).fill(NO_DIGIT);
for (let value = 0; value < DIGITS.length; value++) VALUES[DIGITS.charCodeAt(value)] = value;

/** Largest digit at each of the eight places before the pid: year, month, day, hour, minute, second, sequence. */
const LARGEST = [59, 11, 31, 23, 59, 61, 61, 61] as const;

/** Length of the id that begins at `at`; 0 for none, or one of another form. */
export function plainIdLength(bytes: Uint8Array, at: number): number {
  for (let i = 0; i < 8; i++) if ((VALUES[bytes[at + i] ?? 0] ?? NO_DIGIT) > (LARGEST[i] ?? 0)) return 0;
  /* There is no day 0. */
  if (bytes[at + 2] === 48) return 0;
  let pid = at + 8;
  while (pid < at + 16 && (VALUES[bytes[pid] ?? 0] ?? NO_DIGIT) < 10) pid++;
  const length = pid - at;
  if (length !== 14 && length !== 15) return 0;
  return VALUES[bytes[pid] ?? 0] === NO_DIGIT ? length : 0;
}

/** The day of the id asked for last: its three characters, and its midnight. */
let lastDay = 0;
let midnight: Milliseconds = NaN;

/** UTC moment inside the id of so many characters at `at`; NaN where its day does not exist. */
export function plainIdTime(bytes: Uint8Array, at: number, length: number): Milliseconds {
  const day = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  const seconds = (digit(bytes, at + 3) * 60 + digit(bytes, at + 4)) * 60 + digit(bytes, at + 5);
  if (day !== lastDay) {
    const decoded = decodeQueueId(decodeUtf8(bytes.subarray(at, at + length)));
    midnight = decoded === undefined ? NaN : decoded.time - seconds * 1000;
    lastDay = day;
  }
  return midnight + seconds * 1000;
}

function digit(bytes: Uint8Array, at: number): number {
  return VALUES[bytes[at] ?? 0] ?? NO_DIGIT;
}
