import fc from 'fast-check';
import { expect, test } from 'vitest';
import { segmentsOf } from '#core/query/highlight.ts';

test('each word keeps its number, in whatever case it stands', () => {
  expect(segmentsOf('To=<A>, stat=Sent', ['sent', 'to'])).toEqual([
    { text: 'To', word: 1 },
    { text: '=<A>, stat=' },
    { text: 'Sent', word: 0 },
  ]);
});

test('of two words at one place the longer one is marked', () => {
  expect(segmentsOf('relays', ['relay', 'relays'])).toEqual([{ text: 'relays', word: 1 }]);
});

test('a letter that grows with its case marks nothing rather than something else', () => {
  expect(segmentsOf('İstanbul sent', ['sent'])).toEqual([{ text: 'İstanbul sent' }]);
});

test('no text is lost or made up, and only words are marked', () => {
  const unit = fc.constantFrom('a', 'b', 'A', 'İ', '<', ' ');
  const text = fc.string({ unit, maxLength: 30 });
  fc.assert(
    fc.property(
      text,
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 3 })),
      (raw, words) => {
        const segments = segmentsOf(raw, words);
        expect(segments.map((segment) => segment.text).join('')).toBe(raw);
        for (const { text: part, word } of segments) {
          if (word !== undefined) expect(part.toLowerCase()).toBe(words[word]);
        }
      },
    ),
  );
});
