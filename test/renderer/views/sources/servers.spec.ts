import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { ok } from '#core/base/result.ts';
import type { ServersState } from '#core/contract/server-channels.ts';
import { FakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { AppState } from '#renderer/state/app.svelte.ts';
import ServerQuestions from '#renderer/views/sources/ServerQuestions.svelte';
import ServersSheet from '#renderer/views/sources/ServersSheet.svelte';
import { fakeBrowser } from '../fake-browser.ts';
import { draftOf, emptyForm } from '#renderer/views/sources/server-draft.ts';

const ID = 'ab'.repeat(16);
const MX = { id: ID, name: 'mx', host: 'mx.example.org', path: '/var/log/maillog*', keepsSecrets: false };
const STATE: ServersState = {
  servers: [MX],
  hosts: ['office'],
  canKeep: true,
  copies: { keep: true, limit: 2 * 1024 ** 3, bytes: 1000 },
};

beforeAll(fakeBrowser);
afterEach(cleanup);

async function shown(state = STATE) {
  const bridge = new FakeBridge({
    'servers:list': state,
    'servers:save': state,
    'servers:answer': undefined,
  });
  const app = new AppState(bridge, new FakeIndex(''));
  await app.servers.show();
  render(ServersSheet, { app });
  render(ServerQuestions, { app });
  return { bridge, app };
}

test('a server is added with what was typed, user and port in the host’s field too', async () => {
  const { bridge } = await shown();
  await fireEvent.click(screen.getByText('Add a server…'));
  await fireEvent.input(screen.getByLabelText('Host'), { target: { value: 'alice@mail.example.org:2222' } });
  await fireEvent.click(screen.getByText('Save'));
  await expect
    .poll(() => bridge.argumentsOf('servers:save'))
    .toEqual([
      [
        {
          name: 'mail.example.org',
          host: 'mail.example.org',
          user: 'alice',
          port: 2222,
          path: '/var/log/maillog*',
          key: 'none',
        },
      ],
    ]);
});

test('a form that lacks something marks the field, says what it needs and saves nothing', async () => {
  const { bridge } = await shown();
  await fireEvent.click(screen.getByText('Add a server…'));
  await fireEvent.click(screen.getByText('Save'));
  const host = screen.getByLabelText('Host');
  await expect.poll(() => document.activeElement).toBe(host);
  expect(host.getAttribute('aria-invalid')).toBe('true');
  const described = host.getAttribute('aria-describedby')?.trim().split(' ') ?? [];
  expect(document.getElementById(described[0] ?? '')?.textContent).toBe('Needed, and without blanks.');
  expect(screen.getByLabelText('Name').getAttribute('aria-invalid')).toBe('false');
  expect(bridge.argumentsOf('servers:save')).toEqual([]);
  await fireEvent.input(host, { target: { value: 'mx' } });
  expect(host.getAttribute('aria-invalid')).toBe('false');
});

test.each([
  [{ host: 'mx', port: '70000', user: 'a b' }, ['user', 'port']],
  [{ host: 'mx:70000' }, ['host']],
  [{ host: 'two words', path: ' ' }, ['host', 'path']],
  [{ host: 'mx', name: 'n'.repeat(101) }, ['name']],
])('of %j these fields are marked: %j', (typed, wrong) => {
  expect(draftOf({ ...emptyForm(undefined), ...typed }, undefined)).toEqual({ ok: false, error: wrong });
});

test('the log is found by looking through the server’s folders', async () => {
  const { bridge } = await shown();
  const entries = [
    { name: 'maillog', kind: 'file', size: 5000 },
    { name: 'archive', kind: 'folder', size: 0 },
  ] as const;
  bridge.set('servers:browse', { folder: '/var/log', entries });
  await fireEvent.click(screen.getByText('Add a server…'));
  await fireEvent.input(screen.getByLabelText('Host'), { target: { value: 'mx' } });
  await fireEvent.click(screen.getByText('Browse…'));
  await expect.poll(() => screen.queryByText('maillog')).not.toBeNull();
  expect(bridge.argumentsOf('servers:browse')[0]?.[1]).toBe('/var/log');
  await fireEvent.click(screen.getByText('archive/'));
  expect(bridge.argumentsOf('servers:browse')[1]?.[1]).toBe('/var/log/archive');
  await expect.poll(() => screen.queryByText('maillog')).not.toBeNull();
  await fireEvent.click(screen.getByText('maillog'));
  expect(screen.getByLabelText<HTMLInputElement>('Log file on the server').value).toBe('/var/log/maillog');
});

test('a test says how it went, in a sentence', async () => {
  const { bridge } = await shown();
  bridge.set('servers:test', {
    ok: false,
    problem: { code: 'ssh-refused', where: 'mx', detail: 'ECONNREFUSED' },
  });
  await fireEvent.click(screen.getByText('Test connection'));
  await expect.poll(() => screen.getByTestId('server').textContent).toContain('nothing listens at this port');
  bridge.set('servers:test', { ok: true, method: 'scp', files: [{ name: 'maillog', size: 1 }] });
  await fireEvent.click(screen.getByText('Test connection'));
  await expect
    .poll(() => screen.getByTestId('server').textContent)
    .toContain('It works: 1 file, read over SCP');
});

test('an unknown host key shows its fingerprint, and leaving it declines', async () => {
  const { bridge } = await shown();
  const question = {
    kind: 'host-key',
    host: 'mx',
    port: 22,
    keyType: 'ssh-ed25519',
    fingerprint: 'SHA256:abc',
  } as const;
  bridge.emit('event:server', { type: 'question', ask: 7, server: ID, question });
  await expect.poll(() => screen.getByTestId('host-key').textContent).toContain('SHA256:abc');
  await fireEvent.click(screen.getByText('Do not connect'));
  expect(bridge.argumentsOf('servers:answer')).toEqual([[7, undefined]]);
  bridge.emit('event:server', { type: 'question', ask: 8, server: ID, question });
  await expect.poll(() => screen.queryByTestId('host-key')).not.toBeNull();
  await fireEvent.click(screen.getByText(/The fingerprint is right/));
  expect(bridge.argumentsOf('servers:answer')[1]).toEqual([8, { accept: true }]);
});

test('a secret goes to main and stays nowhere on the page; the server’s words are text', async () => {
  const { bridge, app } = await shown();
  const question = {
    kind: 'secret',
    what: 'prompts',
    whose: 'a@mx',
    slot: 's',
    title: '<img src=x onerror=alert(1)>',
    fields: [{ text: 'Code', shown: false }],
    again: true,
  } as const;
  bridge.emit('event:server', { type: 'question', ask: 9, server: ID, question });
  await expect.poll(() => screen.queryByTestId('secret')).not.toBeNull();
  expect(screen.getByTestId('secret').textContent).toContain('<img src=x');
  expect(screen.getByText('That was not right. Try again.')).toBeTruthy();
  await fireEvent.input(screen.getByLabelText('Code'), { target: { value: 'hunter2' } });
  await fireEvent.click(screen.getByText('Log in'));
  expect(bridge.argumentsOf('servers:answer')).toEqual([[9, { secrets: ['hunter2'], keep: false }]]);
  expect(JSON.stringify(app.servers.questions) + document.body.innerHTML).not.toContain('hunter2');
});

test('how far each server has come is told by itself', async () => {
  const { bridge, app } = await shown();
  bridge.emit('event:server', { type: 'fetching', server: ID, source: 0, bytes: 10, size: 20 });
  bridge.emit('event:server', { type: 'fetching', server: ID, source: 1, bytes: 5, size: 30 });
  expect(app.servers.fetching).toEqual([{ server: ID, sources: [0, 1], bytes: 15, size: 50 }]);
});

test('the form gives back what it was given', () => {
  const server = { ...MX, port: 2222, user: 'alice', key: 'id_mail' };
  expect(draftOf(emptyForm(server), ID)).toEqual(
    ok({
      id: ID,
      name: 'mx',
      host: 'mx.example.org',
      port: 2222,
      user: 'alice',
      path: '/var/log/maillog*',
      key: 'same',
    }),
  );
  expect(draftOf({ ...emptyForm(undefined), host: '[2001:db8::1]:22' }, undefined)).toMatchObject({
    value: { host: '2001:db8::1', port: 22 },
  });
  expect(draftOf({ ...emptyForm(undefined), host: '2001:db8::1' }, undefined)).toMatchObject({
    value: { host: '2001:db8::1' },
  });
});
