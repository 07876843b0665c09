/**
 * The most frequent values of a few fields. A value's count is the number of messages that its term finds among the
 * rows, so a click never finds more or fewer than was said. Values are sorted into groups once a different text, not
 * once a message.
 */
import { printFilter } from '#core/query/ast.ts';
import {
  ABSENT,
  type MessageColumns,
  type TextColumn,
  type TextDictionary,
} from '#core/records/message-columns.ts';
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

export type Rows = Uint32Array | undefined;

interface Rule {
  readonly field: string;
  readonly operator: ':' | '=';
  readonly columns: readonly TextColumn[];
  /** The term looks here as well; values that stand only here are not offered. */
  readonly also?: readonly TextColumn[];
  /** What of a text is counted; undefined when it is not. */
  readonly value: (text: string) => string | undefined;
}

const whole = (text: string): string | undefined => text.toLowerCase();
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
  if (name === 'reason') return reasonsIn(columns, rows, most);
  const { field, operator, columns: own, also = [], value } = RULES[name];
  const groups = new Groups(value);
  const parts = [...own, ...also].map((column) => {
    const dictionary = columns.dictionary(column);
    return { ...dictionary, of: groups.of(dictionary, own.includes(column)) };
  });
  const counts = countOf(parts, rows, columns.count, groups.names.length);
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
function reasonsIn(columns: MessageColumns, rows: Rows, most: number): Facet {
  const parts = [
    reasonsOf('stat', 'stat', ['stat', 'reply'], columns, rows, most),
    reasonsOf('reject', 'verdict', ['verdict'], columns, rows, most),
  ];
  const all = parts.flatMap(({ values }) => values).sort((a, b) => b.count - a.count);
  const others = parts.reduce((sum, part) => sum + part.others, 0);
  return { name: 'reason', values: all.slice(0, most), others: others + Math.max(0, all.length - most) };
}

function reasonsOf(
  field: string,
  offered: TextColumn,
  searched: readonly TextColumn[],
  columns: MessageColumns,
  rows: Rows,
  most: number,
): Omit<Facet, 'name'> {
  const groups = new Groups(reasonOf);
  const dictionary = columns.dictionary(offered);
  const grouped = [{ ...dictionary, of: groups.of(dictionary, true) }];
  const order = mostFrequent(countOf(grouped, rows, columns.count, groups.names.length));
  const texts = searched.map((column) => columns.dictionary(column));
  const lowered = texts.map(({ strings }) => strings.map((text) => text.toLowerCase()));
  const values = order.slice(0, most).map((group) => {
    const value = groups.names[group] ?? '';
    const asked = value.toLowerCase();
    const parts = texts.map((text, i) => ({
      ...text,
      of: Int32Array.from(lowered[i] ?? [], (s, id) => (id !== ABSENT && s.includes(asked) ? 0 : -1)),
    }));
    const count = countOf(parts, rows, columns.count, 1)[0] ?? 0;
    return { value, count, term: termOf(field, ':', value) };
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

function domainOf(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  return at < 0 || at === address.length - 1 ? undefined : address.slice(at + 1).toLowerCase();
}

/** Numbers for what different texts have in common. */
class Groups {
  readonly names: string[] = [];
  readonly #value: Rule['value'];
  readonly #numbers = new Map<string, number>();

  constructor(value: Rule['value']) {
    this.#value = value;
  }

  /** The group of each text of a dictionary; -1 for none. New groups only with `grow`. */
  of({ strings }: TextDictionary, grow: boolean): Int32Array {
    return Int32Array.from(strings, (text, id) => {
      const name = id === ABSENT || text === '' ? undefined : this.#value(text);
      if (name === undefined) return -1;
      const known = this.#numbers.get(name);
      if (known !== undefined || !grow) return known ?? -1;
      this.#numbers.set(name, this.names.length);
      return this.names.push(name) - 1;
    });
  }
}

/** Messages with at least one value of each group. */
function countOf(
  parts: readonly (TextDictionary & { readonly of: Int32Array })[],
  rows: Rows,
  count: number,
  groups: number,
): Uint32Array {
  const counts = new Uint32Array(groups);
  /* The last message that was counted in a group, plus one: a message counts once. */
  const last = new Uint32Array(groups);
  const total = rows?.length ?? count;
  for (let i = 0; i < total; i++) {
    const row = rows === undefined ? i : (rows[i] ?? 0);
    for (const { ids, starts, of } of parts) {
      const first = starts === undefined ? row : (starts[row] ?? 0);
      const end = starts === undefined ? row + 1 : (starts[row + 1] ?? 0);
      for (let at = first; at < end; at++) {
        const group = of[ids[at] ?? 0] ?? -1;
        if (group < 0 || last[group] === row + 1) continue;
        last[group] = row + 1;
        counts[group] = (counts[group] ?? 0) + 1;
      }
    }
  }
  return counts;
}
