import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import Dexie from 'dexie';
import { expect, test, vi } from 'vitest';
import type { RecordBatch } from '#core/records/batch.ts';
import type { FirstView } from '#renderer/worker/first-view.ts';
import { JoinedStore } from '#renderer/worker/joined-store.ts';
import { LogDatabase, type StoredBlock, type StoredSource } from '#renderer/worker/database.ts';
import { logLines } from '../../bench/generate.mjs';
import { BY_TIME, SEED, WorkerBench, all, batchesOf, facts, readTo, soon } from './worker-bench.ts';

const VIEW: FirstView = {
  version: '1',
  of: '',
  question: 'one',
  total: 0,
  rows: [],
  state: { lines: 0, entries: 0, messages: 0, byKind: {}, alerts: [], timing: [] },
};
const TEXT = [...logLines(600)].join('');

function read(bench: WorkerBench, logId: string, batches = batchesOf(TEXT, 50)): Promise<void> {
  return readTo(bench, logId, batches, 1);
}

function goOn(bench: WorkerBench, logId: string, batches: readonly RecordBatch[], size = 2): Promise<void> {
  return readTo(bench, logId, batches, size);
}

/** Blocks that are read while `work` runs. */
async function blocksRead(work: () => Promise<unknown>): Promise<number> {
  const block = vi.spyOn(LogDatabase.prototype, 'block');
  await work();
  const { length } = block.mock.calls;
  block.mockRestore();
  return length;
}

test('a log that was read opens without reading a block, and is the same', async () => {
  const bench = new WorkerBench();
  await read(bench, 's1');
  expect(await blocksRead(() => bench.call('open', 's1', [facts({ size: 1 })]))).toBe(0);
  const stored = await all(bench, 's1', 1);
  await bench.call('close');
  const database = new LogDatabase('s1');
  await database.joined.clear();
  database.close();
  expect(await blocksRead(() => bench.call('open', 's1', [facts({ size: 1 })]))).toBe(12);
  expect(await all(bench, 's1', 1)).toEqual(stored);
});

test('read in parts and opened in between, a log is the same as read at once', async () => {
  const bench = new WorkerBench();
  await read(bench, 's2-once');
  const batches = batchesOf(TEXT, 50);
  await read(bench, 's2', batches.slice(0, 5));
  await goOn(bench, 's2', batches.slice(5, 9));
  await goOn(bench, 's2', batches.slice(9), 3);
  const once = await all(bench, 's2-once', 1);
  expect(await all(bench, 's2', 3)).toEqual(once);
});

test('of a grown file only what came after is joined again, its half-written end replaced', async () => {
  const bench = new WorkerBench();
  const batches = batchesOf(TEXT, 50);
  const [tenth, eleventh] = [batches[9], batches[10]];
  if (tenth === undefined || eleventh === undefined) throw new Error('600 lines are twelve batches');
  const { nextOffset, nextLine } = tenth;
  const half = { ...eleventh, nextOffset, nextLine, provisional: true } as const;
  await read(bench, 's3', [...batches.slice(0, 10), half]);
  const work = (): Promise<unknown> => bench.call('open', 's3', [facts({ size: 2 })]);
  expect(await blocksRead(work)).toBe(1);
  await goOn(bench, 's3', batches.slice(10));
  await read(bench, 's3-once');
  const once = await all(bench, 's3-once', 1);
  expect(await all(bench, 's3', 2)).toEqual(once);
});

test('what was joined by another version is joined again', async () => {
  const bench = new WorkerBench();
  await read(bench, 's4');
  const before = await all(bench, 's4', 1);
  await bench.call('close');
  const database = new LogDatabase('s4');
  const row = await database.joined.get('joined');
  await database.joined.put({ part: 'joined', value: { ...(row?.value as object), version: 99 } });
  database.close();
  expect(await blocksRead(() => bench.call('open', 's4', [facts({ size: 1 })]))).toBe(12);
  expect(await all(bench, 's4', 1)).toEqual(before);
});

test('a disk too full for what was joined costs nothing but the time to join it again', async () => {
  const bench = new WorkerBench();
  const quota = new DOMException('no room', 'QuotaExceededError');
  const put = vi.spyOn(LogDatabase.prototype, 'putJoined').mockRejectedValueOnce(quota);
  await read(bench, 's5', batchesOf(SEED));
  put.mockRestore();
  expect(await bench.call('open', 's5', [facts({ size: 1 })])).toMatchObject({ messages: 5, entries: 10 });
});

