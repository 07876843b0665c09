import { expect, test } from 'vitest';
import type { IpcMain } from 'electron';
import { CHANNELS, PRELOAD_CHANNELS } from '#core/contract/channels.ts';
import { registerHandlers } from '../../electron/main/ipc.ts';

type Handlers = Parameters<typeof registerHandlers>[1];
type Listener = (event: unknown, ...args: unknown[]) => unknown;

const ours = { senderFrame: { url: 'relayscope://app/index.html', parent: null } };

/** Every channel registered on a fake ipcMain; each handler notes its channel and arguments. */
function registered() {
  const listeners = new Map<string, Listener>();
  const ipcMain = { handle: (channel: string, listener: Listener) => void listeners.set(channel, listener) };
  const called: unknown[][] = [];
  const names = [...Object.keys(CHANNELS), ...Object.keys(PRELOAD_CHANNELS)];
  const handlers = Object.fromEntries(
    names.map((name) => [name, (...args: unknown[]) => called.push([name, ...args])]),
  );
  registerHandlers(ipcMain as unknown as Pick<IpcMain, 'handle'>, handlers as unknown as Handlers);
  const call = (event: unknown, channel: string, ...args: unknown[]) =>
    listeners.get(channel)?.(event, ...args);
  return { call, called, names: [...listeners.keys()] };
}

test('every channel of the contract has a handler, and nothing else has', () => {
  expect(registered().names.sort()).toEqual(
    [...Object.keys(CHANNELS), ...Object.keys(PRELOAD_CHANNELS)].sort(),
  );
});

test('our page’s own calls reach their handler', () => {
  const { call, called } = registered();
  call(ours, 'open:dialog', 'folder');
  call(ours, 'settings:set', { language: 'ja' });
  expect(called).toEqual([
    ['open:dialog', 'folder'],
    ['settings:set', { language: 'ja' }],
  ]);
});

test.each([
  ['another origin', { senderFrame: { url: 'https://example.org/', parent: null } }],
  [
    'a host that only begins like ours',
    { senderFrame: { url: 'relayscope://app.example.org/', parent: null } },
  ],
  ['a file', { senderFrame: { url: 'file:///index.html', parent: null } }],
  ['an empty frame', { senderFrame: { url: 'about:blank', parent: null } }],
  ['a frame within our page', { senderFrame: { url: 'relayscope://app/', parent: {} } }],
  ['a frame that is gone', { senderFrame: null }],
])('a call from %s is refused on every channel', (_name, event) => {
  const { call, called, names } = registered();
  for (const name of names) expect(() => call(event, name)).toThrow(/^Refused/);
  expect(called).toEqual([]);
});

test.each([
  ['open:dialog', ['anything']],
  ['open:dialog', []],
  ['open:recent', ['../../etc/passwd']],
  ['open:recent', ['a'.repeat(65)]],
  ['open:text', [42]],
  ['open:paths', ['/etc/passwd']],
  ['open:paths', [['']]],
  ['ingest:start', ['ab'.repeat(16), [{ source: -1, fromOffset: 0, fromLine: 1 }]]],
  ['ingest:start', ['ab'.repeat(16), [{ source: 0, fromOffset: 0.5, fromLine: 1 }]]],
  ['ingest:start', ['ab'.repeat(16), [{ source: 0, fromOffset: 0, fromLine: 0 }]]],
  ['settings:set', [{ theme: 'pink' }]],
  ['export:text', ['name']],
  ['servers:save', [{ name: 'a', host: '-oProxyCommand=x', path: '/x', key: 'none' }]],
  ['servers:save', [{ name: 'a', host: 'a', path: '/x\n/y', key: 'none' }]],
  ['servers:save', [{ name: 'a', host: 'a', path: '/x', key: '/root/.ssh/id_rsa' }]],
  ['servers:open', [['../../etc']]],
  ['servers:open', [[]]],
  ['servers:test', ['mx.example.org']],
  ['servers:answer', ['one', { accept: true }]],
  ['servers:answer', [1, { accept: false }]],
])('%s refuses %j', (channel, args) => {
  const { call, called } = registered();
  expect(() => call(ours, channel, ...args)).toThrow(`Refused: wrong arguments for ${channel}`);
  expect(called).toEqual([]);
});

test('surplus arguments never reach a handler', () => {
  const { call, called } = registered();
  call(ours, 'app:ready', 'surplus');
  expect(called).toEqual([['app:ready']]);
});
