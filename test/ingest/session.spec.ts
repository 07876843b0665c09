import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { FromIngest, IngestJob, ToIngest } from '#core/contract/ingest-protocol.ts';
import { portPair, type Port } from '#core/ports/port.ts';
import { BATCH_LIMITS } from '#core/records/batch.ts';
import { recordAt } from '#core/records/record-at.ts';
import { readText, type ReadOptions } from '#ingest/read-file.ts';
import { runIngest } from '#ingest/session.ts';
import { mailLines } from './read-all.ts';
import { tempFolder } from './temp-folder.ts';

const folder = tempFolder();
type Source = IngestJob['sources'][number];
type Batch = Extract<FromIngest, { type: 'batch' }>;

function source(number: number, where: { path: string } | { text: string }, size: number): Source {
  const facts = { source: number, sourceId: 'ab', name: `log ${number}`, size, modified: 0, fingerprint: '' };
  return { facts, ...where, fromOffset: 0, fromLine: 1 };
}

function fileSource(number: number, lines: number): Source {
  const path = join(folder, `log-${number}-${lines}`);
  writeFileSync(path, mailLines(lines));
  return source(number, { path }, mailLines(lines).length);
}

/** A consumer that keeps what it hears and says what `answer` says. */
function consumer(answer: (message: FromIngest, port: Port<FromIngest, ToIngest>) => void) {
  const [ours, theirs] = portPair<FromIngest, ToIngest>();
  const heard: FromIngest[] = [];
  ours.onMessage((message) => {
    heard.push(message);
    answer(message, ours);
  });
  ours.start();
  return { ours, theirs, heard, batches: () => heard.filter((m): m is Batch => m.type === 'batch') };
}

const creditEach = (message: FromIngest, port: Port<FromIngest, ToIngest>): void => {
  if (message.type === 'batch') port.postMessage({ type: 'credit', count: 1 });
};

function settled(milliseconds = 20): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

test('sources arrive one after the other as numbered batches, each is closed, and "done" is the last word', async () => {
  const { ours, theirs, heard, batches } = consumer(creditEach);
  ours.postMessage({ type: 'credit', count: 4 });
  await runIngest({ sources: [fileSource(0, 10_000), fileSource(1, 2)] }, theirs);
  await settled();
  expect(batches().map(({ seq }) => seq)).toEqual(batches().map((_, i) => i));
  expect(batches().reduce((sum, { batch }) => sum + batch.count, 0)).toBe(10_002);
  expect(heard.filter(({ type }) => type === 'source-done')).toEqual([
    { type: 'source-done', source: 0, form: { encoding: 'utf-8' } },
    { type: 'source-done', source: 1, form: { encoding: 'utf-8' } },
  ]);
  expect(heard.at(-1)).toEqual({ type: 'done', cancelled: false });
});

test('a batch stays within its limits and says where to go on', async () => {
  const { ours, theirs, batches } = consumer(creditEach);
  ours.postMessage({ type: 'credit', count: 4 });
  await runIngest({ sources: [fileSource(0, 10_000)] }, theirs);
  await settled();
  const limit = BATCH_LIMITS.bytes + 200;
  expect(Math.max(...batches().map(({ batch }) => batch.text.length))).toBeLessThan(limit);
  const offsets = batches().map(({ batch }) => [recordAt(batch, 0).offset, batch.nextOffset]);
  expect(offsets.slice(1).map(([first]) => first)).toEqual(offsets.slice(0, -1).map(([, next]) => next));
  expect(offsets.at(-1)?.[1]).toBe(mailLines(10_000).length);
});

test('without credit nothing is sent', async () => {
  const { ours, theirs, batches } = consumer(() => undefined);
  const running = runIngest({ sources: [fileSource(0, 20_000)] }, theirs);
  await settled();
  expect(batches()).toEqual([]);
  ours.postMessage({ type: 'credit', count: 1 });
  await vi.waitFor(() => expect(batches()).toHaveLength(1));
  await settled();
  expect(batches()).toHaveLength(1);
  ours.postMessage({ type: 'cancel' });
  await running;
});

test('cancel is answered, and nothing is read after it', async () => {
  const { ours, theirs, heard, batches } = consumer((message, port) => {
    if (message.type === 'batch') port.postMessage({ type: 'cancel' });
  });
  ours.postMessage({ type: 'credit', count: 1 });
  await runIngest({ sources: [fileSource(0, 50_000), fileSource(1, 2)] }, theirs);
  await settled();
  expect(batches()).toHaveLength(1);
  expect(heard.at(-1)).toEqual({ type: 'done', cancelled: true });
});

test('a closed port means cancel', async () => {
  const { ours, theirs } = consumer(() => undefined);
  const running = runIngest({ sources: [fileSource(0, 50_000)] }, theirs);
  await settled();
  ours.close();
  await expect(running).resolves.toBeUndefined();
});

