import { expect, test } from 'vitest';
import { curveWithin } from '#core/relay-graph/map/curve.ts';

const LONG = 'M100 300C200 300 200 400000 300 400000';

function numbers(path: string): readonly number[] {
  return path.split(/[MC ]/).filter(Boolean).map(Number);
}

test('an edge that is near as a whole is drawn as it is', () => {
  const near = 'M100 300C200 300 200 900 300 900';
  expect(curveWithin(near, 0, 800)).toBe(near);
  expect(curveWithin(LONG, -Infinity, Infinity)).toBe(LONG);
});

test('of a very long edge the part in sight is drawn, ending where the whole one ends', () => {
  const path = numbers(curveWithin(LONG, 399_400, 400_200));
  expect(path.slice(-2)).toEqual([300, 400_000]);
  expect(path[1]).toBeCloseTo(396_000, -1);
});

test('whatever is in sight, the part lies on the whole edge, up or down', () => {
  for (const [whole, sight] of [
    [LONG, 150_000],
    ['M300 400000C200 400000 200 300 100 300', 250_000],
  ] as const) {
    const part = numbers(curveWithin(whole, sight, sight + 800));
    const ends = [part[1] ?? 0, part[7] ?? 0].sort((a, b) => a - b);
    expect(ends[0]).toBeLessThanOrEqual(sight);
    expect(ends[1]).toBeGreaterThanOrEqual(sight + 800);
    expect((ends[1] ?? 0) - (ends[0] ?? 0)).toBeLessThan(10_000);
    /* Halfway down an edge of this shape stands halfway across. */
    expect(part[0]).toBeGreaterThan(100);
    expect(part[0]).toBeLessThan(300);
  }
});
