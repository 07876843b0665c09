/**
 * The year of stamps that have none. A source is cut into segments in which the year does not change; a segment
 * is tied to the one before it by a step (+1 where the calendar starts anew), or anchored by an id that says the
 * year. Years of unanchored segments follow from their neighbours, so lines before the first anchor get theirs too.
 */
import type { Milliseconds } from '#core/base/units.ts';
import type { TimeBasis } from '#core/records/log-record.ts';

const DAY = 86_400_000;
const YEAR = 366 * DAY;
/** Going back by more than this means that the calendar started anew, not that lines are out of order. */
const ROLLOVER = 120 * DAY;
/** Going forward by nearly a year means a straggler from before New Year. */
const STRAGGLER = YEAR - 45 * DAY;

interface Segment {
  readonly step: number;
  anchor?: number;
  weak?: number;
  remote?: number;
  /** Last reading, in the year 2000. */
  wall: Milliseconds;
  /** Best guess so far, for telling how far two entries are apart. */
  rough: number;
}

export interface YearAnchors {
  readonly own?: number;
  /** From an id much older than its line. */
  readonly weak?: number;
  readonly remote?: number;
}

export interface ResolvedYears {
  readonly years: readonly number[];
  readonly basis: TimeBasis;
  readonly bases: readonly TimeBasis[];
}

export interface YearSpan {
  readonly first: Milliseconds;
  readonly last: Milliseconds;
  readonly years: number;
}

export interface YearSegmentsState {
  readonly segments: readonly Readonly<Segment>[];
  readonly first: Milliseconds | undefined;
  readonly anchored: boolean;
}

export class YearSegments {
  #segments: Segment[] = [];
  #first: Milliseconds | undefined;
  #anchored = false;
  /** Changes with what resolve() would say. */
  revision = 0;

  state(): YearSegmentsState {
    const segments = this.#segments.map((segment) => ({ ...segment }));
    return { segments, first: this.#first, anchored: this.#anchored };
  }

  restore({ segments, first, anchored }: YearSegmentsState): void {
    this.#segments = segments.map((segment) => ({ ...segment }));
    this.#first = first;
    this.#anchored = anchored;
    this.revision++;
  }

  /** Number of the segment the reading belongs to. */
  add(wall: Milliseconds, anchors: YearAnchors): number {
    this.#first ??= wall;
    let last = this.#segments.at(-1);
    const step = last === undefined ? 0 : stepBetween(last.wall, wall);
    if (last === undefined || step !== 0) last = this.#open(step, wall);
    else if (anchors.own !== undefined && last.anchor !== undefined && last.anchor !== anchors.own) {
      last = this.#open(anchors.own - last.anchor, wall);
    }
    last.wall = wall;
    if (anchors.own !== undefined && last.anchor === undefined) this.#anchor(last, anchors.own);
    this.#note(last, 'weak', anchors.weak);
    this.#note(last, 'remote', anchors.remote);
    // Without any anchor the year hangs on the last reading.
    if (!this.#anchored) this.revision++;
    return this.#segments.length - 1;
  }

  roughYear(segment: number): number {
    return this.#segments[segment]?.rough ?? 2000;
  }

  /** First and last reading, in the year 2000, with how many New Years lie between; undefined for none. */
  get span(): YearSpan | undefined {
    const first = this.#first;
    const last = this.#segments.at(-1);
    if (first === undefined || last === undefined) return undefined;
    return { first, last: last.wall, years: this.#segments.reduce((sum, { step }) => sum + step, 0) };
  }

  /** As the reader says: `given` is the year of the first reading. */
  resolveGiven(given: number): ResolvedYears {
    return all(
      this.#follow((_, i) => (i === 0 ? given : undefined)),
      'option',
    );
  }

  resolve(modified: Milliseconds | undefined): ResolvedYears {
    const s = this.#segments;
    const own = this.#follow((x) => x.anchor);
    if (own !== undefined) return this.#withRollovers(own, 'queue-id', (x) => x.anchor);
    const remote = this.#follow((x) => x.remote);
    if (remote !== undefined) return this.#withRollovers(remote, 'remote-id', (x) => x.remote);
    const weak = this.#follow((x) => x.weak);
    if (weak !== undefined) return this.#withRollovers(weak, 'queue-id', (x) => x.weak);
    if (modified === undefined)
      return all(
        this.#follow((_, i) => (i === 0 ? 2000 : undefined)),
        'assumed',
      );
    return all(
      this.#follow((x, i) => (i === s.length - 1 ? lastYear(x.wall, modified) : undefined)),
      'file',
    );
  }

  #open(step: number, wall: Milliseconds): Segment {
    const segment: Segment = { step, wall, rough: (this.#segments.at(-1)?.rough ?? 2000) + step };
    this.#segments.push(segment);
    this.revision++;
    return segment;
  }

  #note(segment: Segment, kind: 'weak' | 'remote', year: number | undefined): void {
    if (year === undefined || segment[kind] !== undefined) return;
    segment[kind] = year;
    this.#anchored = true;
    this.revision++;
  }

  #anchor(segment: Segment, year: number): void {
    const first = this.#segments.every((s) => s.anchor === undefined);
    const difference = year - segment.rough;
    segment.anchor = year;
    this.#anchored = true;
    this.revision++;
    if (first) for (const s of this.#segments) s.rough += difference;
    else segment.rough = year;
  }

  #follow(known: (segment: Segment, i: number) => number | undefined): number[] | undefined {
    const years: (number | undefined)[] = this.#segments.map(known);
    if (years.every((y) => y === undefined)) return undefined;
    for (let i = 1; i < years.length; i++) {
      const before = years[i - 1];
      if (before !== undefined) years[i] ??= before + (this.#segments[i]?.step ?? 0);
    }
    for (let i = years.length - 2; i >= 0; i--) {
      years[i] ??= (years[i + 1] ?? 2000) - (this.#segments[i + 1]?.step ?? 0);
    }
    return years.map((y) => y ?? 2000);
  }

  #withRollovers(
    years: readonly number[],
    basis: TimeBasis,
    known: (s: Segment) => number | undefined,
  ): ResolvedYears {
    return { years, basis, bases: this.#segments.map((s) => (known(s) === undefined ? 'rollover' : basis)) };
  }
}

function all(years: readonly number[] | undefined, basis: TimeBasis): ResolvedYears {
  return { years: years ?? [], basis, bases: (years ?? []).map(() => basis) };
}

/** +1 where the calendar starts anew between two readings, -1 where the later one is a straggler. */
export function stepBetween(before: Milliseconds, now: Milliseconds): number {
  if (before - now > ROLLOVER) return 1;
  return now - before > STRAGGLER ? -1 : 0;
}

/** The latest year that puts the reading before the file's last change (a day of slack for the zone). */
function lastYear(wall: Milliseconds, modified: Milliseconds): number {
  const year = new Date(modified).getUTCFullYear();
  const date = new Date(wall);
  date.setUTCFullYear(year);
  return date.getTime() > modified + DAY ? year - 1 : year;
}
