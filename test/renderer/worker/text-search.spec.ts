import { expect, test } from 'vitest';
import type { RecordBatch } from '#core/records/batch.ts';
import { encodeBatch } from '#core/records/batch-writer.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { entriesHolding } from '#renderer/worker/text-search.ts';

function batch(...lines: readonly string[]): RecordBatch {
  const records = lines.map((raw, i): LogRecord => ({
    source: 0,
    line: i + 1,
    lineCount: 1,
    offset: 0,
    raw,
    text: raw,
    dialect: 'other',
    kind: 'unparsed',
    fields: [],
  }));
  return encodeBatch(records, { source: 0, nextOffset: 0, nextLine: 1, alerts: [] });
}

test('a word is found in every line that holds it, once each', () => {
  expect(entriesHolding(batch('Foo foo', 'bar', 'a FOO'), 'foo')).toEqual([0, 2]);
});

test('a word is not found across the end of a line', () => {
  expect(entriesHolding(batch('ab', 'cd', 'abcd'), 'bc')).toEqual([2]);
});

test('letters that grow with their case do not shift what is found', () => {
  expect(entriesHolding(batch('İİİ', 'needle'), 'needle')).toEqual([1]);
});
