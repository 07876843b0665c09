/** What the messages that are found look like as a whole. Works on columns, with pauses in which newer calls are taken. */
import type { IndexCalls, Overview } from '#core/contract/index-protocol.ts';
import type { Message } from '#core/correlate/message.ts';
import { FACETS, facetOf, type Facet, type Rows } from '#core/overview/facets.ts';
import { timelineOf } from '#core/overview/timeline.ts';
import { timeIn } from '#core/query/terms.ts';
import type { LogIndex } from './log-index.ts';

const MINUTE = 60_000;

export async function overviewOf(
  index: LogIndex,
  ...[filter, sort, besides, wanted]: IndexCalls['overview']['args']
): Promise<Overview> {
  const { messages } = await index.query.find(filter, sort, besides);
  const { columns } = index;
  const rows = rowsOf(messages, index.messages);
  const total = messages.length;
  const zone = (index.timing[0]?.zone ?? 0) * MINUTE;
  const timeline =
    wanted.bars === 0
      ? undefined
      : timelineOf(columns, { rows, zone, span: timeIn(filter), most: wanted.bars });
  const facets: Facet[] = [];
  for (const name of wanted.values === 0 ? [] : FACETS) {
    await new Promise((resolve) => setTimeout(resolve));
    facets.push(facetOf(columns, rows, name, wanted.values));
  }
  return {
    total,
    ...(timeline === undefined ? {} : { timeline }),
    ...(wanted.values === 0 ? {} : { facets }),
  };
}

const numbers = new WeakMap<readonly Message[], ReadonlyMap<Message, number>>();

/** Numbers of the messages that were found; undefined when it is all of them. */
function rowsOf(found: readonly Message[], all: readonly Message[]): Rows {
  if (found.length === all.length) return undefined;
  const known = numbers.get(all) ?? new Map(all.map((message, i) => [message, i]));
  numbers.set(all, known);
  return Uint32Array.from(found, (message) => known.get(message) ?? 0);
}
