import type { Box, Point } from './diagram-layout.ts';

/** Where an arrow leaves a card, where its text stands, and where it arrives. */
export interface Way {
  readonly start: Point;
  /** Height of the straight part, and its ends: the text stands on it. */
  readonly y: number;
  readonly left: number;
  readonly right: number;
  readonly tip: Point;
}

/** From card to card: a curve to the lane, straight under the text, a curve to the tip. */
export function wayPath({ start, y, left, right, tip }: Way, arrow: number): string {
  const end = tip.x - arrow;
  const parts = [`M${n(start.x)} ${n(start.y)}`, curve(start, { x: left, y }), `H${n(right)}`, curve({ x: right, y }, { x: end, y: tip.y })];
  return parts.join('');
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
