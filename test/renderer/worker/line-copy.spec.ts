import { expect, test } from 'vitest';
import { parseLineFilter } from '#core/query/line-filter.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { EntrySearch } from '#renderer/worker/entry-search.ts';
import { LineCopy, type CopyFile } from '#renderer/worker/line-copy.ts';
import { SEED, batchesOf } from './worker-bench.ts';

/** A disk with one file and so much room. */
class Disk {
  bytes = new Uint8Array(0);
  removed = false;
  readonly #room: number;

  constructor(room = Infinity) {
    this.#room = room;
  }

  readonly open = (): Promise<CopyFile> => {
    return Promise.resolve({
      read: (into, { at }) => {
        const found = this.bytes.subarray(at, at + into.length);
        into.set(found);
        return found.length;
      },
      write: (bytes, { at }) => {
        if (at + bytes.length > this.#room) throw new DOMException('full', 'QuotaExceededError');
        const larger = new Uint8Array(Math.max(this.bytes.length, at + bytes.length));
        larger.set(this.bytes);
        larger.set(bytes, at);
        this.bytes = larger;
        return bytes.length;
      },
      getSize: () => this.bytes.length,
      truncate: (size) => {
        this.bytes = this.bytes.slice(0, size);
      },
      close: () => undefined,
    });
  };

  readonly remove = (): Promise<void> => {
    this.removed = true;
    return Promise.resolve();
  };
}

const BATCHES = batchesOf(SEED, 4);
const BLOCKS = BATCHES.map(({ kind, count }, i) => ({
  id: i + 1,
  first: 4 * i,
  kinds: kind.slice(0, count),
}));
const at = <T>(list: readonly T[], i: number): T => list[i] ?? expect.fail(`nothing at ${i}`);
const text = (copy: LineCopy, i: number, block = at(BLOCKS, i)): string | undefined => {
  const lines = copy.lines(i, block);
  return lines && new TextDecoder().decode(lines.text);
};
const logged = (i: number): string => new TextDecoder().decode(at(BATCHES, i).text);

async function copied(disk: Disk): Promise<LineCopy> {
  const copy = new LineCopy(disk);
  for (const [i, batch] of BATCHES.entries()) copy.add(i, at(BLOCKS, i), batch);
  await copy.ready;
  return copy;
}

test('lines come back as they were put in, now and after a restart', async () => {
  const disk = new Disk();
  const copy = await copied(disk);
  expect(BLOCKS.map((_, i) => text(copy, i))).toEqual(BLOCKS.map((_, i) => logged(i)));
  const again = new LineCopy(disk);
  await again.ready;
  expect(BLOCKS.map((_, i) => text(again, i))).toEqual(BLOCKS.map((_, i) => logged(i)));
});

test('lines of another block are not taken for those of the log, and are replaced', async () => {
  const copy = await copied(new Disk());
  const other = { ...at(BLOCKS, 1), id: 99 };
  expect(text(copy, 1, other)).toBeUndefined();
  copy.add(1, other, at(BATCHES, 1));
  expect(text(copy, 1, other)).toBe(logged(1));
  expect(text(copy, 2)).toBeUndefined();
});

test('lines that a power cut has emptied are not taken for lines', async () => {
  const disk = new Disk();
  await copied(disk);
  const place = disk.bytes.length - 40;
  disk.bytes.fill(0, place);
  const again = new LineCopy(disk);
  await again.ready;
  const last = BLOCKS.length - 1;
  expect(text(again, last)).toBeUndefined();
  expect(text(again, last - 1)).toBe(logged(last - 1));
  again.add(last, at(BLOCKS, last), at(BATCHES, last));
  expect(text(again, last)).toBe(logged(last));
});

test('a full disk costs the copy, and nothing else', async () => {
  const disk = new Disk(600);
  const copy = await copied(disk);
  expect(text(copy, 0)).toBeUndefined();
  await expect.poll(() => disk.removed).toBe(true);
});

test('a file that cannot be opened is done without', async () => {
  const copy = new LineCopy({
    open: () => Promise.reject(new Error('locked')),
    remove: () => Promise.resolve(),
  });
  copy.add(0, at(BLOCKS, 0), at(BATCHES, 0));
  await copy.ready;
  expect(text(copy, 0)).toBeUndefined();
});

test('a word is found without the blocks where there is a copy of the lines, a field with the few that may have it', async () => {
  const copy = new LineCopy(new Disk());
  const read: number[] = [];
  const batch = (id: number): Promise<RecordBatch> => {
    read.push(id);
    return Promise.resolve(at(BATCHES, id - 1));
  };
  const entries = BATCHES.reduce((sum, { count }) => sum + count, 0);
  const search = new EntrySearch({ blocks: BLOCKS, entries, batch, ahead: () => undefined, copy });
  const find = async (filter: string): Promise<number> => {
    read.length = 0;
    const parsed = parseLineFilter(filter);
    const nodes = parsed.ok ? parsed.value.entryNodes : [];
    const looked = search.look(nodes);
    await looked.run(new AbortController().signal);
    return [...looked.held().values()].flatMap((bits) => [...bits]).filter((bit) => bit === 1).length;
  };
  const stats = SEED.split('\n').filter((line) => line.includes('stat=')).length;
  expect(await find('"stat="')).toBe(stats);
  expect(read).toHaveLength(BATCHES.length);
  expect(await find('"STAT=S"')).toBeGreaterThan(0);
  expect(await find('/s.nt/')).toBeGreaterThan(0);
  expect(read).toEqual([]);
  expect(await find('from:nobody.at.all')).toBe(0);
  expect(read).toEqual([]);
});
