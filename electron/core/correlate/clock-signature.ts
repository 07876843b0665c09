/**
 * What the times of a log follow from, as one line of text: of each source its offset, the changes of it, and the year of
 * each segment. Where a new year has begun the line grows, and times given out before stay what they were.
 */
import type { OffsetMinutes } from '#core/base/units.ts';
import type { TimeBasis } from '#core/records/log-record.ts';
import type { ResolvedYears } from './year-segments.ts';

/** Between sources, and between the two parts of one. */
const SOURCE = ';';
const PART = '|';

export interface SourceTimes {
  readonly zone: OffsetMinutes;
  readonly zoneBasis: TimeBasis;
  readonly changes: readonly { readonly zone: OffsetMinutes; readonly from: number }[];
  readonly years: ResolvedYears;
}

export function sourceSignature({ zone, zoneBasis, changes, years }: SourceTimes): string {
  const offsets = [`${zone} ${zoneBasis}`, ...changes.map((change) => `${change.from}:${change.zone}`)];
  const segments = years.years.map((year, i) => `${year}:${years.bases[i] ?? ''},`);
  return `${offsets.join()}${PART}${segments.join('')}`;
}

export function clockSignature(sources: readonly string[]): string {
  return sources.join(SOURCE);
}

/** Are the times of entries that were there at `before` the same `now`? */
export function timesHold(before: string, now: string): boolean {
  if (before === now || before === '') return true;
  const sources = now.split(SOURCE);
  return before.split(SOURCE).every((source, i) => sources[i]?.startsWith(source) === true);
}
