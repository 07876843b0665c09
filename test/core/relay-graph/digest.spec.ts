import { expect, test } from 'vitest';
import { graphOf, toldOf } from '#core/relay-graph/digest.ts';
import { ladder } from '#core/relay-graph/ladder.ts';
import { relayGraph } from '#core/relay-graph/relay-graph.ts';
import { storyOf } from '#core/relay-graph/story.ts';
import { entriesOf, type Told } from '#core/relay-graph/told.ts';
import { waterfall } from '#core/relay-graph/waterfall.ts';
import { correlate, type Correlated } from '../correlate/log.ts';
import { listLog, MANY, oneEntryLog, retriedLog } from '../correlate/many-log.ts';

const OPTIONS = { language: 'en', width: 960 } as const;
const LOGS = [
  ['an entry a recipient', listLog],
  ['all recipients in one entry', oneEntryLog],
  ['one recipient tried again and again', retriedLog],
] as const;

function told(log: Correlated): Promise<Told> {
  const entries = {
    kindOf: (entry: number) => log.records[entry]?.kind ?? 'unparsed',
    read: (wanted: readonly number[]) => Promise.resolve(wanted.flatMap((entry) => log.records[entry] ?? [])),
  };
  return toldOf(log.message(MANY), entries, {});
}

test.each(LOGS)(
  '%s: pictures and story of what a page is given are those of the whole message',
  async (_, make) => {
    const log = correlate(make(2000));
    const message = log.message(MANY);
    const graph = relayGraph(
      message,
      message.records.flatMap((entry) => log.records[entry] ?? []),
    );
    const given = await told(log);
    expect(graphOf(given)).toEqual(graph);
    expect(storyOf(given.message, graphOf(given), 'en')).toEqual(storyOf(message, graph, 'en'));
    expect(ladder(given.message, graph, OPTIONS, given.facts?.events)).toEqual(
      ladder(message, graph, OPTIONS),
    );
    expect(waterfall(given.message, OPTIONS, given.facts?.rows)).toEqual(waterfall(message, OPTIONS));
  },
);

test.each(LOGS)(
  '%s: what a page is given has all numbers of entries, and little else that grows',
  async (_, make) => {
    const [small, large] = await Promise.all([told(correlate(make(2000))), told(correlate(make(8000)))]);
    const log = correlate(make(8000));
    expect(entriesOf(large)).toEqual(log.message(MANY).records);
    const size = (given: Told): number =>
      JSON.stringify(given, (_key, value: unknown) => textsOf(value)).length;
    expect(size(large)).toBeLessThan(1.6 * size(small));
  },
);

/** Without lists of numbers, and without the lines themselves: one of them may have any length. */
function textsOf(value: unknown): unknown {
  const isNumbers = Array.isArray(value) && value.length > 20 && typeof value[0] === 'number';
  return isNumbers || (typeof value === 'string' && value.length > 1000) ? undefined : value;
}

test('an arrow, its first line and the session of its last one stay known among many entries', async () => {
  const { message, records, facts } = await told(correlate(listLog(5000)));
  const first = facts?.graph.edges.flatMap(({ recordIndexes: [entry] }) => entry ?? []) ?? [];
  expect(first.length).toBeGreaterThan(20);
  expect(first.filter((entry) => !message.records.includes(entry))).toEqual([]);
  expect(records).toHaveLength(message.records.length);
});
