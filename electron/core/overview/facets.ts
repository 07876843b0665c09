/**
 * The most frequent values of a few fields. A value's count is the number of messages that its term finds among the
 * rows, so a click never finds more or fewer than was said. Values are sorted into groups once a different text, not
 * once a message.
 */
import { toEnd, type Steps } from '#core/base/steps.ts';
import { statWord } from '#core/formats/sendmail/status.ts';
import { printFilter } from '#core/query/ast.ts';
import {
  ABSENT,
  type MessageColumns,
  type TextColumn,
  type TextDictionary,
} from '#core/records/message-columns.ts';
import { domainsOf } from '#core/query/domains.ts';
import { countOf, Groups, groupsOnce, type Grouped, type Rows } from './groups.ts';
import { countReasons } from './reason-counts.ts';
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
  /** Only the part behind the `@` of a text is counted. */
  readonly domain?: true;
}

const RULES: Readonly<Record<Exclude<FacetName, 'reason'>, Rule>> = {
  status: { field: 'status', operator: ':', columns: ['status'] },
  direction: { field: 'direction', operator: ':', columns: ['direction'] },
  domain: { field: 'domain', operator: '=', columns: ['from', 'to'], domain: true },
  relay: { field: 'relay', operator: '=', columns: ['relayName'], also: ['relayAddress'] },
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
  const rule = RULES[name];
  const { names, parts } = yield* groupsOnce(columns.dictionary(rule.columns[0] ?? 'status'), name, () =>
    grouped(columns, rule),
  );
  const counts = yield* countOf(parts, rows, columns.count, names.length);
  const order = mostFrequent(counts);
  const values = order.slice(0, most).map((group) => {
    const text = names[group] ?? '';
    return { value: text, count: counts[group] ?? 0, term: termOf(rule.field, rule.operator, text) };
  });
  return { name, values, others: order.length - values.length };
}

function* grouped(columns: MessageColumns, { columns: own, also = [], domain }: Rule): Steps<Grouped> {
  const groups = new Groups((text) => (text === '' ? undefined : text.toLowerCase()));
  const parts = [];
  for (const column of [...own, ...also]) {
    const dictionary = columns.dictionary(column);
    const grow = own.includes(column);
    const of = domain === true ? yield* byDomain(dictionary, groups) : yield* groups.of(dictionary, grow);
    parts.push({ ...dictionary, of });
    yield;
  }
  return { names: groups.names, parts };
}

function* byDomain(dictionary: TextDictionary, groups: Groups): Steps<Int32Array> {
  const domains = yield* domainsOf(dictionary);
  const groupOf = Int32Array.from(domains.names, (name) => groups.number(name, true));
  const of = new Int32Array(domains.of.length).fill(-1);
  for (let id = ABSENT + 1; id < of.length; id++) of[id] = groupOf[domains.of[id] ?? 0] ?? -1;
  return of;
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
  common: (text: string) => string | undefined,
  { columns, rows, most }: { readonly columns: MessageColumns; readonly rows: Rows; readonly most: number },
): Steps<Omit<Facet, 'name'>> {
  const { offered, searched } = REPLIES[field];
  const dictionary = columns.dictionary(offered);
  const make = function* (): Steps<Grouped> {
    const groups = new Groups(common);
    const of = yield* groups.of(dictionary, true);
    return { names: groups.names, parts: [{ ...dictionary, of }] };
  };
  /* What holds a few letters that somebody is writing is asked for once. */
  const { names, parts } = yield* common === reasonOf ? groupsOnce(dictionary, 'reason', make) : make();
  const order = mostFrequent(yield* countOf(parts, rows, columns.count, names.length));
  const found = order.slice(0, most).map((group) => names[group] ?? '');
  const texts = searched.map((column) => columns.dictionary(column));
  const counts = yield* countReasons(texts, found, rows, columns.count);
  const values = found.map((value, i) => {
    return { value, count: counts[i] ?? 0, term: termOf(field, ':', value) };
  });
  return { values, others: order.length - values.length };
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
