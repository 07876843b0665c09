/** A line that was damaged on its way says less, and never something else: above all never another recipient. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Correlator } from '#core/correlate/correlator.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { fixture, readAll } from '../../lines/read.ts';

const HEAD = 'Nov 24 03:38:32 mx sm-mta[167]: 6AO3cWpY000167: ';
const TAIL =
  'delay=00:00:00, xdelay=00:00:00, mailer=esmtp, pri=30096, relay=mx.x.test. [192.0.2.2], dsn=2.0.0, stat=Sent (Ok: queued as 4BqK01XyZz)';
const MADE = [
  `to=<ann@b.test>,<cyril@d.test>, ${TAIL}`,
  `to=<ann@b.test>,<cyril@d.test>,<eve@f.test>, [more], ctladdr=<x@y.test> (1/2), ${TAIL}`,
  `to=alice,bob@x.test, ctladdr=root (0/0), ${TAIL}`,
  `to=<"odd, name"@x.test>,<ann@b.test>, ${TAIL}`,
  `to="|/bin/cat > /dev/null", ctladdr=<pipe@x.test> (8/0), ${TAIL}`,
].map((text) => HEAD + text);
const REAL = ['real/default.log', 'real/checks.log', 'real/verbose.log']
  .flatMap((name) => readAll(fixture(name)))
  .filter((r) => r.kind === 'to' && r.lineCount === 1)
  .map((r) => r.raw);

interface Line {
  readonly text: string;
  /** Where the value of `to=` begins and ends. */
  readonly list: readonly [number, number];
  readonly recipients: readonly string[];
  /** Its fields' names: lines of one shape differ in values only. */
  readonly shape: string;
}

function recipientsOf(records: readonly LogRecord[]): readonly string[] {
  const correlator = new Correlator();
  for (const [i, record] of records.entries()) correlator.add(record, i);
  return correlator.result().messages.flatMap((m) => m.recipients.map((r) => r.to));
}

function readBytes(line: Uint8Array): readonly string[] {
  return recipientsOf(readAll(line));
}

function lineOf(text: string): Line {
  const start = text.indexOf('to=') + 3;
  const fields = readAll(text)[0]?.fields ?? [];
  const to = fields.find(([key]) => key === 'to')?.[1] ?? '';
  const shape = fields.map(([key]) => key).join(' ');
  return { text, list: [start, start + to.length], recipients: recipientsOf(readAll(text)), shape };
}

const LINES = [...MADE, ...REAL].map(lineOf);
const line = fc.constantFrom(...LINES);

/** Fewer of the recipients that were there, and none besides; one that is hit may come in up to `pieces`. */
function expectNoOther(found: readonly string[], { recipients }: Line, pieces: 0 | 2): void {
  const others = found.filter((to) => !recipients.includes(to));
  expect(others.length, others.join(' | ')).toBeLessThanOrEqual(pieces);
  expect(found.length).toBeLessThanOrEqual(recipients.length + pieces);
}

function isIn(at: number, [start, end]: readonly [number, number]): boolean {
  return at >= start && at < end;
}

test('the lines under test name their recipients', () => {
  expect(LINES.length).toBeGreaterThan(100);
  expect(LINES.filter(({ recipients }) => recipients.length === 0)).toEqual([]);
});

test('a flipped byte outside the list of recipients changes none of them', () => {
  fc.assert(
    fc.property(line, fc.nat(), fc.integer({ min: 1, max: 255 }), (l, place, flip) => {
      const bytes = new TextEncoder().encode(l.text);
      const at = place % bytes.length;
      fc.pre(!isIn(at, l.list));
      bytes[at] = (bytes[at] ?? 0) ^ flip;
      expectNoOther(readBytes(bytes), l, 0);
    }),
    { numRuns: 600 },
  );
});

test('a flipped byte inside the list hurts only the recipient it falls into', () => {
  fc.assert(
    fc.property(line, fc.nat(), fc.integer({ min: 1, max: 255 }), (l, place, flip) => {
      const bytes = new TextEncoder().encode(l.text);
      const [start, end] = l.list;
      const at = start + (place % (end - start));
      bytes[at] = (bytes[at] ?? 0) ^ flip;
      expectNoOther(readBytes(bytes), l, 2);
    }),
    { numRuns: 600 },
  );
});

test(
  'a line cut anywhere, with or without its newline, names no other recipient',
  { timeout: 60_000 },
  () => {
    // Every place of the lines made for this and of the first of each shape; the others, which are like it, at places that shift.
    const shapes = new Set<string>();
    for (const [i, l] of LINES.entries()) {
      const every = i < MADE.length || !shapes.has(l.shape) ? 1 : 23;
      shapes.add(l.shape);
      for (let end = 1 + (i % every); end < l.text.length; end += every)
        for (const last of ['', '\n'])
          expectNoOther(recipientsOf(readAll(l.text.slice(0, end) + last)), l, 0);
    }
  },
);

test('a stretch that was lost or written twice outside the list changes no recipient', () => {
  fc.assert(
    fc.property(line, fc.nat(), fc.integer({ min: 1, max: 40 }), fc.boolean(), (l, place, length, twice) => {
      const at = place % l.text.length;
      const end = Math.min(l.text.length, at + length);
      fc.pre(at >= l.list[1] || end < l.list[0] - 3);
      const text = l.text.slice(0, twice ? end : at) + l.text.slice(twice ? at : end);
      expectNoOther(recipientsOf(readAll(text)), l, 0);
    }),
    { numRuns: 600 },
  );
});

test('a line that was written over the end of another one names no recipient of neither', () => {
  fc.assert(
    fc.property(line, line, fc.nat(), (l, other, place) => {
      const cut = l.list[1] + (place % (l.text.length - l.list[1]));
      const both = { ...l, recipients: [...l.recipients, ...other.recipients] };
      expectNoOther(recipientsOf(readAll(l.text.slice(0, cut) + other.text)), both, 0);
    }),
    { numRuns: 300 },
  );
});
