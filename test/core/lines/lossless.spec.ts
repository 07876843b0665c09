/** Every byte of a log is in the entries made of it, or between them as a line's end, a blank line or a hole of NULs. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ENCODINGS } from '#core/lines/encoding.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { bytes, fixture, readAll } from './read.ts';

const piece = fc.oneof(
  fc
    .constantFrom(
      'Oct 21 23:01:58 mx sendmail[1811]: k9LE1v98001811: from=<a@b>, size=1, class=0, nrcpts=1, relay=c [1.2.3.4]',
      'Oct 21 23:02:02 mx sendmail[1813]: k9LE1v98001811: to=<d@e>, delay=00:00:04, mailer=local, stat=Sent',
      '日本語の注',
      'caf\u00e9',
    )
    .map(bytes),
  fc.uint8Array({ maxLength: 40 }),
);
const end = fc.constantFrom('\n', '\r\n', '\n\n', '\n\0\0\0', '\0\n', '').map(bytes);
const data = fc
  .array(fc.tuple(piece, end), { maxLength: 12 })
  .map((parts) => Uint8Array.from(parts.flatMap(([line, after]) => [...line, ...after])));
const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 8 });
const encoding = fc.constantFrom(...ENCODINGS);

function decoderOf(name: string): (part: Uint8Array) => string {
  if (name === 'iso-8859-1') return latin1;
  const decoder = new TextDecoder(name, { ignoreBOM: true });
  /* Node's Shift_JIS, unlike the standard's, takes 1A, 1C and 7F for one another; plain text needs no decoding. */
  return (part) => (part.every((byte) => byte < 0x80) ? latin1(part) : decoder.decode(part));
}

function latin1(part: Uint8Array): string {
  return Buffer.from(part).toString('latin1');
}

/** What may stand between two entries: blanks, NULs and ends of lines, and the mark at the file's beginning. */
function isSeparator(part: Uint8Array): boolean {
  return part.every((byte) => byte <= 0x20 || [0xef, 0xbb, 0xbf].includes(byte));
}

/** Each entry is the line that begins at its offset, and nothing but separators stands between entries. */
function expectNothingLost(
  all: Uint8Array,
  records: readonly LogRecord[],
  decode: (b: Uint8Array) => string,
): void {
  expect(isSeparator(all.subarray(0, records[0]?.offset ?? all.length))).toBe(true);
  for (const [i, { raw, offset }] of records.entries()) {
    const next = records[i + 1]?.offset ?? all.length;
    const newline = all.indexOf(10, offset);
    const lineEnd = newline < 0 ? all.length : newline;
    expect(lineEnd).toBeLessThanOrEqual(next);
    expect(raw).toBe(decode(all.subarray(offset, lineEnd)).replace(/^\uFEFF/, ''));
    expect(isSeparator(all.subarray(lineEnd, next))).toBe(true);
  }
}

test('a line of plain characters stays as it is in every encoding', () => {
  const all = Uint8Array.from([...bytes('a\x1a\x1c\x7f'), 10]);
  for (const name of ENCODINGS)
    expect(readAll(all, { decode: decoderOf(name) }, [3]).map(({ raw }) => raw)).toEqual(['a\x1a\x1c\x7f']);
});

test('in any chunks and any encoding, the entries and what separates them are the whole log', () => {
  fc.assert(
    fc.property(data, sizes, encoding, (all, cuts, name) => {
      const decode = decoderOf(name);
      const records = readAll(all, { decode }, cuts).filter((r) => r.lineCount === 1);
      fc.pre(records.length === readAll(all, { decode }, cuts).length);
      expectNothingLost(all, records, decode);
    }),
    { numRuns: 400 },
  );
});

/** Lines with something in them, in any order. */
function linesIn(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\0+/, ''))
    .filter((line) => /[^\0-\x20]/.test(line))
    .sort();
}

const NAMES = ['seed-folded.log', 'real/milter-jst.log', 'real/checks.log', 'real/default-rfc5424.log'];

test('folded entries, split ones and the remarks between them hold every line once', () => {
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), fc.nat(), fc.nat(4000), sizes, (name, from, length, cuts) => {
      const whole = fixture(name);
      const start = from % whole.length;
      const all = whole.subarray(start, start + length);
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(all);
      const records = readAll(all, {}, cuts);
      expect(linesIn(records.map((r) => r.raw).join('\n'))).toEqual(linesIn(text));
    }),
    { numRuns: 200 },
  );
});

test('journal entries of any form hold every line once', () => {
  const entry =
    '__CURSOR=s=1\n__REALTIME_TIMESTAMP=1161439318000000\n_HOSTNAME=mx\nSYSLOG_IDENTIFIER=sm-mta\nMESSAGE=k9LE1v98001811: to=<a@b>, delay=00:00:01, mailer=local, stat=Sent\n\n';
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 }), fc.nat(400), sizes, (count, cut, cuts) => {
      const text = entry.repeat(count).slice(0, -1 - (cut % entry.length));
      const records = readAll(text, {}, cuts);
      expect(linesIn(records.map((r) => r.raw).join('\n'))).toEqual(linesIn(text));
    }),
  );
});
