import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextMemory } from '#core/correlate/text-memory.ts';

test('what is known of a text is known of no other', () => {
  const numbers = fc.array(fc.tuple(fc.nat(100_000), fc.integer({ min: 1, max: 255 })));
  fc.assert(
    fc.property(numbers, fc.array(fc.nat(100_000)), (known, asked) => {
      const memory = new TextMemory();
      for (const [text, value] of known) expect(memory.set(text, value)).toBe(value);
      const last = new Map(known);
      for (const text of [...asked, ...last.keys()]) expect(memory.get(text)).toBe(last.get(text) ?? 0);
    }),
  );
});
