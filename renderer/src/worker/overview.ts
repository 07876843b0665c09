/** What the messages that are found look like as a whole. Works on columns, with pauses in which newer calls are taken. */
import type { IndexCalls, Overview } from '#core/contract/index-protocol.ts';
import { FACETS, facetSteps, type Facet } from '#core/overview/facets.ts';
import { timelineSteps } from '#core/overview/timeline.ts';
import { timeIn } from '#core/query/terms.ts';
import { inStretches, pause } from './giving-way.ts';
import type { LogIndex } from './log-index.ts';

const MINUTE = 60_000;

/** `signal`: a newer question has come. */
export async function overviewOf(
  index: LogIndex,
  signal: AbortSignal,
  ...[filter, sort, besides, wanted]: IndexCalls['overview']['args']
): Promise<Overview> {
  const { numbers } = await index.query.findAll(filter, sort, besides);
  const { columns } = index;
  /* The log may have changed since: then it is asked again soon, and until then no number is beyond it. */
  const rows = numbers.length === columns.count ? undefined : within(numbers, columns.count);
  const total = numbers.length;
  const zone = (index.timing[0]?.zone ?? 0) * MINUTE;
  const timeline =
    wanted.bars === 0
      ? undefined
      : await inStretches(
          timelineSteps(columns, { rows, zone, span: timeIn(filter), most: wanted.bars }),
          signal,
        );
  const facets: Facet[] = [];
  for (const name of wanted.values === 0 ? [] : FACETS) {
    await pause(signal);
    facets.push(await inStretches(facetSteps(columns, rows, name, wanted.values), signal));
  }
  return {
    total,
    ...(timeline === undefined ? {} : { timeline }),
    ...(wanted.values === 0 ? {} : { facets }),
  };
}

function within(numbers: Uint32Array, count: number): Uint32Array {
  for (const number of numbers) if (number >= count) return numbers.filter((n) => n < count);
  return numbers;
}
