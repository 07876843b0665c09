/**
 * Values of a field that this log has, for who is writing a filter: those that begin with what is there, then those
 * that hold it; the most frequent first. A count is the number of messages that the value finds as it is written then
 * (`writtenWith` in query/complete.ts).
 */
import { STRETCH, type Steps } from '#core/base/steps.ts';
import { fieldOf, type NumberField, type TextField } from '#core/query/fields.ts';
import { domainOf } from '#core/query/value-test.ts';
import type { MessageColumns } from '#core/records/message-columns.ts';
import { repliesIn } from './facets.ts';
import { countOf, Groups } from './groups.ts';

export interface SeenValue {
  readonly text: string;
  readonly count: number;
}

/** Each message has its own: nobody chooses among them before something of one is written. */
const IDS = new Set(['qid', 'msgid']);
const MANY_IDS = 2000;

/** `begun` in lower case. */
export function* seenValues(
  columns: MessageColumns,
  field: string,
  begun: string,
  most: number,
): Steps<readonly SeenValue[]> {
  if (field === 'stat' || field === 'reject') return yield* repliesIn(columns, field, begun, most);
  const about = fieldOf(field);
  if (about?.type === 'number') return yield* seenNumbers(columns, about, begun, most);
  if (about?.type !== 'text') return [];
  if (begun === '' && IDS.has(field) && columns.count > MANY_IDS) return [];
  const groups = new Groups(valueOf(about, begun), (text) => text.toLowerCase());
  const parts = [];
  for (const name of about.columns) {
    const dictionary = columns.dictionary(name);
    parts.push({ ...dictionary, of: yield* groups.of(dictionary, true) });
  }
  const counts = yield* countOf(parts, undefined, columns.count, groups.names.length);
  yield;
  return yield* mostSeen(groups.names, counts, begun, most);
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Days, on the log's own clock, and counts; nobody asks for a size or a delay to the byte or the second. */
function* seenNumbers(
  columns: MessageColumns,
  { column, kind }: NumberField,
  begun: string,
  most: number,
): Steps<readonly SeenValue[]> {
  if (kind !== 'time' && kind !== 'count') return [];
  const isTime = kind === 'time';
  const numbers = columns.numbers(column);
  const zones = columns.numbers('zone');
  const counts = new Map<number, number>();
  for (let m = 0; m < columns.count; m++) {
    if (m % STRETCH === 0) yield;
    const number = numbers[m] ?? NaN;
    const value = isTime ? Math.floor((number + ((zones[m] ?? 0) || 0) * MINUTE) / DAY) : number;
    if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const written = isTime ? begun.replaceAll('/', '-') : begun;
  return Array.from(counts)
    .sort(([a, inA], [b, inB]) => (isTime ? b - a : inB - inA || a - b))
    .map(([value, count]) => {
      return { text: isTime ? new Date(value * DAY).toISOString().slice(0, 10) : String(value), count };
    })
    .filter(({ text }) => text.startsWith(written))
    .slice(0, most);
}

/** Of values and how often each is there: those that begin with what is written, then those that hold it. */
export function* mostSeen(
  names: readonly string[],
  counts: Uint32Array,
  begun: string,
  most: number,
): Steps<readonly SeenValue[]> {
  /** 2, 1, 0: at its start, within, not at all. */
  const fit = (group: number): number => {
    const at = names[group]?.toLowerCase().indexOf(begun) ?? -1;
    return at < 0 ? 0 : at === 0 ? 2 : 1;
  };
  const order = (a: number, b: number): number =>
    fit(b) - fit(a) || (counts[b] ?? 0) - (counts[a] ?? 0) || a - b;
  return (yield* firstOf(counts, most, order))
    .filter((group) => fit(group) > 0 || begun === '')
    .map((group) => ({ text: names[group] ?? '', count: counts[group] ?? 0 }));
}

function valueOf(field: TextField, begun: string): (logged: string) => string | undefined {
  /* Without a copy of each text in lower case. */
  const has = new RegExp(begun.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'i');
  return (logged) => {
    const text = field.domain === true ? domainOf(logged).toLowerCase() : logged;
    if (text === '') return field.bare === true && '<>'.startsWith(begun) ? '<>' : undefined;
    return has.test(text) ? text : undefined;
  };
}

/** Without sorting them all: a field may have a million values. */
function* firstOf(
  counts: Uint32Array,
  most: number,
  order: (a: number, b: number) => number,
): Steps<readonly number[]> {
  const first: number[] = [];
  for (const [group, count] of counts.entries()) {
    if (group % STRETCH === 0) yield;
    const last = first.at(-1);
    if (count === 0 || (first.length === most && last !== undefined && order(group, last) > 0)) continue;
    const at = first.findIndex((other) => order(group, other) < 0);
    first.splice(at < 0 ? first.length : at, 0, group);
    if (first.length > most) first.pop();
  }
  return first;
}
