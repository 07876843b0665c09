import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextSpecial } from '#core/lines/special-bytes.ts';

test('every control byte and byte above 127 is found, wherever it stands', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 200 }),
      fc.array(fc.tuple(fc.nat(199), fc.constantFrom(0, 9, 10, 13, 31, 32, 127, 128, 200, 255)), {
        maxLength: 6,
      }),
      fc.nat(7),
      (length, marks, shift) => {
        const bytes = new Uint8Array(length + shift).fill(97).subarray(shift);
        for (const [at, byte] of marks) if (at < length) bytes[at] = byte;
        const found: number[] = [];
        for (let i = nextSpecial(bytes, 0); i < length; i = nextSpecial(bytes, i + 1)) found.push(i);
        expect(found).toEqual([...bytes.keys()].filter((i) => (bytes[i] ?? 0) < 32 || (bytes[i] ?? 0) > 127));
      },
    ),
    { numRuns: 500 },
  );
});