test('where the disk is full nothing more is written until reading goes on', async () => {
  const bench = new WorkerBench();
  const [first, ...rest] = batchesOf(TEXT, 50);
  if (first === undefined) throw new Error('600 lines are twelve batches');
  await bench.call('open', 's11', [facts({ size: 1 })]);
  const full = new DOMException('No room for a block', 'QuotaExceededError');
  const append = vi.spyOn(LogDatabase.prototype, 'append');
  const joined = vi.spyOn(LogDatabase.prototype, 'putJoined');
  const ingest = bench.session('s11');
  ingest.batches([first]);
  await soon(() => expect(bench.changes.at(-1)?.state.entries).toBe(50));
  append.mockRejectedValueOnce(full);
  ingest.batches(rest.slice(0, 1), 1);
  await soon(() => expect(bench.changes.at(-1)?.state.problem?.code).toBe('store-full'));
  await bench.call('query', '', BY_TIME, 0, 140);
  expect(joined).not.toHaveBeenCalled();
  bench.session('s11').finish(rest);
  await soon(() => expect(bench.changes.at(-1)?.state).toMatchObject({ entries: 600, partial: false }));
  await bench.call('close');
  expect(joined).toHaveBeenCalledOnce();
  append.mockRestore();
  joined.mockRestore();
});

test('a full disk that never answers keeps no log from being closed', async () => {
  const database = new LogDatabase('s12');
  const store = new JoinedStore(database);
  const put = vi.spyOn(database.joined, 'put').mockReturnValue(new Dexie.Promise(() => undefined));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  store.writeFirst(VIEW);
  const idle = store.idle();
  await vi.runAllTimersAsync();
  await idle;
  vi.useRealTimers();
  store.writeFirst({ ...VIEW, question: 'another' });
  await store.idle();
  expect(put).toHaveBeenCalledOnce();
  put.mockRestore();
  store.tryAgain();
  store.writeFirst({ ...VIEW, question: 'a third' });
  await store.idle();
  expect(await database.first()).toMatchObject({ question: 'a third' });
  database.close();
});

test('what was joined and only stored in part is joined again', async () => {
  const bench = new WorkerBench();
  await read(bench, 's6');
  const before = await all(bench, 's6', 1);
  await bench.call('close');
  const database = new LogDatabase('s6');
  const put = vi.spyOn(database.joined, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
  await expect(database.putJoined([['joined', {}]])).rejects.toThrow('no room');
  put.mockRestore();
  database.close();
  expect(await blocksRead(() => bench.call('open', 's6', [facts({ size: 1 })]))).toBe(12);
  expect(await all(bench, 's6', 1)).toEqual(before);
});

test('a large log that is opened again shows its first rows while the rest is read back', async () => {
  const bench = new WorkerBench();
  const large = [...logLines(5500)].join('');
  await bench.call('open', 's8', [facts({ size: 1 })]);
  bench.session('s8').finish(batchesOf(large, 2000));
  await soon(() => expect(bench.changes.at(-1)?.state.partial).toBe(false));
  const before = await bench.call('query', '', BY_TIME, 0, 140);
  const [row] = before.rows;
  if (row === undefined) throw new Error('The log has messages');
  await bench.call('close');
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const reading = vi.spyOn(LogDatabase.prototype, 'joinedParts').mockImplementationOnce(async function (
    this: LogDatabase,
  ) {
    await held;
    return this.joinedParts();
  });
  const state = await bench.call('open', 's8', [facts({ size: 1 })]);
  expect(state).toMatchObject({ entries: 5500, partial: false });
  expect(await bench.call('query', '', BY_TIME, 0, 140)).toEqual(before);
  const told = bench.changes.length;
  const details = bench.call('message', row.message.id);
  const other = bench.call('query', 'status:bounced', BY_TIME, 0, 140);
  expect(reading).toHaveBeenCalledTimes(1);
  goOn();
  expect((await details)?.message.id).toBe(row.message.id);
  expect((await other).total).toBeGreaterThan(0);
  await soon(() => expect(bench.changes.length).toBeGreaterThan(told));
  reading.mockRestore();
}, 30_000);

interface Version1 {
  readonly sources: readonly StoredSource[];
  readonly blocks: readonly StoredBlock[];
}

/** As that version left it, object by object. */
async function store(logId: string, { sources, blocks }: Version1): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open(`log-${logId}`, 10);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('sources', { keyPath: 'source' });
      opening.result.createObjectStore('blocks', { keyPath: 'id', autoIncrement: true });
      for (const source of sources) opening.transaction?.objectStore('sources').put(source);
      for (const block of blocks) opening.transaction?.objectStore('blocks').put(block);
    };
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
    opening.onerror = () => reject(new Error('not stored'));
  });
}

test('a database of version 1 opens with all its messages and lines', async () => {
  const stored = deserialize(readFileSync('test/fixtures/stored/version-1.bin')) as Version1;
  const [source] = stored.sources;
  if (source === undefined) throw new Error('The fixture has a source');
  await store('s7', stored);
  const bench = new WorkerBench();
  const { size, modified } = source;
  const state = await bench.call('open', 's7', [facts({ size, modified })]);
  expect(state.sources).toMatchObject([{ complete: true }]);
  const upgraded = await all(bench, 's7', size);
  const text = readFileSync('test/fixtures/stored/version-1.log', 'utf8');
  await readTo(bench, 's7-new', batchesOf(text, 60), size);
  const anew = (await all(bench, 's7-new', size)) as { messages: number };
  expect(upgraded).toEqual(anew);
  expect(anew.messages).toBeGreaterThan(50);
});
