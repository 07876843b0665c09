import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Readings } from '#core/correlate/readings.ts';

const DAY = 86_400_000;
const reading = fc.record({
  /* Now and then weeks or years away from the one before. */
  wall: fc.oneof(
    fc.integer({ min: 0, max: 1000 }),
    fc.integer({ min: -40 * DAY, max: 40 * DAY }),
    fc.integer({ min: -200_000 * DAY, max: 200_000 * DAY }),
  ),
  hasYear: fc.boolean(),
  zone: fc.constantFrom(undefined, 0, 540),
  source: fc.nat(2),
  segment: fc.nat(1),
});

test('what a stamp says is there again, in whatever order entries are asked for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(reading), { maxLength: 40 }),
      fc.array(fc.nat(45)),
      fc.boolean(),
      (all, asked, stored) => {
        let readings = new Readings();
        for (const one of all) {
          if (one === null) readings.addNone();
          else readings.add(one.wall, one.hasYear, one.zone, one.source, one.segment);
        }
        if (stored) {
          const state = structuredClone(readings.state());
          readings = new Readings();
          readings.restore(state);
        }
        readings.rest();
        for (const place of asked) {
          const one = all[place] ?? null;
          expect(readings.wallAt(place)).toBe(one?.wall ?? NaN);
          if (one === null) continue;
          const { wall, ...shared } = one;
          expect(readings.sharedAt(place)).toMatchObject(shared);
          expect(wall).toBe(readings.wallAt(place));
        }
      },
    ),
  );
});

test('lines of one file and one year are one stretch, four bytes each', () => {
  const readings = new Readings();
  for (let i = 0; i < 5000; i++) readings.add(1000 * i, false, undefined, 0, 0);
  const { offsets, stretches } = readings.state();
  expect(offsets.byteLength).toBe(20_000);
  expect(stretches).toHaveLength(1);
});
