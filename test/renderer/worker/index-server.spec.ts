import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { BATCH_VERSION, type RecordBatch } from '#core/records/batch.ts';
import { LogDatabase } from '#renderer/worker/database.ts';
import { MessageQuery } from '#renderer/worker/message-query.ts';
import { BY_TIME, SEED, WorkerBench, batchesOf, facts, soon } from './worker-bench.ts';

const FIVE = ['k9DCbUFs005617', 'k9DEIrHq005758', 'k9G1FOKE007654', 'k9LE1v98001811', 'k9M1Cf1C002083'];

/** A log that was read to its end. */
async function read(bench: WorkerBench, logId: string, batches = batchesOf(SEED)): Promise<void> {
  await bench.call('open', logId, [facts()]);
  bench.session(logId).finish(batches);
  await soon(() => expect(bench.changes.at(-1)?.state.partial).toBe(false));
}

async function ids(bench: WorkerBench, filter = ''): Promise<readonly (string | undefined)[]> {
  const { rows } = await bench.call('query', filter, BY_TIME, 0, 100);
  return rows.map(({ message }) => message.queueIds[0]);
}

test('a log that is read shows its messages in the order of time', async () => {
  const bench = new WorkerBench();
  await read(bench, 'a1');
  expect(await ids(bench)).toEqual(FIVE);
});

test('an indexed log opens again, with the same messages, without ingest', async () => {
  const first = new WorkerBench();
  await read(first, 'a2');
  const before = await first.call('query', '', BY_TIME, 0, 100);
  await first.call('close');
  const again = new WorkerBench();
  const state = await again.call('open', 'a2', [facts()]);
  expect(state.sources).toMatchObject([
    { complete: true, nextOffset: new TextEncoder().encode(SEED).length },
  ]);
  expect((await again.call('query', '', BY_TIME, 0, 100)).rows).toEqual(before.rows);
});

test('a message comes with its lines, read from the blocks', async () => {
  const bench = new WorkerBench();
  await read(bench, 'a3');
  const { rows } = await bench.call('query', 'qid:k9LE1v98001811', BY_TIME, 0, 1);
  const found = await bench.call('message', rows[0]?.message.id ?? '');
  expect(found?.records.map(({ kind }) => kind)).toEqual(['from', 'to']);
  expect(found?.records[0]?.raw).toContain('k9LE1v98001811: from=');
});

test('a window of the list is what was asked for, with the whole number', async () => {
  const bench = new WorkerBench();
  await read(bench, 'a4');
  const { total, rows } = await bench.call('query', '', BY_TIME, 1, 2);
  expect([total, rows.map(({ index }) => index)]).toEqual([5, [1, 2]]);
});

test('a word finds messages by what stands only in their lines', async () => {
  const bench = new WorkerBench();
  await read(bench, 'a5');
  const everywhere = await ids(bench, 'ctladdr=');
  expect(everywhere.length).toBeGreaterThan(0);
  expect(await ids(bench, '-ctladdr=')).toEqual(FIVE.filter((id) => !everywhere.includes(id)));
});

test('what the view leaves out is left out beside the filter, and an error stays where it is', async () => {
  const bench = new WorkerBench();
  await read(bench, 'a7');
  const { rows } = await bench.call('query', '', BY_TIME, 0, 9, '-qid:k9LE1v98001811');
  expect(rows.map(({ message }) => message.queueIds[0])).toEqual(
    FIVE.filter((id) => id !== 'k9LE1v98001811'),
  );
  expect(await bench.call('query', 'from:', BY_TIME, 0, 9, '-is:connection')).toMatchObject({
    filterError: { at: 5, code: 'missing-value' },
  });
});

test('a filter that cannot be read says where', async () => {
  const bench = new WorkerBench();
  await read(bench, 'a6');
  expect(await bench.call('query', 'from:', BY_TIME, 0, 9)).toMatchObject({
    filterError: { at: 5, code: 'missing-value' },
  });
});

