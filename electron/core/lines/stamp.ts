/**
 * Time stamps at a line's beginning. Each reader takes the text and a position and says where the stamp ends, so
 * nothing is cut out of the line before it is known to be a stamp. Dates that do not exist are no stamps.
 */
import type { Milliseconds } from '#core/base/units.ts';
import type { Stamp } from '#core/records/log-record.ts';

export interface FoundStamp {
  readonly stamp?: Stamp;
  /** Position after the stamp. */
  readonly end: number;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH_OF = new Map(MONTHS.map((name, index) => [name, index]));
const DAY = 86_400_000;

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** `hh:mm:ss` at `at`, in milliseconds; -1 if it is none. A leap second counts as the next minute's first. */
export function clockAt(text: string, at: number): number {
  if (text.charCodeAt(at + 2) !== 58 || text.charCodeAt(at + 5) !== 58) return -1;
  const hour = twoDigits(text, at);
  const minute = twoDigits(text, at + 3);
  const second = twoDigits(text, at + 6);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return -1;
  return ((hour * 60 + minute) * 60 + second) * 1000;
}

export interface Fraction {
  readonly milliseconds: Milliseconds;
  readonly end: number;
}

/** `.123456` at `at`, to the millisecond. */
export function fractionAt(text: string, at: number): Fraction {
  const mark = text.charCodeAt(at);
  if (mark !== 46 && mark !== 44) return { milliseconds: 0, end: at };
  let end = at + 1;
  let value = 0;
  for (; end < text.length; end++) {
    const digit = text.charCodeAt(end) - 48;
    if (digit < 0 || digit > 9) break;
    if (end - at <= 3) value = value * 10 + digit;
  }
  const digits = end - at - 1;
  return digits === 0
    ? { milliseconds: 0, end: at }
    : { milliseconds: value * 10 ** Math.max(0, 3 - digits), end };
}

/** Midnight of a day as if UTC, or undefined when there is no such day. */
export function midnight(year: number, month: number, day: number): Milliseconds | undefined {
  const time = Date.UTC(year, month, day);
  const date = new Date(time);
  return date.getUTCMonth() === month && date.getUTCDate() === day ? time : undefined;
}

const LEAP_YEAR = 2000;
const MIDNIGHTS: readonly (Milliseconds | undefined)[] = Array.from({ length: 12 * 32 }, (_, i) =>
  i % 32 === 0 ? undefined : midnight(LEAP_YEAR, Math.floor(i / 32), i % 32),
);

/** Month by its English name; -1 for none. */
export function monthNumber(name: string): number {
  return MONTH_OF.get(name) ?? -1;
}

/** Midnight of a day in the year that stands for no year (see Stamp); undefined when there is no such day. */
export function undatedMidnight(month: number, day: number): Milliseconds | undefined {
  return day < 32 ? MIDNIGHTS[month * 32 + day] : undefined;
}

/** The last stamp read, with the blank after it: lines of one second share it. */
let lastText = '\n';
let lastFound: FoundStamp | undefined;

/** Reads a stamp unless it is the last one again. */
export function rememberedStamp(
  text: string,
  read: (text: string, at: number) => FoundStamp | undefined,
): FoundStamp | undefined {
  if (text.startsWith(lastText)) return lastFound;
  const found = read(text, 0);
  if (found !== undefined && text.charCodeAt(found.end) === 32) {
    lastText = text.slice(0, found.end + 1);
    lastFound = found;
  }
  return found;
}

/** `Oct 21 23:01:58`, `Oct  1 ...`, `Oct 1 ...`, with a fraction or with a year before the clock (`Oct 21 2006 23:01:58`). */
export function traditionalStamp(text: string, at: number): FoundStamp | undefined {
  const month = monthNumber(text.slice(at, at + 3));
  if (month < 0 || text.charCodeAt(at + 3) !== 32) return undefined;
  let i = text.charCodeAt(at + 4) === 32 ? at + 5 : at + 4;
  let day = 0;
  for (; i < at + 6; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) break;
    day = day * 10 + digit;
  }
  if (text.charCodeAt(i) !== 32) return undefined;
  i++;
  const year = text.charCodeAt(i + 4) === 32 ? twoDigits(text, i) * 100 + twoDigits(text, i + 2) : -1;
  const dated = year >= 1970 && year < 2200;
  const clockStart = dated ? i + 5 : i;
  const clock = clockAt(text, clockStart);
  if (clock < 0) return undefined;
  const fraction = fractionAt(text, clockStart + 8);
  const start = dated ? midnight(year, month, day) : undatedMidnight(month, day);
  if (start === undefined) return { end: fraction.end };
  return { stamp: { wall: start + clock + fraction.milliseconds, hasYear: dated }, end: fraction.end };
}

