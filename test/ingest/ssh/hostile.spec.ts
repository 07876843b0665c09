import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { fetchLog } from './fetch.ts';
import { execServing, fakeServer, finish } from './fake-server.ts';
import { Peers, test } from './peers.ts';

const peers = new Peers();
const hostKey = peers.hostKey('fake', 'ecdsa');
const path = '/var/log/maillog';
const TEXT = 'x'.repeat(200_000);

/** The problem with which a fetch ends. */
async function problemOf(port: number, file = path): Promise<string> {
  const { problems } = await fetchLog(peers, port, file, { backOff: [] });
  return problems.map(({ code }) => code).join(' ');
}

function speaking(speak: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    speak(socket);
  });
  afterAll(() => void server.close());
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

test('a greeting of a megabyte, another protocol, and silence after closing are told', async () => {
  expect(await problemOf(await speaking((socket) => socket.end('y'.repeat(1_000_000))))).toBe('ssh-not-ssh');
  expect(await problemOf(await speaking((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))).toMatch(
    /^ssh-(?:not-ssh|closed-handshake)$/,
  );
  expect(await problemOf(await speaking((socket) => socket.destroy()))).toBe('ssh-closed-handshake');
});

test('a server that closes during the login, or after it, is told by its step', async () => {
  const login = await fakeServer({
    hostKey,
    onAuth: (context) => context.method !== 'none' || context.reject(),
  });
  expect(await problemOf(login.port)).toMatch(/^ssh-/);
  const after = await fakeServer({ hostKey, onSession: (connection) => connection.end() });
  expect(await problemOf(after.port)).toBe('ssh-closed-files');
});

test('a banner of a megabyte before the login ends in a sentence or is passed over', async () => {
  const { port } = await fakeServer({ hostKey, banner: 'z'.repeat(1_000_000) });
  expect(await problemOf(port)).toMatch(/^ssh-/);
});

test('a server that has nothing but scp is read', async () => {
  const text = 'Oct 21 23:01:58 mx sendmail[1]: k9LE1v98001811: from=<a@b>, size=1, class=0, nrcpts=1\n';
  const { port } = await fakeServer({ hostKey, onExec: execServing(path, text) });
  const { lines, listing } = await fetchLog(peers, port, path);
  expect(listing?.method).toBe('scp');
  expect(lines.map(({ raw }) => `${raw}\n`).join('')).toBe(text);
});

test.each([
  ['another name', `C0644 ${TEXT.length} ../../.bashrc\n`],
  ['a folder', 'D0755 0 maillog\n'],
  ['no size', 'C0644 many maillog\n'],
  ['noise', '?'.repeat(20_000)],
])('scp: %s stops the reading, and no file is made', async (_, header) => {
  const copies = join(peers.folder, `copies-${header.length}`);
  mkdirSync(copies);
  const { port } = await fakeServer({
    hostKey,
    onExec: (command, channel) => {
      if (command === 'scp -f') finish(channel, 1);
      else if (command.startsWith('stat')) finish(channel, 0, `81a4 ${TEXT.length} 1000 7\n`);
      else if (command.startsWith('head'))
        finish(channel, 0, 'Oct 21 23:01:58 mx sendmail[1]: x\n'.repeat(121).slice(0, 4096));
      else if (command.startsWith('scp')) channel.write(header + TEXT);
      else finish(channel, 127);
    },
  });
  const { problems } = await fetchLog(peers, port, path, { copies, backOff: [] });
  expect(problems.map(({ code }) => code)).toEqual(['ssh-lied']);
  expect(readdirSync(copies)).toEqual([]);
});

test('names with ../ or control characters in a folder’s listing are not files', async () => {
  const { port } = await fakeServer({
    hostKey,
    onExec: (command, channel) => {
      if (command === 'scp -f') finish(channel, 1);
      else if (command.startsWith('ls'))
        finish(channel, 0, '../maillog\n..\n.\nmaillog\u001b[31m\nsub/maillog\n');
      else finish(channel, 127);
    },
  });
  expect(await problemOf(port, '/var/log/maillog*')).toBe('ssh-nothing-matches');
});

test('a file that must not be read, and one that is not there, are told apart', async () => {
  const refusing = (errors: string) =>
    fakeServer({
      hostKey,
      onExec: (command, channel) => finish(channel, command === 'scp -f' ? 0 : 1, '', errors),
    });
  expect(await problemOf((await refusing('stat: maillog: Permission denied')).port)).toBe('ssh-forbidden');
  expect(await problemOf((await refusing('stat: maillog: No such file or directory')).port)).toBe(
    'ssh-missing',
  );
});

test('a device, a folder without logs, a missing file and binary data on a real server', async () => {
  const { port } = await peers.sshd();
  const folder = join(peers.folder, 'plain');
  mkdirSync(folder);
  writeFileSync(join(folder, 'noise'), Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)));
  expect(await problemOf(port, '/dev/zero')).toBe('ssh-not-a-file');
  expect(await problemOf(port, folder)).toBe('ssh-nothing-matches');
  expect(await problemOf(port, join(folder, 'missing'))).toBe('ssh-missing');
  expect(await problemOf(port, join(folder, 'noise'))).toBe('binary');
  expect(await problemOf(port, '/var/*/maillog')).toBe('ssh-path');
});

test('a server without SFTP and without commands is told', async () => {
  const { port } = await fakeServer({ hostKey });
  expect(await problemOf(port)).toBe('ssh-no-way');
});
