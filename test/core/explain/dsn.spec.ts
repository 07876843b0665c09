import { expect, test } from 'vitest';
import { here } from './seed-line.ts';

test('success, not yet and failure are told apart', () => {
  expect(here('to', 'dsn', '2.0.0')).toMatch(/^Success/);
  expect(here('to', 'dsn', '4.4.1')).toMatch(/^Not yet/);
  expect(here('to', 'dsn', '5.1.1')).toMatch(/^Failed for good; there is no such mailbox/);
});

test('every detail of RFC 3463 has words of its own', () => {
  const listed = [9, 5, 6, 8, 6, 6, 8].flatMap((last, i) =>
    Array.from({ length: last }, (_, d) => `5.${String(i + 1)}.${String(d)}`),
  );
  const texts = listed
    .filter((code) => code !== '5.1.5')
    .map((code) => here('to', 'dsn', code, { language: 'ja' }));
  expect(new Set(texts).size).toBe(texts.length);
});

test('an unlisted detail falls back to its subject, and nonsense is called so', () => {
  expect(here('to', 'dsn', '5.4.99')).toContain('it is about the network');
  expect(here('to', 'dsn', '5.9.99')).toContain('not in the public list');
  expect(here('to', 'dsn', 'x')).toContain('not in the usual form');
});