test('one credit comes back for each block that is stored, and four at the start', async () => {
  const bench = new WorkerBench();
  await bench.call('open', 'b1', [facts()]);
  const ingest = bench.session('b1');
  await soon(() => expect(ingest.credits).toBe(4));
  const batches = batchesOf(SEED).slice(0, 2);
  ingest.batches(batches);
  await soon(() => expect(ingest.credits).toBe(6));
  const database = new LogDatabase('b1');
  expect(await database.blocks.count()).toBe(2);
  expect(await database.sources.get(0)).toMatchObject({
    nextOffset: batches[1]?.nextOffset,
    complete: false,
  });
});

test('a gap in the numbers ends the session with a problem, and what came before stays', async () => {
  const bench = new WorkerBench();
  await bench.call('open', 'b2', [facts()]);
  const ingest = bench.session('b2');
  ingest.batches(batchesOf(SEED).slice(0, 1));
  ingest.batches(batchesOf(SEED).slice(1, 2), 5);
  await soon(() => expect(bench.changes.at(-1)?.state.problem?.code).toBe('protocol'));
  expect(bench.changes.at(-1)?.state).toMatchObject({ entries: 3, partial: false });
});

test('an ingest that dies leaves a log that is no longer loading and goes on at the next opening', async () => {
  const bench = new WorkerBench();
  await bench.call('open', 'b3', [facts()]);
  const ingest = bench.session('b3');
  const [first] = batchesOf(SEED);
  ingest.batches(first === undefined ? [] : [first]);
  await soon(() => expect(ingest.credits).toBe(5));
  ingest.crash();
  await soon(() => expect(bench.changes.at(-1)?.state.partial).toBe(false));
  await bench.call('close');
  const state = await bench.call('open', 'b3', [facts()]);
  expect(state.sources).toMatchObject([{ complete: false, nextOffset: first?.nextOffset }]);
});

test('a first import that is cancelled leaves nothing', async () => {
  const bench = new WorkerBench();
  await bench.call('open', 'c1', [facts()]);
  const ingest = bench.session('c1');
  ingest.batches(batchesOf(SEED).slice(0, 2));
  await soon(() => expect(ingest.credits).toBe(6));
  await bench.call('cancel');
  expect(ingest.cancelled).toBe(true);
  expect(await ids(bench)).toEqual([]);
  expect(await indexedDB.databases()).not.toContainEqual(expect.objectContaining({ name: 'log-c1' }));
});

test('a continued import that is cancelled keeps what was there', async () => {
  const bench = new WorkerBench();
  await read(bench, 'c2', batchesOf(SEED, 2).slice(0, 2));
  await bench.call('open', 'c2', [facts({ size: SEED.length + 10 })]);
  const ingest = bench.session('c2');
  await soon(() => expect(ingest.credits).toBe(4));
  await bench.call('cancel');
  expect(await ids(bench)).toHaveLength(2);
  expect(bench.changes.at(-1)?.state.partial).toBe(false);
});

test('an import that is cancelled before it began does not begin', async () => {
  const bench = new WorkerBench();
  await read(bench, 'c3');
  await bench.call('open', 'c3', [facts({ size: SEED.length + 10 })]);
  await bench.call('cancel');
  const ingest = bench.session('c3');
  await soon(() => expect(ingest.closed).toBe(true));
  expect(ingest.credits).toBe(0);
});

test('the port of a log that is no longer open is refused', async () => {
  const bench = new WorkerBench();
  await bench.call('open', 'c4', [facts()]);
  const ingest = bench.session('c5');
  await soon(() => expect(ingest.closed).toBe(true));
});

test('a file that grew is gone on with where reading stopped, and both parts are shown', async () => {
  const bench = new WorkerBench();
  const batches = batchesOf(SEED, 2);
  await read(bench, 'd1', batches.slice(0, 3));
  const state = await bench.call('open', 'd1', [facts({ size: SEED.length + 10 })]);
  expect(state.sources).toMatchObject([{ complete: false, nextOffset: batches[2]?.nextOffset }]);
  bench.session('d1').finish(batches.slice(3));
  await soon(() => expect(bench.changes.at(-1)?.state).toMatchObject({ messages: 5, partial: false }));
});

