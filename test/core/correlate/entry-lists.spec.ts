import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EntryLists } from '#core/correlate/entry-lists.ts';

test('entries of several messages, in any order and twice: each has its own, ascending and once', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(50)), { maxLength: 200 }), (added) => {
      const lists = new EntryLists();
      const ends = [0, 0, 0, 0];
      for (const [list, entry] of added) ends[list] = lists.add(ends[list] ?? 0, entry);
      const stored = new EntryLists(structuredClone(lists.state()));
      for (const [list, end] of ends.entries()) {
        const entries = new Set(added.filter(([of]) => of === list).map(([, entry]) => entry));
        const wanted = [...entries].sort((a, b) => a - b);
        expect(lists.all(end)).toEqual(wanted);
        expect(stored.all(end)).toEqual(wanted);
        expect(lists.last(end)).toBe(wanted.at(-1));
      }
    }),
  );
});
