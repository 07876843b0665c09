/** The clock of one source: its votes for the offset, its years, and what follows from both. */
import type { Milliseconds, OffsetMinutes } from '#core/base/units.ts';
import type { TimeBasis } from '#core/records/log-record.ts';
import { sourceSignature } from './clock-signature.ts';
import type { LogTiming } from './timing.ts';
import { YearSegments, type ResolvedYears, type YearSegmentsState } from './year-segments.ts';
import { ZoneVotes, type ZoneVotesState } from './zone-votes.ts';

export interface SourceClockOptions {
  readonly zone: OffsetMinutes | undefined;
  readonly modified: Milliseconds | undefined;
}

const NO_YEARS: ResolvedYears = { years: [], basis: 'stamp', bases: [] };

type Change = { readonly zone: OffsetMinutes; readonly from: number };

export interface SourceClockState {
  readonly years: YearSegmentsState;
  readonly votes: ZoneVotesState;
  readonly weakVotes: ZoneVotesState;
  readonly remoteVotes: ZoneVotesState;
  readonly stated: OffsetMinutes | undefined;
  readonly statedCount: number;
}

export class SourceClock {
  readonly years = new YearSegments();
  /** By ids on arrival lines; the others count only where there are none. */
  readonly votes = new ZoneVotes();
  readonly weakVotes = new ZoneVotes();
  readonly remoteVotes = new ZoneVotes();
  #options: SourceClockOptions;
  #stated: OffsetMinutes | undefined;
  #statedCount = 0;
  #zone: OffsetMinutes = 0;
  #zoneBasis: TimeBasis = 'assumed';
  #voted: ZoneVotes = this.votes;
  #changes: readonly Change[] = [];
  /** What the evidence says; `#resolved` is what holds. */
  #evident: ResolvedYears = NO_YEARS;
  #resolved: ResolvedYears = NO_YEARS;
  #signature = '';
  #settled = '';

  constructor(options: SourceClockOptions) {
    this.#options = options;
  }

  /** The evidence. What the reader or the file says about the clock is not part of it. */
  state(): SourceClockState {
    return {
      years: this.years.state(),
      votes: this.votes.state(),
      weakVotes: this.weakVotes.state(),
      remoteVotes: this.remoteVotes.state(),
      stated: this.#stated,
      statedCount: this.#statedCount,
    };
  }

  restore(state: SourceClockState): void {
    this.years.restore(state.years);
    this.votes.restore(state.votes);
    this.weakVotes.restore(state.weakVotes);
    this.remoteVotes.restore(state.remoteVotes);
    this.#stated = state.stated;
    this.#statedCount = state.statedCount;
    this.#settled = '';
  }

  /** A line of this source gives its own offset. */
  stated(zone: OffsetMinutes): void {
    this.#stated = zone;
    this.#statedCount++;
  }

  /** What the reader knows better; undefined leaves it to the evidence. */
  overrule(zone: OffsetMinutes | undefined): void {
    this.#options = { ...this.#options, zone };
    this.#settled = '';
  }

  setModified(modified: Milliseconds | undefined): void {
    if (modified === this.#options.modified) return;
    this.#options = { ...this.#options, modified };
    this.#settled = '';
  }

  /** The year of the first reading by the evidence; undefined where there is none, only a guess. */
  get evidentYear(): number | undefined {
    return this.#evident.basis === 'assumed' ? undefined : this.#evident.years[0];
  }

  get votedZone(): OffsetMinutes | undefined {
    return this.votes.winner;
  }

  /** Works the evidence out. `shared`: what another source of the log found. */
  weigh(shared: OffsetMinutes | undefined): void {
    const revisions = [this.years, this.votes, this.weakVotes, this.remoteVotes].map((x) => x.revision);
    const settled = `${revisions.join()} ${shared ?? ''} ${this.#stated ?? ''}`;
    if (settled === this.#settled) return;
    this.#settled = settled;
    this.#settleZone(shared);
    this.#evident = this.years.resolve(this.#options.modified);
  }

  /** After weigh(). `year`: of the first reading, by the reader. */
  decide(year: number | undefined): void {
    this.#resolved = year === undefined ? this.#evident : this.years.resolveGiven(year);
    this.#signature = sourceSignature({
      zone: this.#zone,
      zoneBasis: this.#zoneBasis,
      changes: this.#changes,
      years: this.#resolved,
    });
  }

  /** What was decided, in one text. */
  get signature(): string {
    return this.#signature;
  }

  zoneAt(place: number): OffsetMinutes {
    let zone = this.#changes[0]?.zone ?? this.#zone;
    for (const change of this.#changes) {
      if (change.from > place) break;
      zone = change.zone;
    }
    return zone;
  }

  get zoneBasis(): TimeBasis {
    return this.#zoneBasis;
  }

  yearOf(segment: number): number {
    return this.#resolved.years[segment] ?? 2000;
  }

  yearBasisOf(segment: number): TimeBasis {
    return this.#resolved.bases[segment] ?? 'assumed';
  }

  timing(source: number): LogTiming {
    const stamped = this.#statedCount > 0 && this.#resolved.years.length === 0;
    return {
      source,
      zone: stamped ? (this.#stated ?? 0) : this.#zone,
      zoneBasis: stamped ? 'stamp' : this.#zoneBasis,
      votes: stamped ? this.#statedCount : this.#voted.votesFor(this.#zone),
      voters: stamped ? this.#statedCount : this.#voted.voters,
      yearBasis: this.#resolved.years.length === 0 ? 'stamp' : this.#resolved.basis,
    };
  }

  #settleZone(shared: OffsetMinutes | undefined): void {
    const { zone } = this.#options;
    const own = [this.votes, this.weakVotes].find((v) => v.winner !== undefined);
    const remote = this.remoteVotes.winner;
    if (zone !== undefined) this.#decide(zone, 'option', this.votes, []);
    else if (own?.winner !== undefined) this.#decide(own.winner, 'queue-id', own, own.changes());
    else if (shared !== undefined) this.#decide(shared, 'queue-id', this.votes, []);
    else if (remote !== undefined) this.#decide(remote, 'remote-id', this.remoteVotes, []);
    else this.#decide(this.#stated ?? 0, this.#stated === undefined ? 'assumed' : 'stamp', this.votes, []);
  }

  #decide(zone: OffsetMinutes, basis: TimeBasis, voted: ZoneVotes, changes: readonly Change[]): void {
    this.#zone = zone;
    this.#zoneBasis = basis;
    this.#voted = voted;
    this.#changes = changes;
  }
}
