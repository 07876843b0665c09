import type { Box, Point } from './diagram-layout.ts';

/** Where an arrow leaves a card, where its text stands, and where it arrives. */
export interface Way {
  readonly start: Point;
  /** Height of the straight part, and its ends: the text stands on it. */
  readonly y: number;
  readonly left: number;
  readonly right: number;
  readonly tip: Point;
  /** Where a long way up or down has a track of its own, so that many arrows stay apart. */
  readonly track?: number;
  /** On to the row below. */
  readonly folded?: FoldedWay;
}

/** Where a line turns down beside its row, runs back between the rows, and turns down again. */
export interface FoldedWay {
  readonly right: number;
  readonly y: number;
  readonly left: number;
}

/** From card to card: a curve to the lane, straight under the text, a curve to the tip. */
export function wayPath({ start, y, left, right, tip, track, folded }: Way, arrow: number): string {
  const end = tip.x - arrow;
  const parts = [
    `M${n(start.x)} ${n(start.y)}`,
    track === undefined ? curve(start, { x: left, y }) : bend(start, { x: left, y }, track),
    `H${n(right)}`,
    folded === undefined ? curve({ x: right, y }, { x: end, y: tip.y }) : fold(folded, tip.y, end),
  ];
  return parts.join('');
}

const CORNER = 8;

/** From the height of its text, at the end of the straight part. */
function fold({ right, y, left }: FoldedWay, tip: number, end: number): string {
  const r = CORNER;
  const first = `H${n(right - r)}q${r} 0 ${r} ${r}V${n(y - r)}q0 ${r} ${-r} ${r}`;
  return `${first}H${n(left + r)}q${-r} 0 ${-r} ${r}V${n(tip - r)}q0 ${r} ${r} ${r}H${n(end)}`;
}

const RADIUS = 12;

/** Straight to the track, along it, and straight on, with round corners. */
function bend(from: Point, to: Point, track: number): string {
  const height = to.y - from.y;
  const r = Math.min(RADIUS, Math.abs(height) / 2, track - from.x, to.x - track);
  if (r < 4) return curve(from, to);
  const down = Math.sign(height) * r;
  const first = `H${n(track - r)}Q${n(track)} ${n(from.y)} ${n(track)} ${n(from.y + down)}`;
  return `${first}V${n(to.y - down)}Q${n(track)} ${n(to.y)} ${n(track + r)} ${n(to.y)}H${n(to.x)}`;
}

/**
 * Tracks for arrows that fan out from `starts` to `ends`, both from top to bottom: those that go furthest turn first,
 * so no two of them cross. Undefined where the way is short enough for a curve.
 */
export function tracks(
  starts: readonly number[],
  ends: readonly number[],
  from: number,
  to: number,
): readonly (number | undefined)[] {
  const ways = ends.map((end, i) => end - (starts[i] ?? end));
  if (ends.length < 4) return ways.map(() => undefined);
  const up = ways.filter((w) => w < 0).length;
  const step = Math.min(7, (to - from - 2 * RADIUS) / Math.max(1, up, ends.length - up));
  return ways.map((way, i) =>
    way < 0 ? from + RADIUS + i * step : from + RADIUS + (ends.length - 1 - i) * step,
  );
}

function curve(from: Point, to: Point): string {
  if (Math.abs(from.y - to.y) < 0.5) return `H${n(to.x)}`;
  const middle = (from.x + to.x) / 2;
  return `C${n(middle)} ${n(from.y)} ${n(middle)} ${n(to.y)} ${n(to.x)} ${n(to.y)}`;
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Heights of `count` arrows along the side of a card, close together around its middle. */
export function ports(box: Box, count: number, most = 22): readonly number[] {
  const middle = box.y + box.height / 2;
  const step = count < 2 ? 0 : Math.min(most, (box.height - 28) / (count - 1));
  return Array.from({ length: count }, (_, i) => middle + (i - (count - 1) / 2) * step);
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}

export function moved<T extends Point>(thing: T, x: number, y: number): T {
  return { ...thing, x: thing.x + x, y: thing.y + y };
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
