import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toEnd } from '#core/base/steps.ts';
import { entryTest } from '#core/query/entry-test.ts';
import { parseLineFilter } from '#core/query/line-filter.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { encodeBatch } from '#core/records/batch-writer.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { searchesOf } from '#renderer/worker/text-search.ts';
import { entries, fixture } from '../../core/correlate/log.ts';

const POSITION = { source: 0, nextOffset: 0, nextLine: 1, alerts: [] };

function records(...lines: readonly string[]): LogRecord[] {
  return lines.map((raw, i): LogRecord => ({
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
}

function found(batch: RecordBatch, filter: string): number[] {
  const parsed = parseLineFilter(filter);
  const [node] = parsed.ok ? parsed.value.entryNodes : [];
  if (node === undefined) throw new Error(`${filter} looks at no lines`);
  const entriesFound = new Set<number>();
  const steps = searchesOf(node).batch(batch, (entry) => entriesFound.add(entry));
  if (steps !== undefined) toEnd(steps);
  return [...entriesFound].sort((a, b) => a - b);
}

function inLines(filter: string, ...lines: readonly string[]): number[] {
  return found(encodeBatch(records(...lines), POSITION), filter);
}

test('a word is found in every line that holds it', () => {
  expect(inLines('foo', 'Foo foo', 'bar', 'a FOO')).toEqual([0, 2]);
});

test('a word is not found across the end of a line', () => {
  expect(inLines('bc', 'ab', 'cd', 'abcd')).toEqual([2]);
});

test('letters that take several bytes are found, in either case where they have two', () => {
  expect(inLines('needle', 'İİİ', '日本 needle')).toEqual([1]);
  expect(inLines('日本', 'x 日本語', '日曜', 'nihon')).toEqual([0]);
  expect(inLines('é', 'É', 'e', 'é')).toEqual([0, 2]);
  expect(inLines('/本.$/', 'x 日本語', '本')).toEqual([0]);
});

test('an IPv6 address is found in whatever way it is written', () => {
  const lines = ['relay=a [IPv6:2001:db8:0:0:0:0:0:ab0]', 'relay=b [IPv6:2001:DB8::0AB0]', '2001:db8::ab1'];
  for (const asked of ['2001:db8::ab0', '2001:0db8:0::0ab0', '2001:DB8:0:0:0:0:0:ab0'])
    expect([asked, ...inLines(`ip:${asked}`, ...lines)]).toEqual([asked, 0, 1]);
  expect(inLines('ip:::ffff:192.0.2.123', 'x ::ffff:192.0.2.123', 'x ::ffff:c000:27b', '::1')).toEqual([
    0, 1,
  ]);
  expect(inLines('ip=0fd0::1', 'x fd0:0:0:0:0:0:0:1', 'fd0::2')).toEqual([0]);
  expect(inLines('ip:20*::0ab0', ...lines)).toEqual([1]);
});

test('wildcards and expressions stay within their line', () => {
  expect(inLines('a*d', 'ab', 'cd', 'abcd', 'd a')).toEqual([2]);
  expect(inLines('/a.*d$/', 'ab', 'cd', 'abcd', 'ad e')).toEqual([2]);
  expect(inLines('/^c/', 'ab', 'cd')).toEqual([1]);
});

const LOG = ['seed.log', 'seed-folded.log', 'real/checks.log', 'real/milter-jst.log'].flatMap((name) =>
  entries(fixture(name)),
);
const BLOCK = encodeBatch(LOG, POSITION);

/** Of which the line itself says something. */
const FIELDS = [
  'from',
  'to',
  'domain',
  'relay',
  'client',
  'ip',
  'qid',
  'msgid',
  'stat',
  'reject',
  'host',
  'program',
  'pid',
];

test('a block gives the entries that each have what is looked for, tried one by one', () => {
  const word = fc
    .tuple(fc.nat(LOG.length - 1), fc.nat(300), fc.integer({ min: 1, max: 12 }))
    .map(([i, from, length]) => (LOG[i]?.raw ?? '').slice(from, from + length).replaceAll(/["\\\n]/g, ' '));
  const filter = fc.oneof(
    word.map((text) => `"${text}x"`.replace('x"', '"')),
    word.map((text) => `/${text.replaceAll(/[^a-z0-9 ]/gi, '.')}/`),
    word.map((text) => `a${text.replaceAll(/[\s()/]/g, '*').slice(2)}?`),
    word.map((text) => `raw.stat:"${text}"`),
    word.map((text) => `ctladdr:"${text}"`),
    fc
      .tuple(fc.constantFrom(...FIELDS), fc.constantFrom(':', '='), fc.constantFrom('"', '/'), word)
      .map(([field, operator, mark, text]) =>
        mark === '"'
          ? `${field}${operator}"${text}"`
          : `${field}${operator}/${text.replaceAll(/\W/g, '.')}x?/`,
      ),
    fc.constantFrom(
      'ip:127.0.0.0/8',
      'size<2k',
      'delay>1',
      'from:<>',
      'reject:*',
      'to:*@*',
      'qid:?????????*',
    ),
    fc.constantFrom('xdelay>0', 'ruleset:check_rcpt', 'raw.size<2k', 'pri:/^3/'),
  );
  fc.assert(
    fc.property(filter, (text) => {
      const parsed = parseLineFilter(text);
      const [node] = parsed.ok ? parsed.value.entryNodes : [];
      fc.pre(node !== undefined);
      const holds = entryTest(node);
      const expected = LOG.flatMap((record, i) => (holds(record) ? [i] : []));
      expect(found(BLOCK, text)).toEqual(expected);
    }),
    { numRuns: 400 },
  );
});
