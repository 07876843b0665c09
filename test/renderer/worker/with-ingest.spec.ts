import 'fake-indexeddb/auto';
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { FromIndex } from '#core/contract/index-protocol.ts';
import type { FromIngest, ToIngest } from '#core/contract/ingest-protocol.ts';
import { portPair } from '#core/ports/port.ts';
import { fileFacts } from '#ingest/facts.ts';
import { runIngest } from '#ingest/session.ts';
import { IndexServer } from '#renderer/worker/index-server.ts';
import { onePort } from '#renderer/worker/merged-port.ts';
import { logLines } from '../../bench/generate.mjs';
import { tempFolder } from '../../ingest/temp-folder.ts';
import { BY_TIME, SEED, WorkerBench, facts, soon } from './worker-bench.ts';

const folder = tempFolder();

test('what ingest reads arrives in the index, more blocks than there are credits', async () => {
  const heard: FromIndex[] = [];
  const server = new IndexServer((message) => heard.push(message));
  const times = 8000;
  const text = SEED.repeat(times);
  const source = facts({ size: text.length });
  await server.receive({ type: 'call', id: 1, call: 'open', args: ['i1', [source]] });
  const [near, far] = portPair<FromIngest, ToIngest>();
  await server.receive({ type: 'ingest-port', logId: 'i1' }, near);
  await runIngest({ sources: [{ facts: source, text, fromOffset: 0, fromLine: 1 }] }, far);
  const last = () => heard.findLast((message) => message.type === 'changed')?.state;
  await soon(() => expect(last()?.partial).toBe(false));
  expect(last()).toMatchObject({ messages: 5, entries: 10 * times, sources: [{ complete: true }] });
});

/** What the index holds of a rotated set that so many processes have read: all of it, and every message. */
async function readBy(processes: number, logId: string, paths: readonly string[]): Promise<unknown> {
  const sources = await Promise.all(paths.map((path, i) => fileFacts(path, i)));
  const bench = new WorkerBench();
  await bench.call('open', logId, sources);
  const jobs = Array.from({ length: processes }, (_, process) => ({
    sources: sources
      .map((known, i) => ({ facts: known, path: paths[i] ?? '', fromOffset: 0, fromLine: 1 }))
      .filter((_source, i) => i % processes === process),
  }));
  const pairs = jobs.map(() => portPair<FromIngest, ToIngest>());
  bench.attach(logId, onePort(pairs.map(([near]) => near)));
  await Promise.all(pairs.map(([, far], i) => runIngest(jobs[i] ?? { sources: [] }, far)));
  await soon(() => expect(bench.changes.at(-1)?.state.partial).toBe(false));
  const { rows } = await bench.call('query', '', BY_TIME, 0, 100_000);
  const { records } = await bench.call('records', ['from', 'to', 'other-program', 'unparsed'], 0, 100_000);
  const { ended: _, ...state } = bench.changes.at(-1)?.state ?? {};
  return { state, rows, records };
}

test('a rotated set read by three processes is what one process makes of it, a broken file and a cut line included', async () => {
  const paths = [0, 1, 2, 3, 4, 5, 6].map((i) => join(folder, `set.${i}`));
  const lines = [...logLines(14_000)];
  for (const [i, path] of paths.entries()) {
    const text = lines.slice(i * 2000, (i + 1) * 2000).join('');
    if (i === 3) writeFileSync(path, gzipSync(text).subarray(0, 30_000));
    else if (i === 4) writeFileSync(path, '');
    else writeFileSync(path, i % 2 === 0 ? text.slice(0, i === 6 ? -30 : undefined) : gzipSync(text));
  }
  const alone = await readBy(1, 'one', paths);
  expect(await readBy(3, 'three', paths)).toEqual(alone);
  const alerts = ['set.3', 'set.3', 'set.6'].map((where) => ({ where }));
  expect(alone).toMatchObject({ state: { entries: 10_917, alerts } });
});

test('a log that is followed grows in the index, over a half-written line and over a rotation', async () => {
  const heard: FromIndex[] = [];
  const server = new IndexServer((message) => heard.push(message));
  const path = join(folder, 'maillog');
  writeFileSync(path, SEED.slice(0, -40));
  const source = facts({ size: SEED.length - 40 });
  await server.receive({ type: 'call', id: 1, call: 'open', args: ['i2', [source]] });
  const last = () => heard.findLast((message) => message.type === 'changed')?.state;
  const read = async (fromOffset: number, fromLine: number, follow: boolean) => {
    const [near, far] = portPair<FromIngest, ToIngest>();
    await server.receive({ type: 'ingest-port', logId: 'i2' }, near);
    const flag = follow ? { follow: true as const } : {};
    const job = { sources: [{ facts: source, path, fromOffset, fromLine, ...flag }], nextSource: 1 };
    return runIngest(job, far);
  };
  await read(0, 1, false);
  await soon(() => expect(last()).toMatchObject({ partial: false, entries: 10 }));
  const [half] = last()?.sources ?? [];
  const running = read(half?.nextOffset ?? 0, half?.nextLine ?? 1, true);
  await soon(() => expect(last()).toMatchObject({ following: true, partial: false }));
  appendFileSync(path, SEED.slice(-40));
  await soon(() => expect(last()).toMatchObject({ entries: 10, messages: 5, byKind: { to: 5 } }));
  renameSync(path, `${path}.1`);
  writeFileSync(path, SEED.replaceAll('user100 sendmail', 'other sendmail'));
  await soon(() => expect(last()).toMatchObject({ entries: 20, messages: 10 }));
  await server.receive({ type: 'call', id: 2, call: 'pause', args: [] });
  await running;
  expect(last()).toMatchObject({ following: false, partial: false, sources: [{ source: 0 }, { source: 1 }] });
});
