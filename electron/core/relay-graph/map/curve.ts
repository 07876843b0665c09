/**
 * The part of an edge that is near what is in sight. On a map of thousands of cards an edge is hundreds of thousands of
 * pixels long, and drawing its dashes in every frame would take longer than the frame.
 */
import { rounded } from '../time-picture.ts';

interface Curve {
  readonly xs: readonly [number, number, number, number];
  readonly ys: readonly [number, number, number, number];
}

/** Pixels: cut at multiples of this, so that dashes keep their places while the map is moved. */
const STEP = 2000;

/** The path itself where all of it is near, or where it is no curve of an edge. */
export function curveWithin(path: string, from: number, until: number): string {
  const curve = curveOf(path);
  if (curve === undefined || !Number.isFinite(from) || !Number.isFinite(until)) return path;
  const low = (Math.floor(from / STEP) - 1) * STEP;
  const high = (Math.ceil(until / STEP) + 1) * STEP;
  const [start, , , end] = curve.ys;
  if (Math.min(start, end) >= low && Math.max(start, end) <= high) return path;
  const at = [timeAt(curve, low), timeAt(curve, high)].sort((a, b) => a - b);
  return pathOf(between(curve, at[0] ?? 0, at[1] ?? 1));
}

function curveOf(path: string): Curve | undefined {
  const [x0, y0, x1, y1, x2, y2, x3, y3, ...rest] = path.split(/[MC ]/).filter(Boolean).map(Number);
  if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return undefined;
  if (x2 === undefined || y2 === undefined || x3 === undefined || y3 === undefined) return undefined;
  return rest.length > 0 ? undefined : { xs: [x0, x1, x2, x3], ys: [y0, y1, y2, y3] };
}

/** Edges only ever go down or only ever go up, so that halving finds the place. */
function timeAt({ ys }: Curve, height: number): number {
  const down = ys[3] >= ys[0];
  let low = 0;
  let high = 1;
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    if (pointAt(ys, middle) < height === down) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function pointAt([a, b, c, d]: Curve['ys'], t: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

function between({ xs, ys }: Curve, from: number, until: number): Curve {
  return { xs: part(xs, from, until), ys: part(ys, from, until) };
}

/** Of one coordinate, by de Casteljau: the blossom at the ends of the part. */
function part(points: Curve['xs'], from: number, until: number): Curve['xs'] {
  const at = (r: number, s: number, t: number): number => {
    const mix = (a: number, b: number, by: number): number => a + (b - a) * by;
    const [a, b, c, d] = points;
    const ab = mix(a, b, r);
    const bc = mix(b, c, r);
    const cd = mix(c, d, r);
    return mix(mix(ab, bc, s), mix(bc, cd, s), t);
  };
  return [at(from, from, from), at(from, from, until), at(from, until, until), at(until, until, until)];
}

function pathOf({ xs, ys }: Curve): string {
  const [first = '', ...others] = xs.map((x, i) => `${rounded(x)} ${rounded(ys[i] ?? 0)}`);
  return `M${first}C${others.join(' ')}`;
}
