import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, expect, test, vi } from 'vitest';
import { databaseName, deleteLog, LogDatabase, removeLostFiles } from '#renderer/worker/database.ts';
import { logsWithFiles } from '#renderer/worker/file-place.ts';
import { BrowserFiles } from './browser-files.ts';

/** Files of these logs, each with its database. */
async function logsThere(...logs: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const { there } = new BrowserFiles().install();
  for (const log of logs) {
    there.set(`${log}.1`, new Uint8Array(8));
    const database = new LogDatabase(log);
    await database.open();
    database.close();
  }
  return there;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test('the blocks of a log that was forgotten do not stay on the disk, those of others do', async () => {
  const there = await logsThere('kept', 'forgotten');
  await deleteLog('forgotten');
  expect([...there.keys()]).toEqual(['kept.1']);
});

test('what a crash left of a log that was being forgotten goes with the next start', async () => {
  const there = await logsThere('whole', 'lost');
  await Dexie.delete(databaseName('lost'));
  await removeLostFiles();
  expect([...there.keys()]).toEqual(['whole.1']);
});

test('where there are no such files nothing is removed, and nothing fails', async () => {
  vi.stubGlobal('navigator', {});
  expect(await logsWithFiles()).toEqual([]);
  await expect(removeLostFiles()).resolves.toBeUndefined();
});
