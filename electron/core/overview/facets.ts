/**
 * The most frequent values of a few fields. A value's count is the number of messages that its term finds among the
 * rows, so a click never finds more or fewer than was said. Values are sorted into groups once a different text, not
 * once a message.
 */
import { STRETCH, toEnd, type Steps } from '#core/base/steps.ts';
import { statWord } from '#core/formats/sendmail/status.ts';
import { printFilter } from '#core/query/ast.ts';
import { ABSENT, type MessageColumns, type TextColumn } from '#core/records/message-columns.ts';
import { countOf, Groups, type Rows } from './groups.ts';
import { reasonOf } from './reasons.ts';

export const FACETS = ['status', 'direction', 'domain', 'relay', 'reason'] as const;
export type FacetName = (typeof FACETS)[number];

export interface FacetValue {
  readonly value: string;
  readonly count: number;
  /** As it is put into the filter. */
  readonly term: string;
}

export interface Facet {
  readonly name: FacetName;
  /** Most frequent first. */
  readonly values: readonly FacetValue[];
  /** How many different values there are beside these. */
  readonly others: number;
}

interface Rule {
  readonly field: string;
  readonly operator: ':' | '=';
  readonly columns: readonly TextColumn[];
  /** The term looks here as well; values that stand only here are not offered. */
  readonly also?: readonly TextColumn[];
  /** What of a text is counted; undefined when it is not. */
  readonly value: (text: string) => string | undefined;
}

const whole = (text: string): string | undefined => (text === '' ? undefined : text.toLowerCase());
const RULES: Readonly<Record<Exclude<FacetName, 'reason'>, Rule>> = {
  status: { field: 'status', operator: ':', columns: ['status'], value: whole },
  direction: { field: 'direction', operator: ':', columns: ['direction'], value: whole },
  domain: { field: 'domain', operator: '=', columns: ['from', 'to'], value: domainOf },
  relay: {
    field: 'relay',
    operator: '=',
    columns: ['relayName'],
    also: ['relayAddress'],
    value: whole,
  },
};

export function facetOf(columns: MessageColumns, rows: Rows, name: FacetName, most: number): Facet {
  return toEnd(facetSteps(columns, rows, name, most));
}

/** Stops where its caller may pause or give up. */
export function* facetSteps(
  columns: MessageColumns,
  rows: Rows,
  name: FacetName,
  most: number,
): Steps<Facet> {
  if (name === 'reason') return yield* reasonsIn(columns, rows, most);
  const { field, operator, columns: own, also = [], value } = RULES[name];
  const groups = new Groups(value);
  const parts = [];
  for (const column of [...own, ...also]) {
    const dictionary = columns.dictionary(column);
    parts.push({ ...dictionary, of: yield* groups.of(dictionary, own.includes(column)) });
    yield;
  }
  const counts = yield* countOf(parts, rows, columns.count, groups.names.length);
  const order = mostFrequent(counts);
  const values = order.slice(0, most).map((group) => {
    const text = groups.names[group] ?? '';
    return { value: text, count: counts[group] ?? 0, term: termOf(field, operator, text) };
  });
  return { name, values, others: order.length - values.length };
}

/**
 * The words that are the same for all who get a reply. Whoever has them anywhere in the field counts, as in the filter:
 * the count of the whole texts only says which to offer.
 */
function* reasonsIn(columns: MessageColumns, rows: Rows, most: number): Steps<Facet> {
  const parts = [
    yield* reasonsOf('stat', reasonOf, { columns, rows, most }),
    yield* reasonsOf('reject', reasonOf, { columns, rows, most }),
  ];
  const all = parts.flatMap(({ values }) => values).sort((a, b) => b.count - a.count);
  const others = parts.reduce((sum, part) => sum + part.others, 0);
  return { name: 'reason', values: all.slice(0, most), others: others + Math.max(0, all.length - most) };
}

/** What replies have in common, successes too, as far as it holds `begun`. */
export function* repliesIn(
  columns: MessageColumns,
  field: 'stat' | 'reject',
  begun: string,
  most: number,
): Steps<readonly { readonly text: string; readonly count: number }[]> {
  const common = (text: string): string | undefined => {
    const words = reasonOf(text) ?? statWord(text);
    return words !== '' && words.toLowerCase().includes(begun) ? words : undefined;
  };
  const { values } = yield* reasonsOf(field, common, { columns, rows: undefined, most });
  return values.map(({ value, count }) => ({ text: value, count }));
}

/** Where replies are offered from, and where their words are looked for then. */
const REPLIES = {
  stat: { offered: 'stat', searched: ['stat', 'reply'] },
  reject: { offered: 'verdict', searched: ['verdict'] },
} as const;

function* reasonsOf(
  field: keyof typeof REPLIES,
  common: Rule['value'],
  { columns, rows, most }: { readonly columns: MessageColumns; readonly rows: Rows; readonly most: number },
): Steps<Omit<Facet, 'name'>> {
  const { offered, searched } = REPLIES[field];
  const groups = new Groups(common);
  const dictionary = columns.dictionary(offered);
  const grouped = [{ ...dictionary, of: yield* groups.of(dictionary, true) }];
  const order = mostFrequent(yield* countOf(grouped, rows, columns.count, groups.names.length));
  const texts = [];
  for (const column of searched) {
    const text = columns.dictionary(column);
    texts.push({ ...text, lower: yield* lowered(text.strings) });
  }
  const values: FacetValue[] = [];
  for (const group of order.slice(0, most)) {
    const value = groups.names[group] ?? '';
    const asked = value.toLowerCase();
    const parts = texts.map((text) => ({
      ...text,
      of: Int32Array.from(text.lower, (s, id) => (id !== ABSENT && s.includes(asked) ? 0 : -1)),
    }));
    const [count = 0] = yield* countOf(parts, rows, columns.count, 1);
    values.push({ value, count, term: termOf(field, ':', value) });
    yield;
  }
  return { values, others: order.length - values.length };
}

function* lowered(strings: readonly string[]): Steps<readonly string[]> {
  const lower: string[] = [];
  for (const [id, text] of strings.entries()) {
    lower.push(text.toLowerCase());
    if (id % STRETCH === 0) yield;
  }
  return lower;
}

/** In quotes unless nothing in it could be taken for anything else. */
export function termOf(field: string, operator: ':' | '=', text: string): string {
  const quoted = !/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(text);
  return printFilter({ type: 'field', field, operator, values: [{ text, quoted }] });
}

function mostFrequent(counts: Uint32Array): readonly number[] {
  const order = [...counts.keys()].filter((group) => (counts[group] ?? 0) > 0);
  return order.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
}

function domainOf(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  return at < 0 || at === address.length - 1 ? undefined : address.slice(at + 1).toLowerCase();
}
