import { expect, test, vi } from 'vitest';
import { placeAt, writtenWith } from '#core/query/complete.ts';
import { LogIndex } from '#renderer/worker/log-index.ts';
import { fixture } from '../../core/correlate/log.ts';
import { BY_TIME, WorkerBench, batchesOf, facts, soon } from './worker-bench.ts';

const LOG = fixture('real/checks.log');

async function read(logId: string, batches = batchesOf(LOG)): Promise<WorkerBench> {
  const bench = new WorkerBench();
  await bench.call('open', logId, [facts()]);
  bench.session(logId).finish(batches);
  await soon(() => expect(bench.changes.at(-1)?.state.partial).toBe(false));
  return bench;
}

test('values that only lines have are offered with the number of messages that a choice finds', async () => {
  const bench = await read('v1');
  for (const field of ['ruleset', 'arg1', 'proto', 'program', 'pid', 'raw.daemon', 'xdelay', 'reply']) {
    const values = await bench.call('values', field, '', 4);
    for (const { text, count } of values) {
      const written = `${field}:`;
      const { filter } = writtenWith(written, placeAt(written, written.length), text);
      const found = await bench.call('query', filter, BY_TIME, 0, 1);
      expect([filter, found.total]).toEqual([filter, count]);
    }
  }
  const rulesets = await bench.call('values', 'ruleset', '', 9);
  expect(rulesets.map(({ text }) => text)).toContain('check_rcpt');
});

test('what is written is looked for at the start first, then within', async () => {
  const bench = await read('v2');
  const all = await bench.call('values', 'ruleset', '', 9);
  const found = await bench.call('values', 'ruleset', 'check', 9);
  expect(found).toEqual(all.filter(({ text }) => text.includes('check')));
  expect(await bench.call('values', 'ruleset', 'zzz', 9)).toEqual([]);
});

test('a log that grows is read on', async () => {
  const bench = new WorkerBench();
  const batches = batchesOf(LOG);
  await bench.call('open', 'v3', [facts()]);
  const ingest = bench.session('v3');
  ingest.batches(batches.slice(0, 2));
  await soon(() => expect(ingest.credits).toBe(6));
  await bench.call('values', 'ruleset', '', 9);
  ingest.batches(batches.slice(2), 2);
  await soon(() => expect(ingest.credits).toBe(4 + batches.length));
  const whole = await read('v4');
  expect(await bench.call('values', 'ruleset', '', 9)).toEqual(await whole.call('values', 'ruleset', '', 9));
});

test('of two questions for a field that wait for the same block, each block is counted once', async () => {
  const bench = await read('v6');
  const alone = await bench.call('values', 'ruleset', '', 9);
  const again = await read('v7');
  const load = Reflect.get(LogIndex.prototype, 'batch');
  const slow = vi.spyOn(LogIndex.prototype, 'batch').mockImplementation(async function (this: LogIndex, id) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return load.call(this, id);
  });
  const ended = expect(again.call('values', 'ruleset', '', 9)).rejects.toMatchObject({
    problem: { code: 'cancelled' },
  });
  expect(await again.call('values', 'ruleset', '', 9)).toEqual(alone);
  await ended;
  slow.mockRestore();
});

test('another filter ends the counting of values, the same one does not', async () => {
  const bench = await read('v5');
  const counts = (filter: string) => bench.call('overview', filter, BY_TIME, '', { bars: 9, values: 4 });
  await bench.call('query', 'sendmail', BY_TIME, 0, 1);
  const kept = counts('sendmail');
  await bench.call('query', 'sendmail', BY_TIME, 0, 9);
  expect((await kept).facets?.length).toBeGreaterThan(0);
  const ended = expect(counts('sendmail')).rejects.toMatchObject({ problem: { code: 'cancelled' } });
  await bench.call('query', 'status:rejected', BY_TIME, 0, 9);
  await ended;
});
