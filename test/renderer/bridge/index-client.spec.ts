import { expect, test } from 'vitest';
import type { FromIndex, ToIndex } from '#core/contract/index-protocol.ts';
import { IndexClient } from '#renderer/bridge/index-client.ts';

/** A worker that the test speaks for. */
class FakeWorker {
  readonly sent: ToIndex[] = [];
  readonly transferred: Transferable[] = [];
  onmessage: ((event: MessageEvent<FromIndex>) => unknown) | null = null;
  onerror: ((event: ErrorEvent) => unknown) | null = null;

  postMessage(message: ToIndex, transfer: Transferable[]): void {
    this.sent.push(structuredClone(message));
    this.transferred.push(...transfer);
  }

  say(data: FromIndex): void {
    this.onmessage?.({ data } as MessageEvent<FromIndex>);
  }
}

const NO_MESSAGE = ['host/none'] as const;

test('answers reach the question they belong to, in any order', async () => {
  const worker = new FakeWorker();
  const client = new IndexClient(worker);
  const first = client.call('message', ...NO_MESSAGE);
  const second = client.call('records', ['unparsed'], 0, 9);
  worker.say({ type: 'answer', id: 2, value: { total: 0, records: [] } });
  worker.say({ type: 'answer', id: 1, value: undefined });
  expect([await first, await second]).toEqual([undefined, { total: 0, records: [] }]);
});

test('a call that fails brings its problem', async () => {
  const worker = new FakeWorker();
  const call = new IndexClient(worker).call('close');
  worker.say({ type: 'failed', id: 1, problem: { code: 'store-full', where: '' } });
  await expect(call).rejects.toMatchObject({ problem: { code: 'store-full' } });
});

test('when the worker breaks, open questions fail and none hangs', async () => {
  const worker = new FakeWorker();
  const call = new IndexClient(worker).call('close');
  worker.onerror?.({ message: 'boom' } as ErrorEvent);
  await expect(call).rejects.toMatchObject({ problem: { code: 'internal', detail: 'boom' } });
});

test('the ports of a reading session are handed on together, with the log they are for', () => {
  const worker = new FakeWorker();
  const channels = [new MessageChannel(), new MessageChannel()];
  const ports = channels.map(({ port1 }) => port1);
  new IndexClient(worker).attach(ports, 'abc');
  expect([worker.sent, worker.transferred]).toEqual([[{ type: 'ingest-port', logId: 'abc' }], ports]);
  for (const { port2 } of channels) port2.close();
});
