import 'fake-indexeddb/auto';
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FromIndex } from '#core/contract/index-protocol.ts';
import type { FromIngest, ToIngest } from '#core/contract/ingest-protocol.ts';
import { portPair } from '#core/ports/port.ts';
import { runIngest } from '#ingest/session.ts';
import { IndexServer } from '#renderer/worker/index-server.ts';
import { tempFolder } from '../../ingest/temp-folder.ts';
import { SEED, facts, soon } from './worker-bench.ts';

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
