/**
 * The year that the reader gives is that of the log's first entry. A rotated set goes on over New Year, so each later
 * source stands as far from the first as the evidence says; where there is none, it follows the source before it.
 */
import type { SourceClock } from './source-clock.ts';
import { stepBetween, type YearSpan } from './year-segments.ts';

/** The year of each source's first entry; nothing for sources whose stamps have years of their own. */
export function givenYears(
  sources: readonly SourceClock[],
  given: number | undefined,
): readonly (number | undefined)[] {
  if (given === undefined) return [];
  let before: { readonly span: YearSpan; readonly year: number } | undefined;
  let moved: number | undefined;
  return sources.map((source) => {
    const { span } = source.years;
    if (span === undefined) return undefined;
    const evident = source.evidentYear;
    const year =
      before === undefined
        ? given
        : evident !== undefined && moved !== undefined
          ? evident + moved
          : before.year + before.span.years + stepBetween(before.span.last, span.first);
    if (evident !== undefined) moved ??= year - evident;
    before = { span, year };
    return year;
  });
}
