import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { hostKey, lineKey, type Annotation } from '#core/annotations/annotation.ts';
import { keyOfMessage } from '#core/annotations/find.ts';
import { AnnotationStore } from '#renderer/worker/annotations.ts';
import { BY_TIME, SEED, WorkerBench, batchesOf, facts, soon } from './worker-bench.ts';

const ID = 'user100/k9LE1v98001811';
let logs = 0;

async function read(bench: WorkerBench, text = SEED): Promise<string> {
  const logId = `noted-${String(++logs)}`;
  await bench.call('open', logId, [facts()]);
  bench.session(logId).finish(batchesOf(text));
  await soon(() => expect(bench.changes.at(-1)?.state.partial).toBe(false));
  return logId;
}

async function noteOn(bench: WorkerBench, change: Partial<Annotation> = {}): Promise<Annotation> {
  const found = await bench.call('message', ID);
  if (found === undefined) throw new Error('The seed has it');
  const key = keyOfMessage(
    found.message,
    found.records.map(({ raw }) => raw),
  );
  const note: Annotation = {
    key,
    subject: 'message',
    about: 'a → b',
    anchor: ID,
    note: 'Called them',
    label: 'green',
    changed: 1,
    ...change,
  };
  await bench.call('annotate', [note]);
  return note;
}

async function ids(bench: WorkerBench, filter: string): Promise<readonly string[]> {
  const { rows } = await bench.call('query', filter, BY_TIME, 0, 100);
  return rows.map(({ message }) => message.id);
}

beforeEach(async () => {
  const store = new AnnotationStore();
  await store.put(
    (await store.all()).map(({ key, subject, about }) => ({ key, subject, about, changed: 0 })),
  );
});

test('a note is there at once in the list, in the message and in the filter', async () => {
  const bench = new WorkerBench();
  await read(bench);
  expect(await ids(bench, 'is:noted')).toEqual([]);
  await noteOn(bench);
  expect(await ids(bench, 'is:noted')).toEqual([ID]);
  expect(await ids(bench, 'note:called label:green')).toEqual([ID]);
  expect((await bench.call('message', ID))?.message.annotated).toMatchObject({
    label: 'green',
    own: ['Called them'],
  });
  expect(await bench.call('notes-here')).toMatchObject([
    { message: ID, annotation: { note: 'Called them' } },
  ]);
});

test('it is found again when the log was forgotten and comes back under another name, in another place', async () => {
  const bench = new WorkerBench();
  const first = await read(bench);
  await noteOn(bench);
  await bench.call('forget', first);
  const lines = SEED.split('\n');
  const noise = 'Oct 13 00:00:00 user100 sendmail[1]: k9DAAAAA000001: from=<x@y>, size=1, class=0, nrcpts=1';
  await read(new WorkerBench(), [noise, ...lines].join('\n'));
  const again = new WorkerBench();
  await read(again, [noise, ...lines].join('\n'));
  expect(await ids(again, 'is:noted')).toEqual([ID]);
});

test('the same queue id with other lines has no note', async () => {
  const bench = new WorkerBench();
  await read(bench);
  await noteOn(bench);
  const other = new WorkerBench();
  await read(other, SEED.replaceAll('size=6297', 'size=6298'));
  expect(await ids(other, 'is:noted')).toEqual([]);
  expect(await other.call('notes-here')).toEqual([]);
});

test('a note that is emptied is gone, also after a restart', async () => {
  const bench = new WorkerBench();
  await read(bench);
  const { key, subject, about, changed } = await noteOn(bench);
  await bench.call('annotate', [{ key, subject, about, changed }]);
  expect(await ids(bench, 'is:noted')).toEqual([]);
  expect(await new AnnotationStore().all()).toEqual([]);
});

test('messages that passed a host are found by the host’s note, but are not noted themselves', async () => {
  const bench = new WorkerBench();
  await read(bench);
  const host = 'local001.localserver200';
  await bench.call('annotate', [
    { key: hostKey(host), subject: 'host', about: host, note: 'Old laptop', changed: 1 },
  ]);
  const found = await ids(bench, 'note:laptop');
  expect(found).toContain(ID);
  expect(found.length).toBeLessThan(5);
  expect(await ids(bench, 'is:noted')).toEqual([]);
  expect(await bench.call('notes-here')).toMatchObject([{ annotation: { about: host } }]);
});

test('notes on messages are kept up with while a log is read', async () => {
  const bench = new WorkerBench();
  await read(bench);
  await noteOn(bench);
  const growing = new WorkerBench();
  await growing.call('open', 'noted-growing', [facts()]);
  const ingest = growing.session('noted-growing');
  const lines = SEED.trimEnd().split('\n');
  const batches = batchesOf(`${[...lines.slice(2), ...lines.slice(0, 2)].join('\n')}\n`, 2);
  ingest.batches(batches.slice(0, 1));
  await soon(() => expect(ingest.credits).toBe(5));
  expect(await ids(growing, 'is:noted')).toEqual([]);
  ingest.batches(batches.slice(1), 1);
  await soon(async () => expect(await ids(growing, 'is:noted')).toEqual([ID]));
});

test('a line outside every message is found in the log that holds it', async () => {
  const bench = new WorkerBench();
  const line = 'Oct 13 00:00:00 user100 Strange THING happened';
  await read(bench, `${line}\n${SEED}`);
  await bench.call('annotate', [
    { key: lineKey(line), subject: 'line', about: line, label: 'red', changed: 1 },
  ]);
  expect(await bench.call('notes-here')).toMatchObject([{ annotation: { about: line } }]);
  const without = new WorkerBench();
  await read(without);
  expect(await without.call('notes-here')).toEqual([]);
});
