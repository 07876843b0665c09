import type { Bytes, Milliseconds, OffsetMinutes } from '#core/base/units.ts';

export type Dialect = 'sendmail' | 'other';

/** What an entry is; the list and its meaning are the command line's contract. */
export const KINDS = [
  'unparsed',
  'other-program',
  'repeat',
  'from',
  'to',
  'ruleset',
  'milter',
  'auth',
  'tls',
  'child',
  'clone',
  'recipient-refused',
  'connection',
  'queue',
  'daemon',
  'alias',
  'error',
  'note',
] as const;
export type Kind = (typeof KINDS)[number];

/** Where year and zone of a time came from. */
export const TIME_BASES = [
  'stamp',
  'queue-id',
  'remote-id',
  'rollover',
  'file',
  'option',
  'assumed',
] as const;
export type TimeBasis = (typeof TIME_BASES)[number];

/**
 * A time stamp as the line writes it. `wall` is the clock's reading taken as if it were UTC; for a stamp
 * without a year it lies in the year 2000 (a leap year, so 29 February exists) and `hasYear` is false.
 * `zone` is the offset the line itself gives, in minutes east of UTC.
 */
export interface Stamp {
  readonly wall: Milliseconds;
  readonly hasYear: boolean;
  readonly zone?: OffsetMinutes;
}

/** `key=value` as logged, in order; a key may repeat. */
export type Field = readonly [key: string, value: string];

/** One log entry, parsed. Its time is resolved later, with evidence from the whole file (core/correlate). */
export interface LogRecord {
  /** Index of the file in the log's list of sources. */
  readonly source: number;
  /** First line, from 1. */
  readonly line: number;
  /** More than 1 only for folded entries. */
  readonly lineCount: number;
  /** Bytes from the start of the decompressed stream to the entry's first byte. */
  readonly offset: Bytes;
  /** The entry's lines exactly as read (decoded), joined by "\n" when folded. */
  readonly raw: string;
  /** The program's own text: without head, unfolded to one line. */
  readonly text: string;
  readonly stamp?: Stamp;
  readonly host?: string;
  readonly program?: string;
  readonly pid?: number;
  readonly dialect: Dialect;
  readonly queueId?: string;
  /** The second id of `OLD: NEW: DSN: ...` and `OLD: NEW: clone: ...`. */
  readonly childId?: string;
  readonly kind: Kind;
  readonly fields: readonly Field[];
}

/** The first value of `key`, or undefined. */
export function field(record: LogRecord, key: string): string | undefined {
  for (const [k, v] of record.fields) if (k === key) return v;
  return undefined;
}
