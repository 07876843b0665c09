import { expect, test } from 'vitest';
import { CreditWindow } from '#core/ports/credit-window.ts';
import { portPair } from '#core/ports/port.ts';
import { RequestFailed, Requests, type Request } from '#core/ports/request-response.ts';
import { SequenceCheck } from '#core/ports/sequence-check.ts';

/** Lets everything that is under way in memory arrive. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

test('a sender without credit waits until one is granted', async () => {
  const window = new CreditWindow();
  const sent: string[] = [];
  const sending = window.take().then(() => sent.push('sent'));
  await settled();
  expect(sent).toEqual([]);
  window.grant(1);
  await sending;
  expect(sent).toEqual(['sent']);
  expect(window.credits).toBe(0);
});

test('credits granted ahead are taken one by one', async () => {
  const window = new CreditWindow();
  window.grant(2);
  expect([await window.take(), await window.take(), window.credits]).toEqual([true, true, 0]);
});

test('closing tells the waiting sender and every later one that nothing is wanted', async () => {
  const window = new CreditWindow();
  const waiting = window.take();
  window.close();
  expect([await waiting, await window.take()]).toEqual([false, false]);
});

test.each([0, -1, 0.5, NaN])('a grant of %d credits is a broken protocol', (count) => {
  expect(() => {
    new CreditWindow().grant(count);
  }).toThrow(RangeError);
});

test('several senders without credit are served in turn, and none of them after the window was closed', async () => {
  const window = new CreditWindow();
  const sent: string[] = [];
  const sending = ['one', 'two', 'three'].map(async (name) => {
    sent.push(`${name} ${(await window.take()) ? 'sent' : 'not wanted'}`);
  });
  window.grant(1);
  await settled();
  expect(sent).toEqual(['one sent']);
  window.grant(1);
  await settled();
  window.close();
  await Promise.all(sending);
  expect(sent).toEqual(['one sent', 'two sent', 'three not wanted']);
  expect(window.credits).toBe(0);
});

test('messages in order pass, a gap and a repeat are named', () => {
  const check = new SequenceCheck('ingest');
  expect(check.accept(0).ok).toBe(true);
  expect(check.accept(1).ok).toBe(true);
  expect(check.accept(3)).toEqual({
    ok: false,
    error: { code: 'protocol', where: 'ingest', detail: 'message 3 came where 2 was due' },
  });
  expect(check.accept(1).ok).toBe(false);
});

test('each answer reaches the one who asked, in any order', async () => {
  const sent: Request[] = [];
  const requests = new Requests((request) => sent.push(request));
  const first = requests.call('query', ['a']);
  const second = requests.call('query', ['b']);
  const [a, b] = sent.map(({ id }) => id);
  requests.settle({ type: 'answer', id: b ?? 0, value: 'B' });
  requests.settle({ type: 'answer', id: a ?? 0, value: 'A' });
  expect([await first, await second]).toEqual(['A', 'B']);
});

test('a failure carries its problem', async () => {
  const problem = { code: 'store-full', where: 'maillog' } as const;
  const requests = new Requests(
    ({ id }) => void setTimeout(() => requests.settle({ type: 'failed', id, problem }), 0),
  );
  await expect(requests.call('open', [])).rejects.toMatchObject({ name: 'RequestFailed', problem });
});

test('an answer that nobody asked for is said to be one', () => {
  const requests = new Requests(() => undefined);
  expect(requests.settle({ type: 'answer', id: 7, value: 1 })).toBe(false);
});

test('when the other side goes, open requests and later ones fail instead of hanging', async () => {
  const requests = new Requests(() => undefined);
  const open = requests.call('query', []);
  requests.close({ code: 'internal', where: 'index' });
  await expect(open).rejects.toBeInstanceOf(RequestFailed);
  await expect(requests.call('query', [])).rejects.toBeInstanceOf(RequestFailed);
});

test('a port in memory keeps early messages until it is started, in order', async () => {
  const [left, right] = portPair<string, string>();
  left.postMessage('one');
  left.postMessage('two');
  await settled();
  const heard: string[] = [];
  right.onMessage((message) => heard.push(message));
  right.start();
  expect(heard).toEqual(['one', 'two']);
});

test('closing one end closes the other, once', () => {
  const [left, right] = portPair<string, string>();
  let closed = 0;
  right.onClose(() => closed++);
  left.close();
  right.close();
  expect(closed).toBe(1);
});
