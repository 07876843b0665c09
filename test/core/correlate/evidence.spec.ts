import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inYear, nearestYear } from '#core/correlate/evidence.ts';

const DAY = 86_400_000;

test('a reading without a year is of the year in which it comes nearest to what its id says', () => {
  const wall = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2001, 0, 1) - 1 });
  const instant = fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2106, 0, 1) });
  fc.assert(
    fc.property(fc.array(fc.tuple(wall, instant)), (readings) => {
      for (const [reading, moment] of readings) {
        const year = nearestYear(reading, moment);
        const distance = (of: number): number => Math.abs(inYear(reading, of) - moment);
        expect(distance(year)).toBeLessThanOrEqual(Math.min(distance(year - 1), distance(year + 1)));
      }
    }),
  );
});

test.each([
  ['2000-02-29', 2024, '2024-02-29'],
  ['2000-02-29', 2023, '2023-03-01'],
  ['2000-12-31', 2023, '2023-12-31'],
  ['2000-12-31', 2024, '2024-12-31'],
  ['2000-01-01', 2100, '2100-01-01'],
])('%s is in %i the day %s, whichever year was asked for before', (day, year, moved) => {
  for (const before of [year - 1, year, year + 1]) {
    inYear(Date.parse(day), before);
    expect(new Date(inYear(Date.parse(day), year)).toISOString().slice(0, 10)).toBe(moved);
    expect(nearestYear(Date.parse(day), Date.parse(moved) + DAY)).toBe(year);
  }
});
