import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextList } from '#core/correlate/text-numbers.ts';
import { TextTable } from '#core/correlate/text-table.ts';

function listOf(texts: readonly string[]): TextList {
  let end = 0;
  return { joined: texts.join(''), ends: Uint32Array.from(['', ...texts], (text) => (end += text.length)) };
}

const TEXTS = fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 300 });

test('every text comes back by its number, the same text by the same one', () => {
  fc.assert(
    fc.property(TEXTS, (texts) => {
      const table = new TextTable();
      const ids = texts.map((text, i) => (i % 2 === 0 ? table.id(text) : table.repeated(text)));
      expect(ids.map((id) => table.text(id))).toEqual(texts);
      expect(new Set(ids).size).toBe(new Set(texts).size);
      expect(texts.map((text) => table.find(text))).toEqual(ids);
    }),
  );
});

test('many texts at once have the numbers that they have one by one', () => {
  fc.assert(
    fc.property(TEXTS, TEXTS, (before, texts) => {
      const [one, many] = [new TextTable(), new TextTable()];
      for (const text of before) expect(many.id(text)).toBe(one.id(text));
      const list = listOf(texts);
      expect([...many.idsOf(list)].slice(1)).toEqual(texts.map((text) => one.id(text)));
      expect(texts.map((text) => many.find(text))).toEqual(texts.map((text) => one.find(text)));
    }),
  );
});

test('a table of many thousand texts is the same when it is read back, and grows on', () => {
  const table = new TextTable();
  const texts = Array.from({ length: 10_000 }, (_, i) => `user${i}@example.test`);
  const ids = texts.map((text) => table.id(text));
  const again = TextTable.from(structuredClone(table.state()));
  expect(ids.map((id) => again.text(id))).toEqual(texts);
  expect(texts.map((text) => again.id(text))).toEqual(ids);
  expect(again.text(again.id('one more'))).toBe('one more');
  expect(again.id('one more')).toBe(table.id('one more'));
});

test('the first text that is looked for in a table that was read back is found', () => {
  const table = new TextTable();
  const ids = Array.from({ length: 3000 }, (_, i) => table.id(`user${i}@example.test`));
  const again = TextTable.from(structuredClone(table.state()));
  expect(again.find('user7@example.test')).toBe(ids[7]);
});

test('a table that was at rest finds its texts again and grows on', () => {
  const table = new TextTable();
  const texts = Array.from({ length: 5000 }, (_, i) => `user${i}@example.test`);
  const ids = texts.map((text) => table.repeated(text));
  table.rest();
  expect(ids.map((id) => table.text(id))).toEqual(texts);
  expect(table.find('user7@example.test')).toBe(ids[7]);
  table.rest();
  expect(table.id('one more')).toBe(table.count - 1);
  expect(texts.map((text) => table.repeated(text))).toEqual(ids);
});

test('what is not there has no number, and the empty text is not the absent one', () => {
  const table = new TextTable();
  expect(table.find('x')).toBe(0);
  expect(table.idOf(undefined)).toBe(0);
  expect(table.id('')).not.toBe(0);
  expect(table.optional(0)).toBeUndefined();
});
