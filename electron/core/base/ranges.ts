/** A set of whole numbers as ranges, lowest first, both ends included: a million rows that are chosen are one pair. */
export type Ranges = readonly (readonly [first: number, last: number])[];

export function countOf(ranges: Ranges): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

export function isIn(ranges: Ranges, n: number): boolean {
  return ranges.some(([first, last]) => n >= first && n <= last);
}

export function withRange(ranges: Ranges, first: number, last: number): Ranges {
  let [low, high] = [first, last];
  const apart: (readonly [number, number])[] = [];
  for (const range of ranges) {
    if (range[1] < low - 1 || range[0] > high + 1) apart.push(range);
    else [low, high] = [Math.min(low, range[0]), Math.max(high, range[1])];
  }
  return [...apart, [low, high] as const].sort((a, b) => a[0] - b[0]);
}

/** In when it was out, out when it was in. */
export function toggledIn(ranges: Ranges, n: number): Ranges {
  if (!isIn(ranges, n)) return withRange(ranges, n, n);
  return ranges.flatMap(([first, last]) => {
    if (n < first || n > last) return [[first, last] as const];
    const parts: (readonly [number, number])[] = [];
    if (first < n) parts.push([first, n - 1]);
    if (n < last) parts.push([n + 1, last]);
    return parts;
  });
}
