import { expect, test } from 'vitest';
import { BY_TIME, SEED, WorkerBench, batchesOf, facts, soon } from './worker-bench.ts';

const LINES = SEED.trimEnd().split('\n');

async function read(logId: string): Promise<WorkerBench> {
  const bench = new WorkerBench();
  await bench.call('open', logId, [facts()]);
  bench.session(logId).finish(batchesOf(SEED));
  await soon(() => expect(bench.changes.at(-1)?.state.partial).toBe(false));
  return bench;
}

test('all lines stand in the order of the file, over the ends of blocks', async () => {
  const bench = await read('d1');
  const { total, rows } = await bench.call('lines', '', 0, 2, 5);
  expect([total, rows.map(({ raw }) => raw)]).toEqual([LINES.length, LINES.slice(2, 7)]);
  expect(rows.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7]);
});

test('a line leads to its message, and a message to its lines', async () => {
  const bench = await read('d2');
  const { rows } = await bench.call('lines', '', 0, 0, 100);
  for (const { entry, message } of rows) {
    const found = await bench.call('message', message ?? '');
    expect(found?.message.records).toContain(entry);
  }
});

test('lines around what was found come with it, each once', async () => {
  const bench = await read('d3');
  const alone = await bench.call('lines', '"stat=Sent (k9DCbXk"', 0, 0, 100);
  expect(alone.rows.map(({ line, hit }) => [line, hit])).toEqual([[4, true]]);
  const around = await bench.call('lines', '"stat=Sent (k9DCbXk"', 1, 0, 100);
  expect(around.rows.map(({ line, hit }) => [line, hit])).toEqual([
    [3, false],
    [4, true],
    [5, false],
  ]);
  const all = await bench.call('lines', 'sendmail', 3, 0, 100);
  expect([all.total, all.hits]).toEqual([LINES.length, LINES.length]);
});

test('a log that grows is searched on', async () => {
  const bench = new WorkerBench();
  await bench.call('open', 'd4', [facts()]);
  const ingest = bench.session('d4');
  ingest.batches(batchesOf(SEED).slice(0, 2));
  await soon(() => expect(bench.changes.at(-1)?.state.entries).toBe(6));
  expect((await bench.call('lines', 'stat:Sent', 0, 0, 100)).hits).toBe(3);
  ingest.batches(batchesOf(SEED).slice(2), 2);
  await soon(() => expect(bench.changes.at(-1)?.state.entries).toBe(LINES.length));
  expect((await bench.call('lines', 'stat:Sent', 0, 0, 100)).hits).toBe(5);
});

test('a filter that cannot be read says where', async () => {
  const bench = await read('d5');
  expect(await bench.call('lines', '"open', 0, 0, 9)).toMatchObject({
    filterError: { at: 0, code: 'unclosed-quote' },
  });
});

test('a newer filter ends the older', async () => {
  const bench = await read('d6');
  const older = bench.call('lines', 'stat', 0, 0, 9);
  const newer = bench.call('lines', 'from', 0, 0, 9);
  await expect(older).rejects.toMatchObject({ problem: { code: 'cancelled' } });
  expect((await newer).hits).toBeGreaterThan(0);
});

test('a moment stands where the first message is that is not before it, in either order', async () => {
  const bench = await read('d7');
  const day = Date.UTC(2006, 9, 21);
  expect(await bench.call('place-of', '', BY_TIME, '', day)).toBe(3);
  expect(await bench.call('place-of', '', { ...BY_TIME, descending: true }, '', day)).toBe(2);
  expect(await bench.call('place-of', '', BY_TIME, '', Date.UTC(2030, 0, 1))).toBe(4);
});

test('the lines of several messages come in the order of the file', async () => {
  const bench = await read('d8');
  const { rows } = await bench.call('query', '', BY_TIME, 0, 9);
  const ids = rows.map(({ message }) => message.id).reverse();
  expect(await bench.call('lines-of', ids)).toBe(LINES.join('\n'));
});

test('what only a message has holds for each of its lines, and no other', async () => {
  const bench = await read('d9');
  const { rows } = await bench.call('query', 'status:sent recipients:1', BY_TIME, 0, 9);
  expect(rows.length).toBeGreaterThan(0);
  const own = new Set(rows.flatMap(({ message }) => message.records));
  const found = await bench.call('lines', 'status:sent recipients:1', 0, 0, 100);
  expect(found.rows.map(({ entry }) => entry)).toEqual([...own].sort((a, b) => a - b));
  const others = await bench.call('lines', 'NOT (status:sent recipients:1)', 0, 0, 100);
  expect(found.hits + others.hits).toBe(LINES.length);
});

test('a line is found by its time on the clock of the log', async () => {
  const bench = await read('d10');
  const { rows } = await bench.call('lines', 'time:2006-10-21', 0, 0, 100);
  expect(rows.map(({ raw }) => raw)).toEqual(LINES.filter((line) => line.startsWith('Oct 21')));
  expect(rows.length).toBeGreaterThan(0);
});

test('lines come with the places of what was found', async () => {
  const bench = await read('d11');
  const { rows } = await bench.call('lines', '/stat=s\\w+/ kind:to', 0, 0, 100);
  expect(rows.length).toBeGreaterThan(0);
  for (const { raw, marks } of rows)
    expect(marks?.map(({ at, end }) => raw.slice(at, end))).toEqual(['stat=Sent']);
});

test('a filter of more words than are kept finds as much as one of few', async () => {
  const bench = await read('d12');
  const words = ['a', 'e', 'i', 'o', 's', 't', 'n', 'd', 'm', 'l'];
  const many = words.join(' ');
  const expected = LINES.filter((line) => words.every((word) => line.toLowerCase().includes(word)));
  expect(expected.length).toBeGreaterThan(0);
  expect((await bench.call('lines', many, 0, 0, 100)).hits).toBe(expected.length);
  expect((await bench.call('query', many, BY_TIME, 0, 9)).total).toBeGreaterThan(0);
});
