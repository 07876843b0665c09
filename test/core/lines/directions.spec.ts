import { expect, test } from 'vitest';
import { withoutTurns } from '#core/lines/directions.ts';

test('marks that would turn the rest of a line around are shown by their codes, other text stays', () => {
  expect(withoutTurns('relay=mx.\u202eevil\u2069.test')).toBe('relay=mx.<U+202E>evil<U+2069>.test');
  expect(withoutTurns('שלום@עברית.test メール')).toBe('שלום@עברית.test メール');
});
