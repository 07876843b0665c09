/** A stable sort of numbers that stops now and then, so that whoever works it can pause or give up. */

/** Moves between two stops: a few milliseconds. */
const STRETCH = 50_000;
const RUN = 16;

/** 0 to count - 1 in order; `before` tells whether the first comes truly before the second. */
export function* sortedOrder(
  count: number,
  before: (a: number, b: number) => boolean,
): Generator<undefined, Uint32Array> {
  let from = Uint32Array.from({ length: count }, (_, i) => i);
  for (let start = 0; start < count; start += RUN)
    insertionSort(from, start, Math.min(start + RUN, count), before);
  let to = new Uint32Array(count);
  let moved = 0;
  for (let width = RUN; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      const middle = Math.min(start + width, count);
      const end = Math.min(start + 2 * width, count);
      yield* merge(from, to, start, middle, end, before);
      moved += end - start;
      if (moved < STRETCH) continue;
      moved = 0;
      yield;
    }
    [from, to] = [to, from];
  }
  return from;
}

function insertionSort(
  order: Uint32Array,
  start: number,
  end: number,
  before: (a: number, b: number) => boolean,
): void {
  for (let i = start + 1; i < end; i++) {
    const value = order[i] ?? 0;
    let at = i;
    for (; at > start && before(value, order[at - 1] ?? 0); at--) order[at] = order[at - 1] ?? 0;
    order[at] = value;
  }
}

function* merge(
  from: Uint32Array,
  to: Uint32Array,
  start: number,
  middle: number,
  end: number,
  before: (a: number, b: number) => boolean,
): Generator<undefined, void> {
  /* Mostly a log is in order already. */
  if (middle >= end || !before(from[middle] ?? 0, from[middle - 1] ?? 0)) {
    to.set(from.subarray(start, end), start);
    return;
  }
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    const takeRight = left >= middle || (right < end && before(from[right] ?? 0, from[left] ?? 0));
    to[at] = (takeRight ? from[right++] : from[left++]) ?? 0;
    if ((at - start) % STRETCH === STRETCH - 1) yield;
  }
}
