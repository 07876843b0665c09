import { expect, test } from 'vitest';
import type { LogRecord } from '#core/records/log-record.ts';
import { toldOf } from '#core/relay-graph/digest.ts';
import { printedLines } from '../../../../renderer/src/views/diagram/printed-lines.ts';
import { correlate } from '../../../core/correlate/log.ts';
import { listLog, MANY } from '../../../core/correlate/many-log.ts';

const raw = (record: LogRecord): string => record.raw;

async function printed(recipients: number) {
  const { message, records } = correlate(listLog(recipients));
  const read = (entries: readonly number[]) =>
    Promise.resolve(entries.flatMap((entry) => records[entry] ?? []));
  const told = await toldOf(
    message(MANY),
    { kindOf: (entry) => records[entry]?.kind ?? 'unparsed', read },
    {},
  );
  return printedLines([told], raw, read);
}

test('the page of a message has all its lines, also those that were not at hand', async () => {
  const { lines, more } = await printed(1000);
  expect([lines.length, more]).toEqual([1001, 0]);
  expect(lines[1000]).toContain('user999@');
});

test('the page of a message of very many lines ends, and says how many are left out', async () => {
  const { lines, more } = await printed(5000);
  expect(lines.length).toBeGreaterThan(1000);
  expect(lines.length + more).toBe(5001);
  expect(lines.join('\n').length).toBeLessThanOrEqual(300_000);
});
