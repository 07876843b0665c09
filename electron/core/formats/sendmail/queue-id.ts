/**
 * sendmail's queue ids (queue.c:assign_queueid()). Since 8.12 they are 14 characters, 15 where pids have 7 digits:
 * year, month, day, hour, minute, second (UTC, one base-62 digit each), two of sequence, the pid in decimal.
 * 8.10/8.11 wrote 12 (one sequence digit, 5 of pid); 8.7 to 8.9 `XAA12345` (local hour, letters, pid); before, `AA12345`.
 */
import type { Milliseconds } from '#core/base/units.ts';

const CYCLE = 60;
const VALUES = digitValues();

function digitValues(): Int8Array {
  const values = new Int8Array(128).fill(-1);
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  for (let i = 0; i < alphabet.length; i++) values[alphabet.charCodeAt(i)] = i;
  return values;
}

function digit(text: string, at: number): number {
  return VALUES[text.charCodeAt(at)] ?? -1;
}

/** Decimal digits from `at`; stops after `most`. */
function decimals(text: string, at: number, most: number): number {
  let n = 0;
  while (n < most) {
    const value = digit(text, at + n);
    if (value < 0 || value > 9) break;
    n++;
  }
  return n;
}

function isAlphanumeric(text: string, at: number): boolean {
  return digit(text, at) >= 0;
}

function datedHead(text: string, at: number): boolean {
  const year = digit(text, at);
  const month = digit(text, at + 1);
  const day = digit(text, at + 2);
  const hour = digit(text, at + 3);
  const minute = digit(text, at + 4);
  const second = digit(text, at + 5);
  return (
    year >= 0 &&
    year < CYCLE &&
    month >= 0 &&
    month < 12 &&
    day > 0 &&
    day < 32 &&
    hour >= 0 &&
    hour < 24 &&
    minute >= 0 &&
    minute < 60 &&
    second >= 0
  );
}

function isCapital(text: string, at: number): boolean {
  const value = digit(text, at);
  return value >= 10 && value <= 35;
}

/** Length of the undated id at `at` (`XAA12345`, `AA12345`), or 0. */
function undatedLength(text: string, at: number): number {
  if (!isCapital(text, at) || !isCapital(text, at + 1)) return 0;
  if (decimals(text, at + 2, 6) === 5) return 7;
  return digit(text, at) <= 33 && isCapital(text, at + 2) && decimals(text, at + 3, 6) === 5 ? 8 : 0;
}

/** Length of the queue id that begins at `at`, or 0. The character after it is no letter or digit. */
export function queueIdLength(text: string, at: number): number {
  let length = 0;
  if (datedHead(text, at)) {
    const pid = decimals(text, at + 8, 8);
    const sequenced = digit(text, at + 6) >= 0 && digit(text, at + 7) >= 0;
    if (sequenced && (pid === 6 || pid === 7)) length = 8 + pid;
    else if (digit(text, at + 6) >= 0 && decimals(text, at + 7, 6) === 5) length = 12;
  }
  if (length === 0) length = undatedLength(text, at);
  return length > 0 && !isAlphanumeric(text, at + length) ? length : 0;
}

/** Is the whole of `text` a queue id of any sendmail? */
export function isQueueId(text: string): boolean {
  return text.length > 0 && queueIdLength(text, 0) === text.length;
}

export interface DecodedQueueId {
  /** When the process that made the id began its series: at or before the message's arrival. UTC. */
  readonly time: Milliseconds;
  /** The year's place in its 60-year cycle from 1900. */
  readonly yearIndex: number;
  readonly pid: number;
}

/** The years an id can stand for, likeliest first: 8.10 is of 1999, so cycles before that are not offered. */
export function yearCandidates(yearIndex: number): readonly number[] {
  const first = yearIndex >= 39 ? 1960 + yearIndex : 2020 + yearIndex;
  return [first, first + CYCLE];
}

/** Undefined for ids without a date and for dates that do not exist. */
export function decodeQueueId(id: string): DecodedQueueId | undefined {
  if (id.length < 12 || queueIdLength(id, 0) !== id.length) return undefined;
  const yearIndex = digit(id, 0);
  const year = id.length === 12 || yearIndex !== 39 ? (yearCandidates(yearIndex)[0] ?? 0) : 2059;
  const month = digit(id, 1);
  const day = digit(id, 2);
  const midnight = Date.UTC(year, month, day);
  if (new Date(midnight).getUTCMonth() !== month) return undefined;
  const seconds = (digit(id, 3) * 60 + digit(id, 4)) * 60 + digit(id, 5);
  return {
    time: midnight + seconds * 1000,
    yearIndex,
    pid: Number(id.slice(id.length === 12 ? 7 : 8)),
  };
}
