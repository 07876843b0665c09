import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasTerm, timeIn, timeTerm, toggled, withTerm, withTime, withoutTerm } from '#core/query/terms.ts';
import { parseFilter } from '#core/query/filter.ts';

const DAY = 86_400_000;
const noon = Date.UTC(2006, 9, 21, 12);

test('a term is put behind what stands there, and taken out again', () => {
  expect(withTerm('from:a', 'status:sent')).toBe('from:a status:sent');
  expect(withoutTerm('from:a status:sent to:b', 'status:sent')).toBe('from:a to:b');
  expect(toggled('', 'status:sent')).toBe('status:sent');
});

test('an OR is put in brackets, so that the term holds for both sides', () => {
  expect(withTerm('from:a OR to:b', 'status:sent')).toBe('(from:a OR to:b ) status:sent');
  expect(withoutTerm('(from:a OR to:b ) status:sent', 'status:sent')).toBe('(from:a OR to:b )');
});

test('one side of an OR does not count as a term that holds', () => {
  expect(hasTerm('from:a OR status:sent', 'status:sent')).toBe(false);
  expect(hasTerm('(from:a OR to:b ) status:sent', 'status:sent')).toBe(true);
});

test('an AND goes with the term it joined', () => {
  expect(withoutTerm('from:a AND status:sent', 'status:sent')).toBe('from:a');
  expect(withoutTerm('status:sent AND from:a', 'status:sent')).toBe('from:a');
  expect(withoutTerm('a AND status:sent AND b', 'status:sent')).toBe('a AND b');
});

test('blanks in quotes and in regular expressions do not part a term', () => {
  expect(hasTerm('a stat:"User unknown"', 'stat:"User unknown"')).toBe(true);
  expect(withoutTerm('stat:"status:sent b" status:sent', 'status:sent')).toBe('stat:"status:sent b"');
  expect(withoutTerm('/a status:sent b/ status:sent', 'status:sent')).toBe('/a status:sent b/');
});

test('a span of time is written in whole days where it can be, and replaces the one before', () => {
  expect(timeTerm({ from: noon - DAY / 2, until: noon + DAY / 2 })).toBe('time:2006-10-21');
  const hour = { from: noon, until: noon + 3_600_000 };
  expect(withTime('from:a time:2006 to:b', hour)).toBe('from:a to:b time:2006-10-21T12:00..2006-10-21T12:59');
  expect(withTime('from:a time:2006', undefined)).toBe('from:a');
});

test('the span that a filter asks for is the one that was put into it', () => {
  const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
  fc.assert(
    fc.property(seconds, fc.integer({ min: 1, max: 10_000_000 }), (from, length) => {
      const span = { from: from * 1000, until: (from + length) * 1000 };
      expect(timeIn(withTime('a', span))).toEqual(span);
    }),
  );
});

test('whatever was typed, a term that is put in holds, and taken out no longer', () => {
  const unit = fc.constantFrom('a', ' ', '(', ')', 'OR', '"', 'to:', '-', '\\');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
      fc.pre(parseFilter(text).ok);
      const added = withTerm(text, 'status:sent');
      expect([hasTerm(added, 'status:sent'), parseFilter(added).ok]).toEqual([true, true]);
      const gone = withoutTerm(added, 'status:sent');
      expect([hasTerm(gone, 'status:sent'), parseFilter(gone).ok]).toEqual([false, true]);
    }),
    { numRuns: 2000 },
  );
});
