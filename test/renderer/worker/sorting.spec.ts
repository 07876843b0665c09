import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SortColumn } from '#core/contract/index-protocol.ts';
import { columnsOf } from '#core/correlate/columns-of.ts';
import type { Message } from '#core/correlate/message.ts';
import { all } from '#core/query/bits.ts';
import { sortedOrder } from '#renderer/worker/merge-sort.ts';
import { inOrder, orderOf } from '#renderer/worker/sorting.ts';
import { message, sent } from '../../core/relay-graph/messages.ts';

function toEnd<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

function sorted(messages: readonly Message[], column: SortColumn, descending: boolean): string[] {
  const order = toEnd(orderOf(columnsOf(messages), column));
  const numbers = inOrder(order, all(messages.length), messages.length, descending);
  return Array.from(numbers, (n) => messages[n]?.id ?? '');
}

function without(id: string): Message {
  const { dialect, host, direction } = message();
  return {
    id,
    dialect,
    host,
    direction,
    queueIds: [],
    recipients: [],
    status: 'unknown',
    children: [],
    parents: [],
    startSeen: true,
    endSeen: true,
    records: [],
  };
}

const MESSAGES = [
  message({ id: 'b', size: 1, from: 'Bob@x', client: { address: '10.0.0.9' } }),
  without('none'),
  message({ id: 'a', size: 9, from: 'alice@x', client: { name: 'alpha.example', address: '9.9.9.9' } }),
  message({ id: 'c', size: 9, from: 'bob@x', client: { name: 'Beta.example' } }),
];

test('what the log does not say comes last in either direction', () => {
  expect(sorted(MESSAGES, 'size', false)).toEqual(['b', 'a', 'c', 'none']);
  expect(sorted(MESSAGES, 'size', true)).toEqual(['c', 'a', 'b', 'none']);
});

test('texts are in order without regard to case, equal ones as they stand in the log', () => {
  expect(sorted(MESSAGES, 'from', false)).toEqual(['a', 'b', 'c', 'none']);
  expect(sorted(MESSAGES, 'from', true)).toEqual(['c', 'b', 'a', 'none']);
});

test('a host without a name is in order by its address', () => {
  expect(sorted(MESSAGES, 'client', false)).toEqual(['b', 'a', 'c', 'none']);
});

test('statuses are in the order of the list of statuses, recipients by the first one', () => {
  const [one, two] = [
    message({ id: 'one', status: 'deferred', recipients: [sent('z@x'), sent('a@x')] }),
    message({ id: 'two', status: 'sent', recipients: [sent('b@x')] }),
  ];
  expect(sorted([one, two], 'status', false)).toEqual(['two', 'one']);
  expect(sorted([one, two], 'to', false)).toEqual(['two', 'one']);
});

test('only what was chosen is in the order', () => {
  const order = toEnd(orderOf(columnsOf(MESSAGES), 'size'));
  expect([...inOrder(order, Uint8Array.of(0, 1, 1, 0), 2, false)]).toEqual([2, 1]);
});

test('the sort agrees with that of JavaScript, and keeps equal ones in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 400 }), (keys) => {
      const ours = toEnd(sortedOrder(keys.length, (a, b) => (keys[a] ?? 0) < (keys[b] ?? 0)));
      const theirs = keys.map((_, i) => i).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
      expect([...ours]).toEqual(theirs);
    }),
  );
});