test('another file under the same name is read from its start', async () => {
  const bench = new WorkerBench();
  await read(bench, 'd2');
  const state = await bench.call('open', 'd2', [facts({ fingerprint: 'other' })]);
  expect(state).toMatchObject({ entries: 0, sources: [{ nextOffset: 0, nextLine: 1, complete: false }] });
});

test('blocks of another format are thrown away and read anew', async () => {
  const bench = new WorkerBench();
  await read(bench, 'd3');
  await bench.call('close');
  const database = new LogDatabase('d3');
  const [first] = batchesOf(SEED);
  await database.blocks.put({
    id: 1,
    batch: { ...first, version: BATCH_VERSION + 1 } as unknown as RecordBatch,
  });
  database.close();
  expect(await bench.call('open', 'd3', [facts()])).toMatchObject({
    entries: 0,
    sources: [{ complete: false }],
  });
});

test('forgetting a log deletes its database', async () => {
  const bench = new WorkerBench();
  await read(bench, 'd4');
  await bench.call('forget', 'd4');
  expect(await indexedDB.databases()).not.toContainEqual(expect.objectContaining({ name: 'log-d4' }));
});

test.each([
  ['e1', 'QuotaExceededError', 'no room'],
  /* As Chromium says it when the disk takes no more. */
  ['e11', 'AbortError', 'DataError Failed to write blobs (IOError)'],
])('a full disk is told as such, and reading stops: %s, %s', async (logId, name, message) => {
  const bench = new WorkerBench();
  await bench.call('open', logId, [facts()]);
  const full = new DOMException(message, name);
  const append = vi.spyOn(LogDatabase.prototype, 'append').mockRejectedValueOnce(full);
  const ingest = bench.session(logId);
  ingest.batches(batchesOf(SEED).slice(0, 1));
  await soon(() => expect(bench.changes.at(-1)?.state.problem?.code).toBe('store-full'));
  append.mockRestore();
  expect(bench.changes.at(-1)?.state.entries).toBe(0);
});

test('a newer question ends the older one', async () => {
  const bench = new WorkerBench();
  await read(bench, 'e2');
  const older = bench.call('query', 'ctladdr', BY_TIME, 0, 9);
  const newer = bench.call('query', 'zousann', BY_TIME, 0, 9);
  await expect(older).rejects.toMatchObject({ problem: { code: 'cancelled' } });
  await expect(newer).resolves.toMatchObject({ total: 1 });
});

test('while a log is read, the page hears of it at most some ten times a second', async () => {
  const bench = new WorkerBench();
  await bench.call('open', 'e3', [facts()]);
  const ingest = bench.session('e3');
  const progress = { type: 'progress', source: 0, bytes: 1, total: 2, records: 3 } as const;
  ingest.send(...new Array<typeof progress>(200).fill(progress));
  ingest.finish(batchesOf(SEED));
  await soon(() => expect(bench.changes.at(-1)?.state).toMatchObject({ messages: 5, partial: false }));
  expect(bench.heard.filter(({ type }) => type === 'changed' || type === 'progress').length).toBeLessThan(20);
});

test('while the list takes long to answer, progress is told, and the list is left alone for a while', async () => {
  const bench = new WorkerBench();
  await bench.call('open', 'e3b', [facts()]);
  const ingest = bench.session('e3b');
  const progress = (bytes: number) => ({ type: 'progress', source: 0, bytes, total: 9, records: 3 }) as const;
  ingest.send(progress(1));
  await soon(() => expect(bench.changes.length).toBeGreaterThan(0));
  const slow = vi.spyOn(MessageQuery.prototype, 'find').mockImplementation(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { numbers: new Uint32Array(0), searching: false };
  });
  await bench.call('query', '', BY_TIME, 0, 9);
  slow.mockRestore();
  const before = bench.changes.length;
  ingest.send(progress(5));
  await soon(() => expect(bench.heard.at(-1)).toMatchObject({ type: 'progress', bytes: 5 }));
  expect(bench.changes).toHaveLength(before);
  ingest.finish(batchesOf(SEED));
  await soon(() => expect(bench.changes.at(-1)?.state).toMatchObject({ messages: 5, partial: false }));
});

