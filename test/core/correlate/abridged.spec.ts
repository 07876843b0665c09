import { expect, test } from 'vitest';
import { isLarge, recipientRow, rowOf } from '#core/correlate/abridged.ts';
import { cellOf } from '#renderer/i18n/cells.ts';
import { correlate } from './log.ts';
import { listLog, MANY, retriedLog } from './many-log.ts';
import { many, message, recipient, sent } from '../relay-graph/messages.ts';

const LIST = correlate(listLog(1000)).message(MANY);

test('a row of a message of a thousand recipients is small, names the first ones and says how many there are', () => {
  const row = rowOf(LIST);
  expect(JSON.stringify(row).length).toBeLessThan(10_000);
  expect(row.recipients.slice(0, 20)).toEqual(LIST.recipients.slice(0, 20));
  expect(row.whole).toEqual({ recipients: 1000, statuses: { sent: 857, bounced: 143 } });
  const { text, title } = cellOf('to', row, 'en');
  expect(text).toBe('user0@d0.example.net +999 more');
  expect(title.split('\n').at(-1)).toMatch(/^\+9\d\d more$/);
});

test('a row shows the longest delay and the next server, whichever recipient they are of', () => {
  const first = Array.from({ length: 400 }, (_, i) => recipient(`u${String(i)}@x.test`, { delay: 1 }));
  const all = message({ recipients: [...first, sent('slow@far.test', { delay: 9000 })] });
  for (const column of ['delay', 'next', 'status'] as const)
    expect(cellOf(column, rowOf(all), 'en').text, column).toBe(cellOf(column, all, 'en').text);
});

test('a usual message is handed over as it is', () => {
  const usual = many(20);
  expect(isLarge(usual)).toBe(false);
  expect(rowOf(usual)).toBe(usual);
});

test('a recipient in a window of recipients says how often it was tried', () => {
  const [late] = correlate(retriedLog(500)).message(MANY).recipients;
  expect(late && recipientRow(late)).toMatchObject({ to: 'late@example.net', attempts: 500 });
});
