import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Correlator } from '#core/correlate/correlator.ts';
import { EntryReader } from '#core/lines/entry-reader.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { correlateRecords, entries, fixture } from './log.ts';

const NAMES = [
  'seed.log',
  'real/default.log',
  'real/checks.log',
  'real/milter-jst.log',
  'real/verbose.log',
  'real/no-hasflock.log',
];
const TEXTS = NAMES.map(fixture);

function entriesInChunks(text: string, cuts: readonly number[]): LogRecord[] {
  const bytes = new TextEncoder().encode(text);
  const ends = [...new Set(cuts.map((c) => c % bytes.length)), bytes.length].sort((a, b) => a - b);
  const reader = new EntryReader({ source: 0 });
  let from = 0;
  const found = ends.flatMap((end) => {
    const chunk = bytes.subarray(from, end);
    from = end;
    return reader.push(chunk);
  });
  return [...found, ...reader.end()];
}

test('however the bytes arrive, the messages are the same', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TEXTS), fc.array(fc.nat(200_000), { maxLength: 30 }), (text, cuts) => {
      expect(correlateRecords(entriesInChunks(text, cuts)).messages).toEqual(
        correlateRecords(entries(text)).messages,
      );
    }),
    { numRuns: 25 },
  );
});

test('every arrival and delivery belongs to exactly one message, in any order of the lines', () => {
  const all = TEXTS.flatMap((t) => entries(t));
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 0, maxLength: all.length }), (records) => {
      const { messages } = correlateRecords(records);
      const counts = new Map<number, number>();
      for (const m of messages) for (const r of m.records) counts.set(r, (counts.get(r) ?? 0) + 1);
      const wanted = records.flatMap((r, i) =>
        (r.kind === 'from' || r.kind === 'to') && r.queueId !== undefined ? [i] : [],
      );
      expect(wanted.filter((i) => counts.get(i) !== 1)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test('asking in between changes nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TEXTS), fc.integer({ min: 1, max: 50 }), (text, step) => {
      const records = entries(text);
      const correlator = new Correlator();
      for (const [i, record] of records.entries()) {
        correlator.add(record, i);
        if (i % step === 0) correlator.result();
      }
      expect(correlator.result().messages).toEqual(correlateRecords(records).messages);
    }),
    { numRuns: 40 },
  );
});

test('parents and children name each other, and every id is unique', () => {
  for (const text of TEXTS) {
    const { messages } = correlateRecords(entries(text));
    const byId = new Map(messages.map((m) => [m.id, m]));
    expect(byId.size).toBe(messages.length);
    for (const m of messages) for (const c of m.children) expect(byId.get(c)?.parents).toContain(m.id);
    for (const m of messages) for (const p of m.parents) expect(byId.get(p)?.children).toContain(m.id);
  }
});

test('all recipients and statuses survive any text in the lines', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...TEXTS),
      fc.nat(),
      fc.string({ maxLength: 12, unit: 'binary' }),
      (text, at, noise) => {
        const place = at % text.length;
        const { messages } = correlateRecords(entries(text.slice(0, place) + noise + text.slice(place)));
        expect(messages.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 60 },
  );
});