test('shortly before all is read progress is told, and the list waits for the whole', async () => {
  const bench = new WorkerBench();
  await bench.call('open', 'e3c', [facts()]);
  const ingest = bench.session('e3c');
  const [first, ...rest] = batchesOf(SEED);
  if (first === undefined) throw new Error('The seed makes four batches');
  let bytes = 0;
  const progress = () =>
    ingest.send({
      type: 'progress',
      source: 0,
      bytes: (bytes = Math.min(900, bytes + 100)),
      total: 1000,
      records: 3,
    });
  const told = (): number => bench.heard.filter(({ type }) => type === 'progress').length;
  progress();
  ingest.batches([first]);
  await soon(() => {
    progress();
    expect(told()).toBeGreaterThan(5);
  });
  expect(bench.changes.filter(({ state }) => state.partial)).toHaveLength(1);
  ingest.batches(rest, 1);
  ingest.send({ type: 'source-done', source: 0 }, { type: 'done', cancelled: false });
  await soon(() => expect(bench.changes.at(-1)?.state).toMatchObject({ messages: 5, partial: false }));
});

test('an unfinished last line is no longer told of once the file has grown', async () => {
  const bench = new WorkerBench();
  const batches = batchesOf(SEED, 4);
  const alert = { code: 'unfinished-line', count: 1, where: 'maillog' } as const;
  await read(
    bench,
    'e4',
    batches.slice(0, 1).map((batch) => ({ ...batch, alerts: [alert] })),
  );
  expect(bench.changes.at(-1)?.state.alerts).toEqual([alert]);
  await bench.call('open', 'e4', [facts({ size: SEED.length + 10 })]);
  bench.session('e4').finish(batches.slice(1));
  await soon(() => expect(bench.changes.at(-1)?.state).toMatchObject({ partial: false, messages: 5 }));
  expect(bench.changes.at(-1)?.state.alerts).toEqual([]);
});

test('a half-written last entry is replaced by the whole one when the file has grown', async () => {
  const bench = new WorkerBench();
  const [head, half] = batchesOf(SEED, 9);
  if (head === undefined || half === undefined) throw new Error('The seed makes two batches');
  const { nextOffset, nextLine } = head;
  await read(bench, 'e6', [head, { ...half, nextOffset, nextLine, provisional: true }]);
  expect(bench.changes.at(-1)?.state.entries).toBe(10);
  const grown = facts({ size: SEED.length + 10 });
  expect(await bench.call('open', 'e6', [grown])).toMatchObject({
    entries: 9,
    sources: [{ nextOffset, nextLine }],
  });
  bench.session('e6').finish([half]);
  await soon(() => expect(bench.changes.at(-1)?.state).toMatchObject({ partial: false, entries: 10 }));
  expect(await bench.call('open', 'e6', [grown])).toMatchObject({ entries: 10, messages: 5 });
});

test('lines that were not understood come window by window', async () => {
  const bench = new WorkerBench();
  const noise = Array.from({ length: 7 }, (_, i) => `noise ${i}\n`).join('');
  await read(bench, 'e5', batchesOf(SEED + noise, 4));
  const { total, records } = await bench.call('records', ['unparsed'], 5, 10);
  expect([total, records.map(({ raw }) => raw)]).toEqual([7, ['noise 5', 'noise 6']]);
});

test('year and zone set by hand hold at once and when the log is opened again; nothing set takes them back', async () => {
  const bench = new WorkerBench();
  await read(bench, 'given');
  await bench.call('overrule', { year: 2011, zone: -300 });
  const arrived = async (from: WorkerBench) =>
    new Date((await from.call('query', '', BY_TIME, 0, 1)).rows[0]?.message.arrived ?? 0).toISOString();
  expect(await arrived(bench)).toBe('2011-10-14T02:37:30.000Z');
  await bench.call('close');
  const again = new WorkerBench();
  const state = await again.call('open', 'given', [facts()]);
  expect(state.given).toEqual({ year: 2011, zone: -300 });
  expect(await arrived(again)).toBe('2011-10-14T02:37:30.000Z');
  await again.call('overrule', {});
  expect(await arrived(again)).toBe('2006-10-13T12:37:30.000Z');
});

