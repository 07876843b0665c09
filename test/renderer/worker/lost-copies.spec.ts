import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { copiedLogs } from '#renderer/worker/copy-place.ts';
import { deleteDatabase, LogDatabase, removeLostCopies } from '#renderer/worker/database.ts';
import { batchesOf, facts, SEED, soon, WorkerBench } from './worker-bench.ts';

function ofLog(there: Set<string>, log: string): unknown {
  there.add(log);
  const nothing = (): number => 0;
  const file = { read: nothing, write: nothing, getSize: nothing, truncate: nothing, close: nothing };
  return {
    getFileHandle: () => Promise.resolve({ createSyncAccessHandle: () => Promise.resolve(file) }),
  };
}

/** The browser's own files: folders of logs in one folder. */
function files(...logs: readonly string[]): Set<string> {
  const there = new Set(logs);
  const folder = {
    keys: async function* () {
      for (const log of there) yield await Promise.resolve(log);
    },
    removeEntry: (log: string) => Promise.resolve(there.delete(log)),
    getDirectoryHandle: (log: string) => Promise.resolve(ofLog(there, log)),
  };
  const root = { getDirectoryHandle: () => Promise.resolve(folder) };
  vi.stubGlobal('navigator', { storage: { getDirectory: () => Promise.resolve(root) } });
  return there;
}

test('where the disk is full, the copy of the lines makes room for the lines themselves', async () => {
  const there = files();
  const bench = new WorkerBench();
  await bench.call('open', 'full', [facts({ size: 8 * 1024 * 1024 })]);
  const quota = new DOMException('no room', 'QuotaExceededError');
  const append = vi.spyOn(LogDatabase.prototype, 'append').mockRejectedValueOnce(quota);
  await soon(() => expect([...there]).toEqual(['full']));
  bench.session('full').finish(batchesOf(SEED));
  await soon(() => expect(bench.changes.at(-1)?.state).toMatchObject({ messages: 5, partial: false }));
  append.mockRestore();
  expect(bench.changes.at(-1)?.state.problem).toBeUndefined();
  expect([...there]).toEqual([]);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('the lines of a log that was forgotten do not stay on the disk, those of others do', async () => {
  const there = files('kept', 'forgotten');
  for (const log of there) {
    const database = new LogDatabase(log);
    await database.open();
    database.close();
  }
  await deleteDatabase('forgotten');
  await removeLostCopies();
  expect([...there]).toEqual(['kept']);
});

test('where there are no such files nothing is removed, and nothing fails', async () => {
  vi.stubGlobal('navigator', {});
  expect(await copiedLogs()).toEqual([]);
  await expect(removeLostCopies()).resolves.toBeUndefined();
});
