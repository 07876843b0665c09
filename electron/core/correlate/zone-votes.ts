/**
 * Which offset does a log's clock have? Every id made here says when, in UTC, its series began; the arrival line
 * follows at once or seconds later, so local stamp - id time is the offset plus a small lag. Ids of long sessions
 * lag by minutes or hours and find no offset or a wrong one, so the ids vote (grammar of queue ids, "smallest lag").
 * Runs of agreeing votes are kept with their place, which is how daylight saving and moved clocks are followed.
 */
import type { Milliseconds, OffsetMinutes } from '#core/base/units.ts';

const MINUTE = 60_000;
/** Arrival lines later than this after their id say nothing about the offset. */
const LAG = 2 * MINUTE;
/** A clock a little slow against the id's second. */
const EARLY = 1500;
/** So many votes in a row make a change of offset believable. */
export const BELIEVED = 3;
const ODD_ZONES = new Set([345, 525, 765]);

interface Run {
  readonly zone: OffsetMinutes;
  readonly from: number;
  count: number;
}

/** The offset that a lag of `lag` milliseconds stands for, or undefined when it stands for none that exists. */
export function zoneOfLag(lag: Milliseconds): OffsetMinutes | undefined {
  const zone = Math.floor((lag + EARLY) / (15 * MINUTE)) * 15;
  if (lag - zone * MINUTE > LAG || zone < -12 * 60 || zone > 14 * 60) return undefined;
  return zone % 30 === 0 || ODD_ZONES.has(zone) ? zone + 0 : undefined;
}

export interface ZoneVotesState {
  readonly voters: number;
  readonly counts: readonly (readonly [OffsetMinutes, number])[];
  readonly winner: OffsetMinutes | undefined;
  readonly runs: readonly Readonly<Run>[];
}

export class ZoneVotes {
  voters = 0;
  /** Changes with the winner or the believable changes, not with every vote. */
  revision = 0;
  #counts = new Map<OffsetMinutes, number>();
  #winner: OffsetMinutes | undefined;
  #runs: Run[] = [];

  state(): ZoneVotesState {
    const runs = this.#runs.map((run) => ({ ...run }));
    return { voters: this.voters, counts: [...this.#counts], winner: this.#winner, runs };
  }

  restore({ voters, counts, winner, runs }: ZoneVotesState): void {
    this.voters = voters;
    this.#counts = new Map(counts);
    this.#winner = winner;
    this.#runs = runs.map((run) => ({ ...run }));
    this.revision++;
  }

  /** A vote of the entry at `place`; places ascend. */
  add(place: number, lag: Milliseconds): void {
    this.voters++;
    const zone = zoneOfLag(lag);
    if (zone === undefined) return;
    const count = (this.#counts.get(zone) ?? 0) + 1;
    this.#counts.set(zone, count);
    if (zone !== this.#winner && count > this.votesFor(this.#winner)) {
      this.#winner = zone;
      this.revision++;
    }
    this.#extendRuns(zone, place);
  }

  get winner(): OffsetMinutes | undefined {
    return this.#winner;
  }

  votesFor(zone: OffsetMinutes | undefined): number {
    return zone === undefined ? 0 : (this.#counts.get(zone) ?? 0);
  }

  /** The believable changes of offset, by place. Empty when the winner holds everywhere. */
  changes(): readonly Readonly<Run>[] {
    const believed: Run[] = [];
    for (const run of this.#runs) {
      if (run.count >= BELIEVED && believed.at(-1)?.zone !== run.zone) believed.push(run);
    }
    return believed.length < 2 ? [] : believed;
  }

  #extendRuns(zone: OffsetMinutes, place: number): void {
    const runs = this.#runs;
    while (runs.length > 1 && runs.at(-1)?.zone !== zone && (runs.at(-1)?.count ?? 0) < BELIEVED) {
      if (runs.at(-2)?.zone !== zone) break;
      runs.pop();
    }
    const last = runs.at(-1);
    if (last?.zone !== zone) runs.push({ zone, from: place, count: 1 });
    else if (++last.count === BELIEVED) this.revision++;
  }
}
