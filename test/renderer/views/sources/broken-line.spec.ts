import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { LogState } from '#core/contract/index-protocol.ts';
import type { ServersState } from '#core/contract/server-channels.ts';
import { FakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { AppState } from '#renderer/state/app.svelte.ts';
import FollowSwitch from '#renderer/views/sources/FollowSwitch.svelte';
import ServerBar from '#renderer/views/sources/ServerBar.svelte';
import ServersSheet from '#renderer/views/sources/ServersSheet.svelte';
import { fakeBrowser } from '../fake-browser.ts';

const ID = 'ab'.repeat(16);
const STATE: ServersState = {
  servers: [{ id: ID, name: 'mx', host: 'mx.example.org', path: '/var/log/maillog', keepsSecrets: false }],
  hosts: [],
  canKeep: true,
  copies: { keep: true, limit: 0, bytes: 0 },
};
const SOURCE: LogState['sources'][number] = {
  source: 0,
  sourceId: 's',
  name: 'maillog',
  size: 20,
  modified: 0,
  fingerprint: 'f',
  nextOffset: 10,
  nextLine: 2,
  complete: false,
};
const LOG = new FakeIndex('').state([SOURCE]);

beforeAll(fakeBrowser);
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function shown() {
  const bridge = new FakeBridge({ 'servers:list': STATE });
  const app = new AppState(bridge, new FakeIndex(''));
  await app.servers.show();
  return { bridge, app };
}

/** A log on the server is followed, and the list of servers is open. */
async function followed() {
  const { bridge, app } = await shown();
  render(ServersSheet, { app });
  app.remote = true;
  app.log = { ...LOG, following: true };
  app.reading.follow = true;
  render(ServerBar, { app });
  render(FollowSwitch, { app });
  const fetching = { type: 'fetching', server: ID, source: 0, bytes: 0, size: 20 } as const;
  return { bridge, fetching, follow: screen.getByTestId('follow') };
}

test('a broken line says when it is tried again, that it is, and that it holds again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
  const { bridge, fetching, follow } = await followed();
  const bar = (): string => screen.queryByTestId('server-lost')?.textContent ?? '';
  expect(follow.textContent).toContain('Following');
  bridge.emit('event:server', { ...fetching, retry: 8 });
  await vi.advanceTimersByTimeAsync(0);
  expect(bar()).toContain('mx The connection broke. Trying again in 8 s.');
  expect(follow.textContent).toContain('Connecting again');
  await vi.advanceTimersByTimeAsync(3000);
  expect(bar()).toContain('Trying again in 5 s.');
  bridge.emit('event:server', { type: 'step', server: ID, step: 'connect', host: 'mx' });
  await vi.advanceTimersByTimeAsync(0);
  expect(bar()).toContain('The connection broke; connecting again…');
  expect(follow.textContent).toContain('Connecting again');
  bridge.emit('event:server', fetching);
  await vi.advanceTimersByTimeAsync(0);
  expect(bar()).toContain('Connected again; it goes on where it stopped.');
  expect(follow.textContent).toContain('Following');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(bar()).toBe('');
});

test('a connection that is mended leaves no step behind in the list of servers', async () => {
  const { bridge, fetching } = await followed();
  bridge.emit('event:server', { ...fetching, retry: 1 });
  bridge.emit('event:server', { type: 'step', server: ID, step: 'files', host: 'mx' });
  await expect.poll(() => screen.getByTestId('server-lost').textContent).toContain('connecting again');
  expect(screen.getByTestId('server').textContent).not.toContain('looking for files');
});

test('of several servers the one that failed is told as stopped', async () => {
  const { bridge, app } = await shown();
  const problem = { code: 'ssh-timeout-files', where: 'mx' } as const;
  app.log = { ...LOG, sources: [{ ...SOURCE, problem }] };
  app.progress = { bytes: 10, total: 20, records: 1 };
  render(ServerBar, { app });
  bridge.emit('event:server', { type: 'fetching', server: ID, source: 0, bytes: 10, size: 20 });
  await expect.poll(() => screen.queryByTestId('server-progress')?.textContent).toContain('stopped');
});
