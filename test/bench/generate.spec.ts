import { expect, test } from 'vitest';
import { Correlator } from '#core/correlate/correlator.ts';
import { isQueueId } from '#core/formats/sendmail/queue-id.ts';
import { EntryReader } from '#core/lines/entry-reader.ts';
import { logLines } from './generate.mjs';

const COUNT = 4000;
const TEXT = [...logLines(COUNT)].join('');

function read() {
  const reader = new EntryReader({ source: 0 });
  return [...reader.push(new TextEncoder().encode(TEXT)), ...reader.end()];
}

test('the same length gives the same log', () => {
  expect([...logLines(COUNT)].join('')).toBe(TEXT);
});

test('a generated log has as many entries as was asked for, and all of them are understood', () => {
  const records = read();
  expect(records).toHaveLength(COUNT);
  expect(records.filter(({ kind }) => kind === 'unparsed')).toEqual([]);
  expect(records.every(({ queueId }) => queueId === undefined || isQueueId(queueId))).toBe(true);
});

test('its messages are sent, retried, bounced and refused, on both sides of New Year', () => {
  const correlator = new Correlator();
  for (const [index, record] of read().entries()) correlator.add(record, index);
  const { messages } = correlator.result();
  const recipients = messages.flatMap((m) => m.recipients);
  expect(new Set(recipients.map(({ status }) => status))).toEqual(new Set(['sent', 'bounced', 'rejected']));
  expect(recipients.some(({ attempts }) => attempts.length > 2)).toBe(true);
  const years = messages.map(({ arrived }) => new Date(arrived ?? 0).getUTCFullYear());
  expect(new Set(years)).toEqual(new Set([2025, 2026]));
});
