import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAscii } from '#core/lines/byte-texts.ts';

test('bytes are ASCII where none of them is above 127, wherever they lie in memory', () => {
  const memory = fc.uint8Array({ max: 127, maxLength: 40 });
  fc.assert(
    fc.property(memory, fc.nat(7), fc.nat(40), fc.nat(40), fc.nat(40), (all, skip, a, b, place) => {
      const bytes = all.subarray(skip);
      const [from, to] = [Math.min(a, b, bytes.length), Math.min(Math.max(a, b), bytes.length)];
      expect(isAscii(bytes, from, to)).toBe(true);
      bytes[place] = 200;
      expect(isAscii(bytes, from, to)).toBe(place >= bytes.length || place < from || place >= to);
    }),
    { numRuns: 1000 },
  );
});
