/** The files of the log that is open have grown: what is new joins what is there. */
import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import type { RecordBatch } from '#core/records/batch.ts';
import { LogDatabase } from '#renderer/worker/database.ts';
import { BY_TIME, SEED, WorkerBench, batchesOf, facts } from './worker-bench.ts';

const [HEAD, ...REST] = batchesOf(SEED, 4) as [RecordBatch, ...RecordBatch[]];
const FIRST = facts({ size: HEAD.nextOffset });

/** A log of which the first lines were read, in the index that still has it open. */
async function opened(logId: string, head = HEAD): Promise<WorkerBench> {
  const bench = new WorkerBench();
  await bench.call('open', logId, [FIRST]);
  bench.session(logId).finish([head]);
  await settled(bench, 2);
  return bench;
}

const settled = (bench: WorkerBench, messages: number): Promise<void> =>
  vi.waitFor(() => expect(bench.changes.at(-1)?.state).toMatchObject({ partial: false, messages }));

test('what is new of an open log joins what is there, and no stored line is read again', async () => {
  const bench = await opened('g1');
  const read = vi.spyOn(LogDatabase.prototype, 'block');
  const state = await bench.call('go-on', 'g1', [facts()]);
  expect(state).toMatchObject({
    messages: 2,
    sources: [{ nextOffset: HEAD.nextOffset, complete: false, size: SEED.length }],
  });
  bench.session('g1').finish(REST);
  await settled(bench, 5);
  expect(read).not.toHaveBeenCalled();
  read.mockRestore();
});

test('a new file of an open log comes behind the others, under its own name and with its own year', async () => {
  const bench = await opened('g2');
  const late = facts({ source: 1, sourceId: 's1', name: 'maillog.0', modified: Date.UTC(2011, 1, 1) });
  await bench.call('go-on', 'g2', [FIRST, late]);
  const alerts = [{ code: 'unfinished-line', count: 1, where: '' }] as const;
  const text = 'Dec  1 10:00:00 other sendmail[1]: starting daemon\n';
  const [batch] = batchesOf(text, 9, alerts);
  bench.session('g2').finish(batch === undefined ? [] : [{ ...batch, source: 1 }]);
  await vi.waitFor(() => expect(bench.changes.at(-1)?.state).toMatchObject({ partial: false, entries: 5 }));
  const last = bench.changes.at(-1)?.state;
  expect(last?.alerts).toMatchObject([{ code: 'unfinished-line', where: 'maillog.0' }]);
  expect(last?.timing).toHaveLength(2);
});

test('a cancel of what is new keeps what was there', async () => {
  const bench = await opened('g3');
  await bench.call('go-on', 'g3', [facts()]);
  const ingest = bench.session('g3');
  await vi.waitFor(() => expect(ingest.credits).toBe(4));
  await bench.call('cancel');
  expect((await bench.call('query', '', BY_TIME, 0, 9)).total).toBe(2);
  expect(await bench.call('go-on', 'g3', [facts()])).toBeUndefined();
});

test('another log, and one whose file is another now, do not go on', async () => {
  const bench = await opened('g4');
  expect(await bench.call('go-on', 'other', [facts()])).toBeUndefined();
  expect(await bench.call('go-on', 'g4', [facts({ fingerprint: 'other' })])).toBeUndefined();
  expect(await bench.call('go-on', 'g4', [facts({ size: 10 })])).toBeUndefined();
});

test('a half-written end of an open log is replaced when it has come whole', async () => {
  const bench = new WorkerBench();
  const [head, half] = batchesOf(SEED, 9);
  if (head === undefined || half === undefined) throw new Error('The seed makes two batches');
  const { nextOffset, nextLine } = head;
  await bench.call('open', 'g5', [facts()]);
  bench.session('g5').finish([head, { ...half, nextOffset, nextLine, provisional: true }]);
  await settled(bench, 5);
  await bench.call('go-on', 'g5', [facts({ size: SEED.length + 10 })]);
  bench.session('g5').finish([half]);
  await vi.waitFor(() => expect(bench.changes.at(-1)?.state).toMatchObject({ partial: false, entries: 10 }));
});
