import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { entriesOf } from '#core/relay-graph/told.ts';
import { listLog, MANY } from '../../core/correlate/many-log.ts';
import { BY_TIME, WorkerBench, batchesOf, facts, soon } from './worker-bench.ts';

const COUNT = 3000;

async function opened(logId: string): Promise<WorkerBench> {
  const bench = new WorkerBench();
  await bench.call('open', logId, [facts()]);
  bench.session(logId).finish(batchesOf(listLog(COUNT)));
  await soon(() => expect(bench.changes.at(-1)?.state.partial).toBe(false));
  return bench;
}

test('a message of many recipients comes with its pictures, some of its lines and the numbers of all', async () => {
  const bench = await opened('many1');
  const told = await bench.call('message', `mx/${MANY}`);
  expect(told?.records.length).toBeLessThan(500);
  expect(told?.message.whole?.recipients).toBe(COUNT);
  expect(told && entriesOf(told)).toHaveLength(COUNT + 1);
  expect(told?.facts?.graph.title.more).toBe(COUNT - 1);
});

test('its other lines and recipients come in windows', async () => {
  const bench = await opened('many2');
  const told = await bench.call('message', `mx/${MANY}`);
  const last = told === undefined ? [] : entriesOf(told).slice(-2);
  const records = await bench.call('entries', last);
  expect(records.map(({ raw }) => /to=<\w+@/.exec(raw)?.[0])).toEqual(['to=<user2998@', 'to=<user2999@']);
  const recipients = await bench.call('recipients', `mx/${MANY}`, COUNT - 2, 60);
  expect(recipients.map(({ to, attempts }) => [to, attempts])).toEqual([
    ['user2998@d298.example.net', 1],
    ['user2999@d299.example.net', 1],
  ]);
});

test('in the list it takes no more room than other messages', async () => {
  const bench = await opened('many3');
  const { rows } = await bench.call('query', '', BY_TIME, 0, 9);
  expect(rows.map(({ message }) => message.recipients.length)).toEqual([1, 1, 1, expect.any(Number)]);
  expect(JSON.stringify(rows[3]).length).toBeLessThan(10_000);
});
