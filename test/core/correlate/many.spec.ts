/** Messages of very many recipients or entries. What took the square of their number took longer than a test may. */
import { expect, test } from 'vitest';
import { columnsOf } from '#core/correlate/columns-of.ts';
import { Correlator } from '#core/correlate/correlator.ts';
import type { Joined } from '#core/correlate/joined.ts';
import type { TextColumn } from '#core/records/message-columns.ts';
import { entries } from './log.ts';
import { listLog, oneEntryLog } from './many-log.ts';

function joined(text: string): Joined {
  const correlator = new Correlator();
  for (const [index, record] of entries(text).entries()) correlator.add(record, index);
  return correlator.joined;
}

function values({ columns }: Pick<Joined, 'columns'>, column: TextColumn, message: number): string[] {
  const { ids, starts, strings } = columns.dictionary(column);
  return Array.from(ids.slice(starts?.[message], starts?.[message + 1]), (id) => strings.at(id) ?? '');
}

test.each([
  ['in one entry', oneEntryLog],
  ['in an entry each', listLog],
])('a message of fifty thousand recipients %s is listed with all of them at once', (_, log) => {
  const all = joined(log(50_000));
  expect(new Set(values(all, 'to', 3)).size).toBe(50_000);
  expect(all.columns.numbers('recipients')[3]).toBe(50_000);
});

test('recipients of a long list are told apart without regard to case, each once', () => {
  const log = joined(oneEntryLog(40) + listLog(30).replaceAll('user1', 'USER2'));
  const wanted = columnsOf([...log.messages()]);
  for (const column of ['to', 'relayName', 'stat'] as const)
    expect(values(log, column, 3), column).toEqual(values({ columns: wanted }, column, 3));
});
