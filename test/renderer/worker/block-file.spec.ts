import { afterEach, expect, test, vi } from 'vitest';
import { parseLineFilter } from '#core/query/line-filter.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { BlockFile, type BlockPlace } from '#renderer/worker/block-file.ts';
import type { KnownBlock } from '#renderer/worker/block-store.ts';
import type { LogDatabase } from '#renderer/worker/database.ts';
import { EntrySearch } from '#renderer/worker/entry-search.ts';
import { filePlace } from '#renderer/worker/file-place.ts';
import { BrowserFiles } from './browser-files.ts';
import { SEED, batchesOf } from './worker-bench.ts';

const BATCHES = batchesOf(SEED, 4);
const at = <T>(list: readonly T[], i: number): T => list[i] ?? expect.fail(`nothing at ${i}`);

/** A database that only remembers the file's name. */
function remembering(): LogDatabase {
  let name: string | undefined;
  return {
    fileName: () => Promise.resolve(name),
    setFileName: (given: string) => Promise.resolve(void (name = given)),
  } as unknown as LogDatabase;
}

async function filled(file: BlockFile): Promise<BlockPlace[]> {
  const [first, ...others] = BATCHES;
  const places = [await file.append(first === undefined ? [] : [first]), await file.append(others)];
  return places.flatMap((some) => some ?? []);
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test('blocks come back as they were written, now and after a restart', async () => {
  new BrowserFiles().install();
  const database = remembering();
  const file = new BlockFile(filePlace('log', database));
  const places = await filled(file);
  expect(await Promise.all(places.map((place) => file.batch(place)))).toEqual(BATCHES);
  file.close();
  const again = new BlockFile(filePlace('log', database));
  expect(await Promise.all(places.map((place) => again.batch(place)))).toEqual(BATCHES);
});

test('what is written after a restart stands behind what is there', async () => {
  new BrowserFiles().install();
  const database = remembering();
  const file = new BlockFile(filePlace('log', database));
  const places = await filled(file);
  file.close();
  const again = new BlockFile(filePlace('log', database));
  const more = await filled(again);
  expect(await Promise.all([...places, ...more].map((place) => again.batch(place)))).toEqual([
    ...BATCHES,
    ...BATCHES,
  ]);
});

test('a block that a power cut has emptied or cut is not taken for one', async () => {
  const files = new BrowserFiles().install();
  const file = new BlockFile(filePlace('log', remembering()));
  const places = await filled(file);
  const [name = '', bytes = new Uint8Array(0)] = [...files.there][0] ?? [];
  const last = at(places, places.length - 1);
  const middle = at(places, 1);
  bytes.fill(0, middle.at + 400, middle.at + 420);
  files.there.set(name, bytes.slice(0, last.at + last.length - 8));
  expect(await file.batch(at(places, 0))).toEqual(BATCHES[0]);
  expect(await file.batch(middle)).toBeUndefined();
  expect(await file.batch(last)).toBeUndefined();
  expect(file.lines(last, at(BATCHES, BATCHES.length - 1).count, false)).toBeUndefined();
});

test('a block for which there is no room takes none, and what was there stays, as do those before it', async () => {
  const files = new BrowserFiles().install();
  const file = new BlockFile(filePlace('log', remembering()));
  const [place] = (await file.append([at(BATCHES, 0)])) ?? [];
  const size = [...files.there.values()][0]?.length ?? 0;
  for (const room of [size + 100, size]) {
    files.room = room;
    await expect(file.append([at(BATCHES, 1)])).rejects.toThrow('No room');
    expect([...files.there.values()][0]).toHaveLength(size);
  }
  expect(await file.batch(place ?? expect.fail('there was room'))).toEqual(BATCHES[0]);
  files.room = Infinity;
  const [next] = (await file.append([at(BATCHES, 1)])) ?? [];
  expect(await file.batch(next ?? expect.fail('there is room again'))).toEqual(BATCHES[1]);
  const whole = [...files.there.values()][0]?.length ?? 0;
  files.room = whole + (next?.length ?? 0) + 100;
  expect(await file.append([at(BATCHES, 1), at(BATCHES, 1)])).toHaveLength(1);
  expect([...files.there.values()][0]).toHaveLength(whole + (next?.length ?? 0));
});

test('a file that another worker has is read, not written, until it is let go', async () => {
  new BrowserFiles().install();
  const database = remembering();
  const holder = new BlockFile(filePlace('log', database));
  const places = await filled(holder);
  const other = new BlockFile(filePlace('log', database));
  expect(await other.append([at(BATCHES, 0)])).toBeUndefined();
  expect(await Promise.all(places.map((place) => other.batch(place)))).toEqual(BATCHES);
  holder.close();
  expect(await other.append([at(BATCHES, 0)])).toBeDefined();
});

test('without such files nothing is written, and nothing is found', async () => {
  vi.stubGlobal('navigator', {});
  const file = new BlockFile(filePlace('log', remembering()));
  expect(await file.append([at(BATCHES, 0)])).toBeUndefined();
  expect(file.lines({ at: 0, length: 100, lines: 0 }, 1, false)).toBeUndefined();
});

test('a word is found in the lines alone, a field with the few blocks that may have it', async () => {
  new BrowserFiles().install();
  const file = new BlockFile(filePlace('log', remembering()));
  const places = await filled(file);
  const read: number[] = [];
  const batch = ({ id }: KnownBlock): Promise<RecordBatch> => {
    read.push(id);
    return Promise.resolve(at(BATCHES, id));
  };
  const blocks = BATCHES.map(({ kind }, id) => ({ id, first: 4 * id, kinds: kind, place: at(places, id) }));
  const entries = BATCHES.reduce((sum, { count }) => sum + count, 0);
  const search = new EntrySearch({
    blocks,
    entries,
    batch,
    ahead: () => undefined,
    blockLines: (block) => file.lines(at(places, block.id), block.kinds.length, false),
  });
  const find = async (filter: string): Promise<number> => {
    const parsed = parseLineFilter(filter);
    const nodes = parsed.ok ? parsed.value.entryNodes : [];
    const looked = search.look(nodes);
    await looked.run(new AbortController().signal);
    return [...looked.held().values()].flatMap((bits) => [...bits]).filter((bit) => bit === 1).length;
  };
  const stats = SEED.split('\n').filter((line) => line.includes('stat=')).length;
  expect(await find('"stat="')).toBe(stats);
  expect(await find('"STAT=S"')).toBeGreaterThan(0);
  expect(await find('/s.nt/')).toBeGreaterThan(0);
  expect(await find('from:nobody.at.all')).toBe(0);
  expect(read).toEqual([]);
  expect(await find('stat:sent')).toBeGreaterThan(0);
  expect(read.length).toBeGreaterThan(0);
});
