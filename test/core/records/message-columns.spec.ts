import { expect, test } from 'vitest';
import { columnsOf } from '#core/correlate/columns-of.ts';
import { ABSENT, NUMBER_COLUMNS, TEXT_COLUMNS, type TextColumn } from '#core/records/message-columns.ts';
import { ARRIVED, message, sent } from '../relay-graph/messages.ts';

const MESSAGES = [
  message({ recipients: [sent('a@b.example', { delay: 3 }), sent('c@b.example', { delay: 70 })] }),
  message({ id: 'user100/NOQUEUE.0.1', queueIds: [], from: '', recipients: [], status: 'rejected' }),
];
const columns = columnsOf(MESSAGES);

/** The texts of one message in a column. */
function texts(column: TextColumn, m: number): readonly (string | undefined)[] {
  const { ids, starts, strings } = columns.dictionary(column);
  return [...ids.slice(starts?.[m] ?? m, starts?.[m + 1] ?? m + 1)].map((id) => strings.at(id));
}

test('a column of one text a message has an id a message, and the empty sender is a text', () => {
  const { ids } = columns.dictionary('from');
  expect([texts('from', 0), texts('from', 1)]).toEqual([[MESSAGES[0]?.from], ['']]);
  expect(ids[1]).not.toBe(ABSENT);
});

test('what the log does not say is absent', () => {
  const other = columnsOf([message({ recipients: [] })]);
  expect([...other.dictionary('messageId').ids]).toEqual([ABSENT]);
  expect([...other.numbers('delay')]).toEqual([NaN]);
});

test('a column of several texts says where those of each message stand, each once', () => {
  expect(texts('to', 0)).toEqual(['a@b.example', 'c@b.example']);
  expect(texts('to', 1)).toEqual([]);
  expect(texts('dsn', 0)).toEqual(['2.0.0']);
  expect(texts('status', 1)).toEqual(['rejected']);
});

test('numbers come in the units of the message, the delay as the longest of its recipients', () => {
  expect([...columns.numbers('delay')]).toEqual([70, NaN]);
  expect([...columns.numbers('recipients')]).toEqual([2, 0]);
  expect(columns.numbers('time')[0]).toBe(ARRIVED);
});

test('every column that is named has a place for each message', () => {
  for (const column of TEXT_COLUMNS) {
    const { ids, starts } = columns.dictionary(column);
    expect(starts?.length ?? ids.length + 1).toBe(MESSAGES.length + 1);
  }
  for (const column of NUMBER_COLUMNS) expect(columns.numbers(column)).toHaveLength(MESSAGES.length);
});

test('a message is found by any of its entries', () => {
  const some = columnsOf([message({ records: [3, 9] }), message({ records: [4] })]);
  const { ids, starts } = some.entries();
  const holding = [0, 1].map((m) => ids.subarray(starts[m], starts[m + 1]).includes(9));
  expect(holding).toEqual([true, false]);
});
