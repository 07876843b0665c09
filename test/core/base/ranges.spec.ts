import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countOf, isIn, toggledIn, withRange, type Ranges } from '#core/base/ranges.ts';

test('neighbours become one range', () => {
  expect(withRange(withRange([], 1, 3), 4, 5)).toEqual([[1, 5]]);
});

test('what is taken out of the middle leaves both sides', () => {
  expect(toggledIn([[1, 5]], 3)).toEqual([
    [1, 2],
    [4, 5],
  ]);
});

test('ranges hold what a set would hold', () => {
  const step = fc.oneof(
    fc.record({ toggle: fc.nat(20) }),
    fc.record({ from: fc.nat(20), length: fc.nat(5) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const set = new Set<number>();
      let ranges: Ranges = [];
      for (const s of steps) {
        if ('toggle' in s) {
          if (!set.delete(s.toggle)) set.add(s.toggle);
          ranges = toggledIn(ranges, s.toggle);
        } else {
          for (let n = s.from; n <= s.from + s.length; n++) set.add(n);
          ranges = withRange(ranges, s.from, s.from + s.length);
        }
      }
      expect(countOf(ranges)).toBe(set.size);
      for (let n = 0; n < 30; n++) expect(isIn(ranges, n)).toBe(set.has(n));
    }),
  );
});
