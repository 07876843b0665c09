/** What an entry says about the absolute time it was written at: ids made here, and ids and epochs in replies. */
import type { Milliseconds } from '#core/base/units.ts';
import { decodeQueueId } from '#core/formats/sendmail/queue-id.ts';
import { remoteQueueId } from '#core/formats/sendmail/status.ts';
import { field, type LogRecord } from '#core/records/log-record.ts';

/** Ids whose entries may still be coming. */
const REMEMBERED = 4096;
const TIMES = new Map<string, Milliseconds | undefined>();

/** UTC moment inside a dated queue id: at or before the message's arrival. The entries of a message ask one after the other. */
export function idTime(queueId: string): Milliseconds | undefined {
  const known = TIMES.get(queueId);
  if (known !== undefined || TIMES.has(queueId)) return known;
  const time = decodeQueueId(queueId)?.time;
  if (TIMES.size >= REMEMBERED) TIMES.clear();
  TIMES.set(queueId, time);
  return time;
}

const QMAIL = /\bok (\d{9,10}) qp \d+/;
const GMAIL = /\bOK {1,2}(\d{10}) \S+.* - gsmtp/;

/** UTC moment a remote server put into its reply; its clock may be off by some seconds. */
export function replyTime(stat: string): Milliseconds | undefined {
  const epoch = QMAIL.exec(stat)?.[1] ?? GMAIL.exec(stat)?.[1];
  if (epoch !== undefined) return Number(epoch) * 1000;
  const id = remoteQueueId(stat);
  return id === undefined ? undefined : idTime(id);
}

/** A UTC moment that an entry names. */
export interface Moment {
  readonly time: Milliseconds;
  /** It is inside the entry's own queue id. */
  readonly own: boolean;
}

/** The one inside its own queue id, else the one inside the reply that a `to=` tells. */
export function momentOf(record: LogRecord): Moment | undefined {
  const { queueId } = record;
  const own = queueId === undefined || record.dialect !== 'sendmail' ? undefined : idTime(queueId);
  if (own !== undefined) return { time: own, own: true };
  const stat = record.kind === 'to' ? field(record, 'stat') : undefined;
  const time = stat === undefined ? undefined : replyTime(stat);
  return time === undefined ? undefined : { time, own: false };
}

const JANUARY_2000 = Date.UTC(2000, 0, 1);
const MARCH_2000 = Date.UTC(2000, 2, 1);
const DAY = 86_400_000;
/** Less than half of any year. */
const HALF_YEAR = 182 * DAY;

let startedYear = 2000;
let started = JANUARY_2000;

/** Midnight of 1 January. Asked again and again for one year. */
function startOf(year: number): Milliseconds {
  if (year !== startedYear) {
    started = Date.UTC(year, 0, 1);
    startedYear = year;
  }
  return started;
}

/** A reading of the year 2000 in another year; 29 February becomes 1 March where there is none. */
export function inYear(wall: Milliseconds, year: number): Milliseconds {
  const moved = wall - JANUARY_2000 + startOf(year);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return leap || wall < MARCH_2000 ? moved : moved - DAY;
}

let latestYear = 2000;
let latestStart = JANUARY_2000;
let latestEnd = Date.UTC(2001, 0, 1);

/** Most moments are of the year of the one before. */
function yearOf(instant: Milliseconds): number {
  if (instant < latestStart || instant >= latestEnd) {
    latestYear = new Date(instant).getUTCFullYear();
    latestStart = Date.UTC(latestYear, 0, 1);
    latestEnd = Date.UTC(latestYear + 1, 0, 1);
  }
  return latestYear;
}

/** The year in which a reading without a year comes nearest to `instant`. */
export function nearestYear(wall: Milliseconds, instant: Milliseconds): number {
  const middle = yearOf(instant);
  /* Most are: a year further off is more than half a year away. */
  if (Math.abs(inYear(wall, middle) - instant) <= HALF_YEAR) return middle;
  let best = middle;
  for (const year of [middle - 1, middle + 1]) {
    if (Math.abs(inYear(wall, year) - instant) < Math.abs(inYear(wall, best) - instant)) best = year;
  }
  return best;
}
