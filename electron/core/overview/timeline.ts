/** How many messages arrived when, by status: the bars above the list. */
import { STRETCH, toEnd, type Steps } from '#core/base/steps.ts';
import type { Milliseconds } from '#core/base/units.ts';
import { STATUSES, type Status } from '#core/correlate/message.ts';
import type { Span } from '#core/query/numbers.ts';
import type { MessageColumns, TextDictionary } from '#core/records/message-columns.ts';

export interface Timeline {
  /** Begin of the first bar, on the log's own clock as if that were UTC. */
  readonly from: Milliseconds;
  /** What one bar covers. */
  readonly step: Milliseconds;
  readonly bars: number;
  /** Only those that occur, in the order of STATUSES; one number a bar. */
  readonly series: readonly { readonly status: Status; readonly counts: Uint32Array }[];
  /** Found, but the log says no time. */
  readonly untimed: number;
}

export interface TimelineQuestion {
  /** Numbers of the messages that were found; undefined for all. */
  readonly rows: Uint32Array | undefined;
  /** Offset of the log's own clock. */
  readonly zone: Milliseconds;
  /** Where the bars begin and end; undefined for the whole log. Half-open, either end may be infinite. */
  readonly span: Span | undefined;
  /** At most so many bars. */
  readonly most: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Bars begin where a clock or a calendar has a line. */
const STEPS: readonly Milliseconds[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28, 56, 112, 364].map((n) => n * DAY),
];
/** The first Monday: bars of weeks begin with one. */
const MONDAY = 4 * DAY;

/** Undefined where no message has a time. */
export function timelineOf(columns: MessageColumns, question: TimelineQuestion): Timeline | undefined {
  return toEnd(timelineSteps(columns, question));
}

/** Stops where its caller may pause or give up. */
export function* timelineSteps(
  columns: MessageColumns,
  question: TimelineQuestion,
): Steps<Timeline | undefined> {
  const { rows, zone, most } = question;
  const times = columns.numbers('time');
  const span = spanOf(times, zone, question.span);
  if (span === undefined) return undefined;
  const step = stepFor(span, most);
  const from = begin(span.from, step);
  const bars = barsIn(span, step);
  const counts = STATUSES.map(() => new Uint32Array(bars));
  const statusOf = firstStatus(columns.dictionary('status'));
  let untimed = 0;
  const total = rows?.length ?? columns.count;
  for (let i = 0; i < total; i++) {
    const row = rows === undefined ? i : (rows[i] ?? 0);
    const bar = Math.floor(((times[row] ?? NaN) + zone - from) / step);
    if (Number.isNaN(bar)) untimed++;
    const column = counts[statusOf(row)];
    if (column !== undefined && bar >= 0 && bar < bars) column[bar] = (column[bar] ?? 0) + 1;
    if (i % STRETCH === 0) yield;
  }
  const series = STATUSES.map((status, i) => ({ status, counts: counts[i] ?? new Uint32Array(bars) }));
  return { from, step, bars, untimed, series: series.filter(({ counts: c }) => c.some((n) => n > 0)) };
}

function stepFor(span: Span, most: number): Milliseconds {
  const known = STEPS.find((size) => barsIn(span, size) <= most);
  if (known !== undefined) return known;
  let years = 364 * DAY;
  while (barsIn(span, years) > most) years *= 2;
  return years;
}

function begin(time: Milliseconds, step: Milliseconds): Milliseconds {
  const offset = step % (7 * DAY) === 0 ? MONDAY : 0;
  return Math.floor((time - offset) / step) * step + offset;
}

function barsIn(span: Span, step: Milliseconds): number {
  return Math.max(1, Math.ceil((span.until - begin(span.from, step)) / step));
}

function spanOf(times: Float64Array, zone: Milliseconds, asked: Span | undefined): Span | undefined {
  let [from, until] = [Infinity, -Infinity];
  for (const time of times) {
    if (time < from) from = time;
    if (time > until) until = time;
  }
  if (from > until) return undefined;
  const whole = { from: from + zone, until: until + zone + 1 };
  if (asked === undefined) return whole;
  const cut = {
    from: asked.from === -Infinity ? whole.from : asked.from,
    until: asked.until === Infinity ? whole.until : asked.until,
  };
  return cut.from < cut.until ? cut : whole;
}

/** The message's own state stands before those of its recipients. */
function firstStatus({ ids, starts, strings }: TextDictionary): (row: number) => number {
  const unknown = STATUSES.indexOf('unknown');
  const places = Array.from(strings, (text) => {
    const at = STATUSES.indexOf(text as Status);
    return at < 0 ? unknown : at;
  });
  return (row) => places[ids[starts === undefined ? row : (starts[row] ?? 0)] ?? 0] ?? unknown;
}

/** Where a clock or a calendar has a line within half-open `from` to `until`: at most `most` of them. */
export function ticksIn(from: Milliseconds, until: Milliseconds, most: number): readonly Milliseconds[] {
  const step = stepFor({ from, until }, Math.max(1, most));
  const ticks: Milliseconds[] = [];
  for (let at = begin(from + step - 1, step); at < until; at += step) ticks.push(at);
  return ticks;
}

/** The day where one begins, and at the first line; else the time of the day, with seconds if lines stand closer than a minute. */
export function tickLabel(time: Milliseconds, first: boolean, step: Milliseconds = MINUTE): string {
  const iso = new Date(time).toISOString();
  if (time % DAY === 0) return iso.slice(0, 10);
  return first
    ? `${iso.slice(5, 10)} ${iso.slice(11, 16)}`
    : iso.slice(11, time % MINUTE === 0 && step >= MINUTE ? 16 : 19);
}