test('the clocks of other servers are told from their replies', async () => {
  const bench = new WorkerBench();
  await read(bench, 'clocks');
  expect((await bench.call('clocks')).map(({ peer }) => peer)).toContain('mail1.ms.delsol.ne.ni');
});

test('whether the list holds a message is told for the question that is asked', async () => {
  const bench = new WorkerBench();
  await read(bench, 'holds');
  const holds = (filter: string) => bench.call('holds', filter, BY_TIME, '', 'user100/k9LE1v98001811');
  expect(await holds('')).toBe(true);
  expect(await holds('qid:k9LE1v98001811')).toBe(true);
  expect(await holds('zousann')).toBe(false);
  expect(await holds('from:')).toBe(true);
});

test('a clock that is set back during an import holds up no news of it', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const bench = new WorkerBench();
    await bench.call('open', 'clock', [facts()]);
    const ingest = bench.session('clock');
    const batches = batchesOf(SEED);
    const progress = { type: 'progress', source: 0, bytes: 1, total: 2, records: 1 } as const;
    ingest.send(progress);
    await soon(() => expect(bench.changes.length).toBeGreaterThan(0));
    vi.setSystemTime(Date.now() - 3_600_000);
    ingest.batches(batches);
    ingest.send(progress);
    await soon(() => expect(bench.changes.at(-1)?.state).toMatchObject({ entries: 10, partial: true }));
  } finally {
    vi.useRealTimers();
  }
});

test('where a full disk has lost how far a file was read, its blocks tell', async () => {
  const bench = new WorkerBench();
  await read(bench, 'heal');
  const before = (await bench.call('open', 'heal', [facts()])).sources[0];
  await bench.call('close');
  const database = new LogDatabase('heal');
  await database.sources.update(0, { nextOffset: 0, nextLine: 1, complete: false });
  database.close();
  const state = await new WorkerBench().call('open', 'heal', [facts()]);
  expect(state).toMatchObject({ entries: 10, messages: 5 });
  expect(state.sources[0]).toMatchObject({ nextOffset: before?.nextOffset, nextLine: before?.nextLine });
});

test('a session that begins where was read already stores nothing twice', async () => {
  const bench = new WorkerBench();
  await bench.call('open', 'stale', [facts()]);
  bench.session('stale').batches(batchesOf(SEED));
  await soon(() => expect(bench.changes.at(-1)?.state.entries ?? 0).toBeGreaterThanOrEqual(0));
  const late = bench.session('stale');
  late.batches(batchesOf(SEED));
  late.send({ type: 'done', cancelled: false });
  await soon(() => expect(bench.changes.at(-1)?.state).toMatchObject({ partial: false }));
  expect((await bench.call('records', ['from', 'to'], 0, 100)).total).toBeLessThanOrEqual(10);
});

test('a session that comes while an older one is storing waits for it, and nothing is stored twice', async () => {
  const bench = new WorkerBench();
  await bench.call('open', 'hasty', [facts()]);
  bench.session('hasty').batches(batchesOf(SEED, 1));
  const append = vi.spyOn(LogDatabase.prototype, 'append');
  await soon(() => expect(append).toHaveBeenCalled(), 0);
  const late = bench.session('hasty');
  late.batches(batchesOf(SEED, 1));
  late.send({ type: 'done', cancelled: false });
  await soon(() => expect(bench.changes.at(-1)?.state).toMatchObject({ partial: false }));
  const { records, total } = await bench.call('records', ['from', 'to'], 0, 100);
  expect(total).toBeGreaterThan(0);
  expect(new Set(records.map(({ line }) => line)).size).toBe(total);
  append.mockRestore();
});
