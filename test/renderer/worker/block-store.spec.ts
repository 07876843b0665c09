/** Logs whose blocks lie in a file, opened again after whatever happened to it. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LogDatabase } from '#renderer/worker/database.ts';
import { logLines } from '../../bench/generate.mjs';
import { BrowserFiles } from './browser-files.ts';
import { WorkerBench, all, batchesOf, facts, readTo } from './worker-bench.ts';

const BATCHES = batchesOf([...logLines(600)].join(''), 50);
/** Bytes that the log is said to have. */
const LARGE = 8 * 1024 * 1024;
const SMALL = 1;

let files = new BrowserFiles();

beforeEach(() => {
  files = new BrowserFiles().install();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The one file, after `change`; of a worker that is not there any more. */
function disturb(change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): void {
  files.release();
  for (const [name, bytes] of files.there) files.there.set(name, change(bytes));
}

/** Rows in the database, with and without a place in the file. */
async function rows(logId: string): Promise<{ placed: number; whole: number }> {
  const database = new LogDatabase(logId);
  const found = await database.blocks.toArray();
  database.close();
  const placed = found.filter(({ place }) => place !== undefined).length;
  return { placed, whole: found.length - placed };
}

/** What the same log says when its blocks lie in the database. */
async function reference(logId: string): Promise<unknown> {
  const bench = new WorkerBench();
  await readTo(bench, logId, BATCHES, SMALL);
  return all(bench, logId, SMALL);
}

/** Opens the log, which lacks something, and reads on from where it stands. */
async function readOn(logId: string): Promise<{ from: number; whole: unknown }> {
  const bench = new WorkerBench();
  const state = await bench.call('open', logId, [facts({ size: LARGE })]);
  const from = state.sources[0]?.nextOffset ?? NaN;
  await bench.call('close');
  const next = from === 0 ? 0 : BATCHES.findIndex(({ nextOffset }) => nextOffset === from) + 1;
  await readTo(bench, logId, BATCHES.slice(next), LARGE);
  return { from, whole: await all(bench, logId, LARGE) };
}

test('a large log is the same from a file as from the database, joined anew too', async () => {
  const bench = new WorkerBench();
  await readTo(bench, 'large', BATCHES, LARGE);
  expect(await rows('large')).toEqual({ placed: BATCHES.length, whole: 0 });
  const small = await reference('small');
  expect(await all(bench, 'large', LARGE)).toEqual(small);
  await bench.call('close');
  const database = new LogDatabase('large');
  await database.joined.delete('joined');
  database.close();
  expect(await all(bench, 'large', LARGE)).toEqual(small);
});

test('where a power cut took the end of the file, the log is read on from the last block that is whole', async () => {
  await readTo(new WorkerBench(), 'cut', BATCHES, LARGE);
  disturb((bytes) => bytes.slice(0, -9000));
  const { from, whole } = await readOn('cut');
  expect(from).toBeGreaterThan(0);
  expect(from).toBeLessThan(BATCHES.at(-1)?.nextOffset ?? 0);
  expect(whole).toEqual(await reference('cut-not'));
});

test('where a power cut left zeros at the end of the file, they are not taken for lines', async () => {
  await readTo(new WorkerBench(), 'zeros', BATCHES, LARGE);
  disturb((bytes) => bytes.fill(0, bytes.length - 700, bytes.length - 400));
  const { from, whole } = await readOn('zeros');
  expect(from).toBe(BATCHES.at(-2)?.nextOffset);
  expect(whole).toEqual(await reference('zeros-not'));
});

test('where the file is gone, the log is read anew from its beginning', async () => {
  await readTo(new WorkerBench(), 'gone', BATCHES, LARGE);
  files.release();
  files.there.clear();
  const { from, whole } = await readOn('gone');
  expect(from).toBe(0);
  expect(whole).toEqual(await reference('gone-not'));
});

test('a worker that was killed between a block and its row costs nothing', async () => {
  const bench = new WorkerBench();
  await readTo(bench, 'killed', BATCHES.slice(0, 4), LARGE);
  disturb((bytes) => Uint8Array.of(...bytes, 1, 2, 3));
  const { from, whole } = await readOn('killed');
  expect(from).toBe(BATCHES[3]?.nextOffset);
  expect(whole).toEqual(await reference('killed-not'));
});

test('a log that another worker has open is read all the same, and what is new of it is stored', async () => {
  const bench = new WorkerBench();
  await readTo(bench, 'shared', BATCHES.slice(0, 6), LARGE);
  await bench.call('open', 'shared', [facts({ size: LARGE })]);
  await bench.call('lines', '"stat="', 0, 0, 10);
  const { whole } = await readOn('shared');
  expect(await rows('shared')).toEqual({ placed: 6, whole: BATCHES.length - 6 });
  expect(whole).toEqual(await reference('shared-not'));
});

test('where the disk is full reading stops, says so, and goes on where it was once there is room', async () => {
  files.room = 40_000;
  const bench = new WorkerBench();
  await readTo(bench, 'full', BATCHES, LARGE);
  expect(bench.changes.at(-1)?.state.problem?.code).toBe('store-full');
  files.room = Infinity;
  const { from, whole } = await readOn('full');
  expect(from).toBeGreaterThan(0);
  expect(whole).toEqual(await reference('full-not'));
});
