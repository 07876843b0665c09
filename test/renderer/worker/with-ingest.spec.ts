import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import type { FromIndex } from '#core/contract/index-protocol.ts';
import type { FromIngest, ToIngest } from '#core/contract/ingest-protocol.ts';
import { portPair } from '#core/ports/port.ts';
import { runIngest } from '#ingest/session.ts';
import { IndexServer } from '#renderer/worker/index-server.ts';
import { SEED, facts } from './worker-bench.ts';

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
  await vi.waitFor(() => expect(last()?.partial).toBe(false), 20_000);
  expect(last()).toMatchObject({ messages: 5, entries: 10 * times, sources: [{ complete: true }] });
});
