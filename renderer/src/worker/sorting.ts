/** Orders messages by any column of the list; what the log does not say comes last either way. */
import type { SortColumn } from '#core/contract/index-protocol.ts';
import { DIRECTIONS, STATUSES } from '#core/correlate/message.ts';
import {
  ABSENT,
  type MessageColumns,
  type TextColumn,
  type TextDictionary,
} from '#core/records/message-columns.ts';
import { sortedOrder } from './merge-sort.ts';

export interface Order {
  /** Message numbers, ascending; equal ones as they stand in the log. */
  readonly numbers: Uint32Array;
  /** So many of them have a value. */
  readonly known: number;
}

/** A text to sort by: of the first of these columns that has one, its first. */
const TEXTS: Partial<Readonly<Record<SortColumn, readonly TextColumn[]>>> = {
  from: ['from'],
  to: ['to'],
  client: ['clientName', 'clientAddress'],
  next: ['relayName', 'relayAddress'],
};

export function* orderOf(columns: MessageColumns, column: SortColumn): Generator<undefined, Order> {
  const keys = yield* keysOf(columns, column);
  const numbers = yield* sortedOrder(columns.count, (a, b) => (keys[a] ?? 0) < (keys[b] ?? 0));
  let known = numbers.length;
  while (known > 0 && keys[numbers[known - 1] ?? 0] === Infinity) known--;
  return { numbers, known };
}

/** Those of `order` that are chosen, in the direction asked for. */
export function inOrder(order: Order, chosen: Uint8Array, total: number, descending: boolean): Uint32Array {
  const { numbers, known } = order;
  if (total === numbers.length && !descending) return numbers;
  const found = new Uint32Array(total);
  let at = 0;
  const take = (m: number): void => {
    if (chosen[m] === 1) found[at++] = m;
  };
  if (descending) for (let i = known - 1; i >= 0; i--) take(numbers[i] ?? 0);
  for (let i = descending ? known : 0; i < numbers.length; i++) take(numbers[i] ?? 0);
  return found;
}

/** One number a message; Infinity where the log does not say. */
function* keysOf(columns: MessageColumns, column: SortColumn): Generator<undefined, Float64Array> {
  if (column === 'time' || column === 'size' || column === 'delay') {
    return columns.numbers(column).map((n) => (Number.isNaN(n) ? Infinity : n));
  }
  if (column === 'direction') return ranked(columns, ['direction'], listed(DIRECTIONS));
  if (column === 'status') return ranked(columns, ['status'], listed(STATUSES));
  const names = TEXTS[column] ?? [];
  return ranked(columns, names, yield* ranksOf(names.map((name) => columns.dictionary(name))));
}

type Ranks = readonly ((id: number, text: string) => number)[];

function listed(names: readonly string[]): Ranks {
  return [(_id, text) => names.indexOf(text)];
}

/** Texts of several dictionaries in one order, without regard to case. */
function* ranksOf(dictionaries: readonly TextDictionary[]): Generator<undefined, Ranks> {
  const texts = dictionaries.flatMap(({ strings }) => Array.from(strings, (text) => text.toLowerCase()));
  yield;
  const order = yield* sortedOrder(texts.length, (a, b) => (texts[a] ?? '') < (texts[b] ?? ''));
  const ranks = new Uint32Array(texts.length);
  for (let i = 1; i < order.length; i++) {
    const [before = 0, here = 0] = [order[i - 1], order[i]];
    ranks[here] = (ranks[before] ?? 0) + Number(texts[here] !== texts[before]);
  }
  let first = 0;
  return dictionaries.map(({ strings }) => {
    const from = first;
    first += strings.length;
    return (id) => ranks[from + id] ?? 0;
  });
}

function ranked(columns: MessageColumns, names: readonly TextColumn[], ranks: Ranks): Float64Array {
  const keys = new Float64Array(columns.count).fill(Infinity);
  for (const [n, name] of names.entries()) {
    const { ids, starts, strings } = columns.dictionary(name);
    const rank = Float64Array.from(strings, (text, id) => ranks[n]?.(id, text) ?? Infinity);
    for (let m = 0; m < keys.length; m++) {
      if (keys[m] !== Infinity) continue;
      const at = starts === undefined ? m : (starts[m] ?? 0);
      const id = starts !== undefined && at >= (starts[m + 1] ?? 0) ? ABSENT : (ids[at] ?? ABSENT);
      if (id !== ABSENT) keys[m] = rank[id] ?? Infinity;
    }
  }
  return keys;
}
