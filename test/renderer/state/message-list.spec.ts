import { afterEach, expect, test } from 'vitest';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { MessageList } from '#renderer/state/message-list.svelte.ts';

const LOG = `Oct 21 23:01:58 mx sendmail[1811]: k9LE1v98001811: from=<a@x.org>, size=62, nrcpts=1, relay=pc [10.0.0.2]
Oct 21 23:05:00 mx sendmail[1812]: ruleset=check_relay, arg1=bad.example, arg2=198.51.100.7, relay=bad.example [198.51.100.7], reject=550 5.7.1 Access denied
`;

afterEach(() => localStorage.clear());

async function list(): Promise<MessageList> {
  const index = new FakeIndex(LOG);
  index.grow();
  const made = new MessageList(index);
  await made.refresh();
  return made;
}

test('refused connections are hidden, and stay so when the app is started again', async () => {
  const first = await list();
  expect(first.total).toBe(2);
  await first.hideConnections(true);
  expect(first.rows.map(({ message }) => message.from)).toEqual(['a@x.org']);
  const later = await list();
  expect([later.connectionsHidden, later.total]).toEqual([true, 1]);
  await later.hideConnections(false);
  expect(later.total).toBe(2);
});

test('hidden connections do not come back with a filter, whatever its OR', async () => {
  const hidden = await list();
  await hidden.hideConnections(true);
  await hidden.setFilter('from:nobody OR status:rejected');
  expect(hidden.total).toBe(0);
});

test('the count is told of a filter when its rows are there, not before', async () => {
  const made = await list();
  const asked = made.setFilter('from:a@x.org');
  expect([made.narrowed, made.total]).toEqual([false, 2]);
  await asked;
  expect([made.narrowed, made.total]).toEqual([true, 1]);
});

test('an error in the filter keeps its place while connections are hidden', async () => {
  const hidden = await list();
  await hidden.hideConnections(true);
  await hidden.setFilter('a from:');
  expect(hidden.filterError).toMatchObject({ at: 7 });
});

test('what another version stored under the name is not taken for an answer', async () => {
  localStorage.setItem('hide-connections', '{"yes":');
  expect((await list()).connectionsHidden).toBe(false);
});
