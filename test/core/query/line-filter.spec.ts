import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EntryReader } from '#core/lines/entry-reader.ts';
import { encodeBatch } from '#core/records/batch-writer.ts';
import { entriesMatching, parseLineFilter } from '#core/query/line-filter.ts';

const text = readFileSync('test/fixtures/real/default.log', 'utf8');
const reader = new EntryReader({ source: 0 });
const records = [...reader.push(new TextEncoder().encode(text)), ...reader.end()];
const batch = encodeBatch(records, { source: 0, nextOffset: 0, nextLine: 0, alerts: [] });

function found(filter: string): readonly string[] {
  const parsed = parseLineFilter(filter);
  if (!parsed.ok) throw new Error(`${filter}: ${parsed.error.code}`);
  const bits = entriesMatching(parsed.value, batch);
  return records.filter((_, i) => bits[i] === 1).map(({ raw }) => raw);
}

/** As grep would. */
function lines(test: (line: string) => boolean): readonly string[] {
  return records.map(({ raw }) => raw).filter(test);
}

test('words are found in whatever case, all of them in one line', () => {
  const expected = lines((line) => /user unknown/i.test(line) && line.includes('example.test'));
  expect(expected.length).toBeGreaterThan(2);
  expect(found('"USER unknown" example.test')).toEqual(expected);
});

test('a word is not found across two lines', () => {
  const end = records[0]?.raw.slice(-6) ?? '';
  const begin = records[1]?.raw.slice(0, 6) ?? '';
  expect(found(`"${end}${begin}"`)).toEqual([]);
});

test('a minus leaves out, an OR takes either, brackets hold together', () => {
  expect(found('-stat')).toEqual(lines((line) => !line.toLowerCase().includes('stat')));
  expect(found('su (alice OR bob)')).toEqual(lines((line) => /su/i.test(line) && /alice|bob/i.test(line)));
});

test('fields of every line: program, pid, queue id, kind', () => {
  expect(found('program:su').length).toBe(records.filter(({ program }) => program?.includes('su')).length);
  expect(found('qid:6AO3chff000188')).toEqual(lines((line) => line.includes('6AO3chff000188:')));
  expect(found('kind:from').length).toBe(records.filter(({ kind }) => kind === 'from').length);
  expect(found('pid:189').length).toBe(records.filter(({ pid }) => pid === 189).length);
});

test('any key as logged is a field, and what is pasted from a line is found', () => {
  const deferred = lines((line) => /stat=Deferred/.test(line));
  expect(found('stat:deferred')).toEqual(deferred);
  expect(found('stat=Deferred')).toEqual(deferred);
  expect(found('stat!=Deferred kind:to').length + deferred.length).toBe(found('kind:to').length);
  expect(found('nosuchkey:x')).toEqual([]);
});

test('a wildcard covers the whole of a field', () => {
  expect(found('mailer:e*p')).toEqual(lines((line) => line.includes('mailer=esmtp')));
});

test('a batch searched as a whole finds what line by line finds', () => {
  const slices = fc
    .nat(text.length - 10)
    .chain((from) => fc.integer({ min: 1, max: 8 }).map((length) => text.slice(from, from + length)))
    .filter((word) => !/["\\\s]/.test(word));
  fc.assert(
    fc.property(slices, (word) => {
      expect(found(`"${word}"`)).toEqual(lines((line) => line.toLowerCase().includes(word.toLowerCase())));
    }),
    { numRuns: 60 },
  );
});
