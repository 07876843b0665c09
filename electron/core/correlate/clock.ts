/**
 * Resolves the stamps of a growing log. Readings are kept in few bytes an entry (readings.ts); what they mean in UTC is
 * worked out on demand from the votes for the offset and the anchors for the year. `signature` tells whether times given
 * out before may have become wrong, which happens a few times near a log's beginning and then hardly ever.
 */
import type { Milliseconds, OffsetMinutes, RecordIndex } from '#core/base/units.ts';
import type { Kind, LogRecord, TimeBasis } from '#core/records/log-record.ts';
import { clockSignature } from './clock-signature.ts';
import { inYear, momentOf, nearestYear } from './evidence.ts';
import { Readings, type ReadingsState } from './readings.ts';
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
  readonly readings: ReadingsState;
  readonly sources: readonly SourceClockState[];
}

/** What forgetBefore() leaves room for. */
const KEPT = 16_384;
const HOUR = 3_600_000;
/** A stamp this near to its id, whatever the offset, shows the year. */
const FRESH = 15 * HOUR;
const QUEUE_LIFE = 30 * 24 * HOUR;

/** What the clock asks of an entry. */
export interface Stamped {
  readonly source: number;
  readonly kind: Kind;
  readonly index: RecordIndex;
  /** As in Stamp; NaN without one. */
  readonly wall: Milliseconds;
  readonly hasYear: boolean;
  readonly zone: OffsetMinutes | undefined;
}

export class Clock {
  #options: ClockOptions;
  readonly #readings = new Readings();
  /** They begin with this entry. */
  #base = 0;
  #sources: SourceClock[] = [];
  #stale = true;

  constructor(options: ClockOptions) {
    this.#options = options;
  }

  state(): ClockState {
    return { readings: this.#readings.state(), sources: this.#sources.map((source) => source.state()) };
  }

  /** Before anything is added. */
  restore({ readings, sources }: ClockState): void {
    this.#readings.restore(readings);
    for (const [number, source] of sources.entries()) this.#sourceClock(number).restore(source);
    this.#stale = true;
  }

  /** Nothing more is coming for now. */
  rest(): void {
    this.#readings.rest();
  }

  /** The same as take(), for who has nothing but records. */
  add(record: LogRecord, index: RecordIndex): void {
    const { source, kind, stamp } = record;
    const moment = momentOf(record);
    const { wall = NaN, hasYear = false, zone } = stamp ?? {};
    this.take({ source, kind, index, wall, hasYear, zone }, moment?.time ?? NaN, moment?.own === true);
  }

  /** Entries come in the order of `index`, none left out. `moment`: what the entry names, NaN for none; `own`: inside its own id. */
  take(entry: Stamped, moment: Milliseconds, own: boolean): void {
    const source = this.#sourceClock(entry.source);
    const { wall, hasYear, zone } = entry;
    if (Number.isNaN(wall)) {
      this.#readings.addNone();
      return;
    }
    if (zone !== undefined) source.stated(zone);
    const told = hasYear && zone !== undefined;
    const segment = told ? 0 : takeEvidence(entry, moment, own, source);
    this.#stale ||= !told;
    this.#readings.add(wall, hasYear, zone, entry.source, segment);
  }

  /** For a reader that goes on and never asks about earlier entries again: memory stays as it is. */
  forgetBefore(index: RecordIndex): void {
    if (index - this.#base < KEPT) return;
    this.#base = index;
    this.#readings.clear();
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
    const wall = this.#readings.wallAt(index - this.#base);
    if (Number.isNaN(wall)) return undefined;
    this.settle();
    const { hasYear, segment, ...shared } = this.#readings.sharedAt(index - this.#base);
    const source = this.#sourceClock(shared.source);
    const zone = shared.zone ?? source.zoneAt(index);
    const local = hasYear ? wall : inYear(wall, source.yearOf(segment));
    const zoneBasis = shared.zone === undefined ? source.zoneBasis : 'stamp';
    const yearBasis = hasYear ? 'stamp' : source.yearBasisOf(segment);
    return { time: local - zone * 60_000, zone, basis: weaker(zoneBasis, yearBasis) };
  }

  /** To about a day, without working the evidence out: for telling entries of different weeks apart. */
  roughTimeOf(index: RecordIndex): Milliseconds {
    const wall = this.#readings.wallAt(index - this.#base);
    if (Number.isNaN(wall)) return NaN;
    const { hasYear, source, segment } = this.#readings.sharedAt(index - this.#base);
    return hasYear ? wall : inYear(wall, this.#sourceClock(source).years.roughYear(segment));
  }

  /** Milliseconds UTC; NaN without a stamp. */
  millisecondsOf(index: RecordIndex): Milliseconds {
    const wall = this.#readings.wallAt(index - this.#base);
    if (Number.isNaN(wall)) return NaN;
    this.settle();
    const { hasYear, source, segment, zone } = this.#readings.sharedAt(index - this.#base);
    const clock = this.#sourceClock(source);
    const local = hasYear ? wall : inYear(wall, clock.yearOf(segment));
    return local - (zone ?? clock.zoneAt(index)) * 60_000;
  }

  /** Of an entry that has a time. */
  zoneAt(index: RecordIndex): OffsetMinutes {
    this.settle();
    const { zone, source } = this.#readings.sharedAt(index - this.#base);
    return zone ?? this.#sourceClock(source).zoneAt(index);
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

  #sourceClock(source: number): SourceClock {
    while (this.#sources.length <= source) {
      const { zone, modified } = this.#options;
      this.#sources.push(new SourceClock({ zone, modified: modified?.[this.#sources.length] }));
    }
    const found = this.#sources[source];
    if (found === undefined) throw new RangeError(`No source ${source}`);
    return found;
  }
}

/** Of a stamp without year or offset; answers its segment of the source's years. */
function takeEvidence(
  { kind, wall, hasYear, index }: Stamped,
  moment: Milliseconds,
  own: boolean,
  source: SourceClock,
): number {
  if (Number.isNaN(moment)) return hasYear ? 0 : source.years.add(wall, NO_ANCHORS);
  const year = hasYear ? undefined : nearestYear(wall, moment);
  const lag = (year === undefined ? wall : inYear(wall, year)) - moment;
  if (own && kind === 'from') source.votes.add(index, lag);
  if (!own) source.remoteVotes.add(index, lag + 30_000);
  else if (kind === 'to') source.weakVotes.add(index, lag);
  return year === undefined ? 0 : source.years.add(wall, anchorsOf(year, lag, own));
}

const NO_ANCHORS: YearAnchors = {};

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
