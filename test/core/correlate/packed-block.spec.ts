import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IntRows } from '#core/correlate/int-rows.ts';
import { PackedBlock } from '#core/correlate/packed-block.ts';

const WIDTH = 3;
const int32 = fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff });
/** As the columns of a log are: all the same, mostly 0, near each other, anything. */
const column = (rows: number): fc.Arbitrary<number[]> => {
  const many = (value: fc.Arbitrary<number>): fc.Arbitrary<number[]> =>
    fc.array(value, { minLength: rows, maxLength: rows });
  const near = int32.chain((from) => many(fc.constantFrom(0, from, Math.min(from + 200, 0x7fff_ffff))));
  const rare = fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: int32 });
  return fc.oneof(
    int32.chain((same) => many(fc.constant(same))),
    near,
    many(rare),
    many(int32),
  );
};
const blocks = fc
  .integer({ min: 1, max: 40 })
  .chain((rows) => fc.array(column(rows), { minLength: WIDTH, maxLength: WIDTH }))
  .map((columns) =>
    Int32Array.from(
      { length: WIDTH * (columns[0]?.length ?? 0) },
      (_, at) => columns[at % WIDTH]?.[Math.floor(at / WIDTH)] ?? 0,
    ),
  );

test('a packed block says what the block said, number by number and as a whole', () => {
  fc.assert(
    fc.property(blocks, (block) => {
      const packed = new PackedBlock(block, WIDTH);
      expect(packed.unpacked()).toEqual(block);
      const read = Array.from(block, (_, at) => packed.get(Math.floor(at / WIDTH), at % WIDTH));
      expect(read).toEqual([...block]);
    }),
  );
});

test('a block of columns that are alike, rare or near each other takes a fifth of its room', () => {
  const rows = 4096;
  const block = new Int32Array(rows * WIDTH);
  for (let row = 0; row < rows; row++) {
    block[row * WIDTH] = 7_000_000;
    if (row % 100 === 0) block[row * WIDTH + 1] = row * 1000;
    block[row * WIDTH + 2] = row % 5 === 0 ? 0 : 9_000_000 + 3 * row;
  }
  expect(new PackedBlock(block, WIDTH).bytes).toBeLessThan(block.byteLength / 5);
});

test('rows that rest can be read, written, added to and stored as before', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('add' as const) }),
    fc.record({ do: fc.constant('rest' as const) }),
    fc.record({ do: fc.constant('set' as const), row: fc.nat(9000), column: fc.nat(1), value: int32 }),
  );
  fc.assert(
    fc.property(fc.nat(9000), fc.array(step, { maxLength: 30 }), (count, steps) => {
      const rows = new IntRows(2);
      const plain: number[] = [];
      const add = (): void => {
        rows.add();
        plain.push(0, 0);
      };
      for (let i = 0; i < count; i++) add();
      for (const next of steps) {
        if (next.do === 'add') add();
        else if (next.do === 'rest') rows.rest();
        else if (next.row < rows.count) {
          rows.set(next.row, next.column, next.value);
          plain[next.row * 2 + next.column] = next.value;
        }
      }
      expect([...rows.state()]).toEqual(plain);
      const last = plain.length / 2 - 1;
      for (const row of [0, last >> 1, last]) expect(rows.get(row, 1)).toBe(plain[row * 2 + 1] ?? 0);
    }),
    { numRuns: 50 },
  );
});
