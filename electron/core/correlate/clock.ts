/**
 * Resolves the stamps of a growing log. Readings are kept in columns (21 bytes an entry); what they mean in UTC is
 * worked out on demand from the votes for the offset and the anchors for the year. `signature` tells whether times given
 * out before may have become wrong, which happens a few times near a log's beginning and then hardly ever.
 */
import type { Milliseconds, RecordIndex } from '#core/base/units.ts';
import type { Kind, LogRecord, Stamp, TimeBasis } from '#core/records/log-record.ts';
import { clockSignature } from './clock-signature.ts';
import { inYear, type Moment, momentOf, nearestYear } from './evidence.ts';
import { SourceClock, type SourceClockState } from './source-clock.ts';
import type { GivenTimes, LogTiming, ResolvedTime } from './timing.ts';
import { givenYears } from './given-years.ts';
import type { YearAnchors } from './year-segments.ts';

export interface ClockOptions extends GivenTimes {
  /** When each source was last changed: evidence for the year. */
  readonly modified?: readonly (Milliseconds | undefined)[];
}

/** Of every entry, and the evidence of each source. */
export interface ClockState {
  readonly wall: Float64Array<ArrayBuffer>;
  readonly flags: Uint8Array<ArrayBuffer>;
  readonly zone: Int16Array<ArrayBuffer>;
  readonly source: Uint16Array<ArrayBuffer>;
  readonly segment: Uint32Array<ArrayBuffer>;
  readonly sources: readonly SourceClockState[];
}

/** What forgetBefore() leaves room for. */
const KEPT = 16_384;
const HAS_YEAR = 1;
const HAS_ZONE = 2;
const HOUR = 3_600_000;
/** A stamp this near to its id, whatever the offset, shows the year. */
const FRESH = 15 * HOUR;
const QUEUE_LIFE = 30 * 24 * HOUR;

export class Clock {
  #options: ClockOptions;
  #wall = new Float64Array(1024);
  #flags = new Uint8Array(1024);
  #zone = new Int16Array(1024);
  #source = new Uint16Array(1024);
  #segment = new Uint32Array(1024);
  /** Columns begin with this entry. */
  #base = 0;
  #sources: SourceClock[] = [];
  #stale = true;

  constructor(options: ClockOptions) {
    this.#options = options;
  }

  /** `entries`: how many were added. */
  state(entries: number): ClockState {
    return {
      wall: this.#wall.slice(0, entries),
      flags: this.#flags.slice(0, entries),
      zone: this.#zone.slice(0, entries),
      source: this.#source.slice(0, entries),
      segment: this.#segment.slice(0, entries),
      sources: this.#sources.map((source) => source.state()),
    };
  }

  /** Before anything is added. */
  restore(state: ClockState): void {
    this.#wall = state.wall;
    this.#flags = state.flags;
    this.#zone = state.zone;
    this.#source = state.source;
    this.#segment = state.segment;
    for (const [number, source] of state.sources.entries()) this.#sourceClock(number).restore(source);
    this.#stale = true;
  }