test('what cannot be read ends its own source only', async () => {
  const { ours, theirs, heard, batches } = consumer(creditEach);
  ours.postMessage({ type: 'credit', count: 4 });
  const gone = source(0, { path: join(folder, 'gone') }, 10);
  await runIngest({ sources: [gone, fileSource(1, 3)] }, theirs);
  await settled();
  expect(heard).toContainEqual({
    type: 'source-done',
    source: 0,
    problem: { code: 'not-found', where: 'log 0', detail: 'ENOENT' },
  });
  expect(batches().map(({ batch }) => [batch.source, batch.count])).toEqual([[1, 3]]);
});

test('sources of several servers are read side by side, also when the consumer is slower than all of them', async () => {
  const { ours, theirs, heard, batches } = consumer((message, port) => {
    if (message.type === 'batch') setTimeout(() => port.postMessage({ type: 'credit', count: 1 }));
  });
  ours.postMessage({ type: 'credit', count: 1 });
  const text = mailLines(10_000);
  const sources = ['a', 'b', 'c'].map((server, i) => ({
    ...source(i, { text }, text.length),
    remote: { server, path: '/var/log/maillog', name: 'maillog', size: text.length },
  }));
  const remote = {
    parts: ({ facts }: Source, options: ReadOptions) => readText(text, facts.name, options),
    successor: () => Promise.resolve(undefined),
  };
  await runIngest({ sources }, theirs, remote);
  await settled();
  expect(heard.flatMap((message) => (message.type === 'source-done' ? (message.problem ?? []) : []))).toEqual(
    [],
  );
  const lines = [0, 0, 0];
  for (const { batch } of batches()) lines[batch.source] = (lines[batch.source] ?? 0) + batch.count;
  expect(lines).toEqual([10_000, 10_000, 10_000]);
  expect(batches().map(({ seq }) => seq)).toEqual(batches().map((_, i) => i));
});

test('progress counts the bytes of all sources and ends at their total', async () => {
  const { ours, theirs, heard } = consumer(creditEach);
  ours.postMessage({ type: 'credit', count: 4 });
  await runIngest({ sources: [fileSource(0, 5000), source(1, { text: mailLines(5) }, 0)] }, theirs);
  await settled();
  const total = mailLines(5000).length + mailLines(5).length;
  const progress = heard.filter((m) => m.type === 'progress');
  expect(progress.at(-1)).toEqual({ type: 'progress', source: 1, bytes: total, total, records: 5005 });
});

test('progress does not count what could not be read of a source that failed', async () => {
  const { ours, theirs, heard } = consumer(creditEach);
  ours.postMessage({ type: 'credit', count: 4 });
  const gone = source(0, { path: join(folder, 'gone') }, 1_000_000);
  await runIngest({ sources: [gone, fileSource(1, 3)] }, theirs);
  await settled();
  const { length } = mailLines(3);
  expect(heard.findLast(({ type }) => type === 'progress')).toMatchObject({ bytes: length, total: length });
});

/** A session that follows the file of `name`. */
function following(name: string, text: string) {
  const path = join(folder, name);
  writeFileSync(path, text);
  const { ours, theirs, heard, batches } = consumer(creditEach);
  ours.postMessage({ type: 'credit', count: 4 });
  const replaced: unknown[] = [];
  const job = { sources: [{ ...source(0, { path }, text.length), follow: true as const }], nextSource: 1 };
  const running = runIngest(job, theirs, undefined, (...told) => replaced.push(told));
  const lines = (): number => batches().reduce((sum, { batch }) => sum + batch.count, 0);
  const stop = (): Promise<void> => {
    ours.postMessage({ type: 'cancel' });
    return running;
  };
  return { path, heard, batches, lines, replaced, stop };
}

test('a followed file gives what is written to it, and a half-written line waits for its end', async () => {
  const { path, heard, batches, lines, stop } = following('followed', mailLines(2));
  await expect.poll(() => heard.at(-1)).toEqual({ type: 'caught-up', source: 0 });
  expect(lines()).toBe(2);
  const [, third = ''] = mailLines(3).split(mailLines(2));
  appendFileSync(path, third.slice(0, 40));
  await expect.poll(() => heard.filter(({ type }) => type === 'caught-up')).toHaveLength(2);
  expect(lines()).toBe(2);
  appendFileSync(path, third.slice(40));
  await expect.poll(lines).toBe(3);
  expect(batches().at(-1)?.batch).toMatchObject({ nextOffset: mailLines(3).length, nextLine: 4 });
  await stop();
  expect(heard.at(-1)).toEqual({ type: 'done', cancelled: true });
});

test('a followed file that is rotated goes on as another source', async () => {
  const { path, heard, batches, lines, replaced, stop } = following('rotated', mailLines(2));
  await expect.poll(() => heard.at(-1)?.type).toBe('caught-up');
  renameSync(path, `${path}.1`);
  writeFileSync(path, mailLines(1));
  await expect.poll(lines).toBe(3);
  expect(heard.find(({ type }) => type === 'source-added')).toMatchObject({
    facts: { source: 1, name: 'rotated' },
  });
  expect(replaced).toMatchObject([[0, { facts: { source: 1, name: 'rotated' } }]]);
  expect(batches().at(-1)?.batch).toMatchObject({ source: 1, nextOffset: mailLines(1).length, nextLine: 2 });
  await stop();
});