interface Zone {
  readonly minutes: number;
  readonly end: number;
}

/** `Z`, `+09:00` or `+0900` at `at`. */
function zoneAt(text: string, at: number): Zone | undefined {
  const sign = text.charCodeAt(at);
  if (sign === 90 || sign === 122) return { minutes: 0, end: at + 1 };
  if (sign !== 43 && sign !== 45) return undefined;
  const colon = text.charCodeAt(at + 3) === 58 ? 1 : 0;
  const hours = twoDigits(text, at + 1);
  const minutes = twoDigits(text, at + 3 + colon);
  if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) return undefined;
  const offset = hours * 60 + minutes;
  return { minutes: sign === 45 ? -offset : offset, end: at + 5 + colon };
}

/** `2006-10-21` at `at`, as midnight; undefined if it is none. */
function dateAt(text: string, at: number): Milliseconds | undefined {
  if (text.charCodeAt(at + 4) !== 45 || text.charCodeAt(at + 7) !== 45) return undefined;
  const century = twoDigits(text, at);
  const year = twoDigits(text, at + 2);
  const month = twoDigits(text, at + 5);
  const day = twoDigits(text, at + 8);
  if (century < 0 || year < 0 || month < 1 || day < 1) return undefined;
  return midnight(century * 100 + year, month - 1, day);
}

/** `2006-10-21T23:01:58.123456+09:00`; also with a blank for the `T`, without offset, or `+0900`. */
export function isoStamp(text: string, at: number): FoundStamp | undefined {
  const between = text.charCodeAt(at + 10);
  if (between !== 84 && between !== 116 && between !== 32) return undefined;
  const date = dateAt(text, at);
  const clock = date === undefined ? -1 : clockAt(text, at + 11);
  if (date === undefined || clock < 0) return undefined;
  const fraction = fractionAt(text, at + 19);
  const wall = date + clock + fraction.milliseconds;
  const zone = zoneAt(text, fraction.end);
  if (zone === undefined) return { stamp: { wall, hasYear: true }, end: fraction.end };
  return { stamp: { wall, hasYear: true, zone: zone.minutes }, end: zone.end };
}

/** `1161439318.000000` (journalctl -o short-unix). */
export function unixStamp(text: string, at: number): FoundStamp | undefined {
  const match = /^(\d{9,11})\.(\d{3})\d{0,6}(?= )/.exec(text.slice(at, at + 24));
  if (match === null) return undefined;
  const wall = Number(match[1]) * 1000 + Number(match[2]);
  return wall < 200_000 * DAY
    ? { stamp: { wall, hasYear: true, zone: 0 }, end: at + match[0].length }
    : undefined;
}

/** Zone names of `journalctl -o short-full` that mean one offset everywhere, in minutes. */
const ZONES: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  JST: 540,
  KST: 540,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MDT: -360,
  MST: -420,
  PDT: -420,
  PST: -480,
  HST: -600,
};

/** `Sat 2006-10-21 23:01:58 JST`. */
export function fullStamp(text: string, at: number): FoundStamp | undefined {
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) $/.test(text.slice(at, at + 4))) return undefined;
  const found = isoStamp(text, at + 4);
  if (found?.stamp === undefined || text.charCodeAt(found.end) !== 32) return undefined;
  const end = text.indexOf(' ', found.end + 1);
  if (end < 0) return undefined;
  const name = text.slice(found.end + 1, end);
  if (!/^(?:[A-Z]{2,5}|[+-]\d{2,4})$/.test(name)) return undefined;
  const zone = ZONES[name] ?? numericZone(name);
  return { stamp: { ...found.stamp, ...(zone === undefined ? {} : { zone }) }, end };
}

function numericZone(name: string): number | undefined {
  const match = /^([+-])(\d\d)(\d\d)?$/.exec(name);
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}