  /** Entries come in the order of `index`. `moment`: what momentOf() says. */
  add(record: LogRecord, index: RecordIndex, moment = momentOf(record)): void {
    const at = index - this.#base;
    if (at >= this.#wall.length) this.#grow(at + 1);
    const source = this.#sourceClock(record.source);
    const stamp = record.stamp;
    this.#source[at] = record.source;
    this.#wall[at] = stamp?.wall ?? NaN;
    if (stamp === undefined) return;
    this.#flags[at] = (stamp.hasYear ? HAS_YEAR : 0) | (stamp.zone === undefined ? 0 : HAS_ZONE);
    this.#zone[at] = stamp.zone ?? 0;
    if (stamp.zone !== undefined) source.stated(stamp.zone);
    if (stamp.hasYear && stamp.zone !== undefined) return;
    this.#segment[at] = this.#takeEvidence(record.kind, stamp, moment, source, index);
    this.#stale = true;
  }

  /** For a reader that goes on and never asks about earlier entries again: memory stays as it is. */
  forgetBefore(index: RecordIndex): void {
    if (index - this.#base < KEPT) return;
    this.#base = index;
    this.#flags.fill(0);
  }

  /** The reader's own year and offset, in the place of the evidence. */
  overrule(given: GivenTimes): void {
    const { modified } = this.#options;
    this.#options = { ...given, ...(modified === undefined ? {} : { modified }) };
    for (const source of this.#sources) source.overrule(given.zone);
    this.#stale = true;
  }

  /** When each source was last changed, as it is now known. */
  setModified(modified: readonly (Milliseconds | undefined)[]): void {
    this.#options = { ...this.#options, modified };
    for (const [number, source] of this.#sources.entries()) source.setModified(modified[number]);
    this.#stale = true;
  }

  timeOf(index: RecordIndex): ResolvedTime | undefined {
    const at = index - this.#base;
    const wall = this.#wall[at];
    if (wall === undefined || Number.isNaN(wall)) return undefined;
    this.settle();
    const source = this.#sources[this.#source[at] ?? 0];
    if (source === undefined) return undefined;
    const flags = this.#flags[at] ?? 0;
    const ownZone = (flags & HAS_ZONE) !== 0;
    const ownYear = (flags & HAS_YEAR) !== 0;
    const zone = ownZone ? (this.#zone[at] ?? 0) : source.zoneAt(index);
    const segment = this.#segment[at] ?? 0;
    const local = ownYear ? wall : inYear(wall, source.yearOf(segment));
    const zoneBasis = ownZone ? 'stamp' : source.zoneBasis;
    const yearBasis = ownYear ? 'stamp' : source.yearBasisOf(segment);
    return { time: local - zone * 60_000, zone, basis: weaker(zoneBasis, yearBasis) };
  }

  /** To about a day, without working the evidence out: for telling entries of different weeks apart. */
  roughTimeOf(index: RecordIndex): Milliseconds {
    const at = index - this.#base;
    const wall = this.#wall[at] ?? NaN;
    if (((this.#flags[at] ?? 0) & HAS_YEAR) !== 0) return wall;
    const years = this.#sources[this.#source[at] ?? 0]?.years;
    return inYear(wall, years?.roughYear(this.#segment[at] ?? 0) ?? 2000);
  }

  /** Milliseconds UTC; NaN without a stamp. */
  millisecondsOf(index: RecordIndex): Milliseconds {
    const at = index - this.#base;
    const wall = this.#wall[at] ?? NaN;
    if (Number.isNaN(wall)) return NaN;
    this.settle();
    const source = this.#sources[this.#source[at] ?? 0];
    if (source === undefined) return NaN;
    const flags = this.#flags[at] ?? 0;
    const zone = (flags & HAS_ZONE) !== 0 ? (this.#zone[at] ?? 0) : source.zoneAt(index);
    const ownYear = (flags & HAS_YEAR) !== 0;
    return (ownYear ? wall : inYear(wall, source.yearOf(this.#segment[at] ?? 0))) - zone * 60_000;
  }

  /** Times of entries are the same as long as this is, or as timesHold() says. */
  get signature(): string {
    this.settle();
    return clockSignature(this.#sources.map((source) => source.signature));
  }

  timing(): readonly LogTiming[] {
    this.settle();
    return this.#sources.map((s, source) => s.timing(source));
  }

  /** Works the evidence so far out. */
  settle(): void {
    if (!this.#stale) return;
    this.#stale = false;
    const shared = this.#sources.map((s) => s.votedZone).find((z) => z !== undefined);
    for (const source of this.#sources) source.weigh(shared);
    const years = givenYears(this.#sources, this.#options.year);
    for (const [i, source] of this.#sources.entries()) source.decide(years[i]);
  }

  #takeEvidence(
    kind: Kind,
    { wall, hasYear }: Stamp,
    moment: Moment | undefined,
    source: SourceClock,
    index: RecordIndex,
  ): number {
    if (moment === undefined) return hasYear ? 0 : source.years.add(wall, {});
    const { time, own } = moment;
    const year = hasYear ? undefined : nearestYear(wall, time);
    const lag = (year === undefined ? wall : inYear(wall, year)) - time;
    if (own && kind === 'from') source.votes.add(index, lag);
    if (!own) source.remoteVotes.add(index, lag + 30_000);
    else if (kind === 'to') source.weakVotes.add(index, lag);
    return year === undefined ? 0 : source.years.add(wall, anchorsOf(year, lag, own));
  }

  #sourceClock(source: number): SourceClock {
    while (this.#sources.length <= source) {
      const { zone, modified } = this.#options;
      this.#sources.push(new SourceClock({ zone, modified: modified?.[this.#sources.length] }));
    }
    const found = this.#sources[source];
    if (found === undefined) throw new RangeError(`No source ${source}`);
    return found;
  }

  #grow(needed: number): void {
    const size = Math.max(1024, needed, Math.ceil(this.#wall.length * 1.5));
    this.#wall = enlarge(new Float64Array(size), this.#wall);
    this.#flags = enlarge(new Uint8Array(size), this.#flags);
    this.#zone = enlarge(new Int16Array(size), this.#zone);
    this.#source = enlarge(new Uint16Array(size), this.#source);
    this.#segment = enlarge(new Uint32Array(size), this.#segment);
  }
}

function enlarge<T extends { set(from: ArrayLike<number>): void }>(to: T, from: ArrayLike<number>): T {
  to.set(from);
  return to;
}

function anchorsOf(year: number, lag: Milliseconds, own: boolean): YearAnchors {
  const fresh = Math.abs(lag) <= FRESH;
  if (!own) return fresh ? { remote: year } : {};
  if (fresh) return { own: year };
  return lag > 0 && lag < QUEUE_LIFE ? { weak: year } : {};
}

const STRENGTH: readonly TimeBasis[] = [
  'stamp',
  'queue-id',
  'remote-id',
  'rollover',
  'option',
  'file',
  'assumed',
];

function weaker(a: TimeBasis, b: TimeBasis): TimeBasis {
  return STRENGTH.indexOf(a) > STRENGTH.indexOf(b) ? a : b;
}
