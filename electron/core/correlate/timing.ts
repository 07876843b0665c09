import type { Milliseconds, OffsetMinutes } from '#core/base/units.ts';
import type { TimeBasis } from '#core/records/log-record.ts';

/** What the reader says about the log's clock, where its lines do not or are wrong. */
export interface GivenTimes {
  /** Of the log's first entry; later sources follow from it. */
  readonly year?: number;
  readonly zone?: OffsetMinutes;
}

/** What was decided about one source's clock, and from how much evidence. */
export interface LogTiming {
  readonly source: number;
  readonly zone: OffsetMinutes;
  readonly zoneBasis: TimeBasis;
  /** How many ids (or stamps) voted for the zone, of how many. */
  readonly votes: number;
  readonly voters: number;
  readonly yearBasis: TimeBasis;
}

/** A moment with the basis it stands on. */
export interface ResolvedTime {
  readonly time: Milliseconds;
  readonly zone: OffsetMinutes;
  readonly basis: TimeBasis;
}
