import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { problemOf } from '#ingest/failure.ts';
import { connect, type ConnectOptions } from '#ingest/ssh/connect.ts';
import { openFiles, readBlock } from '#ingest/ssh/remote-files.ts';
import { mailLines } from '../read-all.ts';
import { execServing, fakeServer } from './fake-server.ts';
import { fetchLog } from './fetch.ts';
import { Peers, onlyCommands, test } from './peers.ts';

const peers = new Peers();
const log = join(peers.folder, 'maillog');
writeFileSync(log, mailLines(3000));

/** How it reads the log, or the problem. */
async function outcome(options: ConnectOptions) {
  try {
    const { client, end } = await connect(options);
    const files = await openFiles(client, 'server');
    const { size } = await files.stat(log);
    const text = Buffer.from(await readBlock(files, log, 0, size)).toString();
    const rest = Buffer.from(await readBlock(files, log, 1000, size)).toString();
    end();
    return {
      method: files.method,
      whole: text === mailLines(3000),
      rest: rest === mailLines(3000).slice(1000),
    };
  } catch (error) {
    return problemOf(error, 'test');
  }
}

test('a file comes over SFTP', async () => {
  const { port } = await peers.sshd();
  expect(await outcome(peers.options(port))).toEqual({ method: 'sftp', whole: true, rest: true });
});

test('without SFTP it comes over the SCP protocol', async () => {
  const { port } = await peers.sshd(['NoSftp']);
  expect(await outcome(peers.options(port))).toEqual({ method: 'scp', whole: true, rest: true });
});

test('without SFTP and scp it comes through cat and tail', async () => {
  const path = onlyCommands(peers.folder, ['cat', 'tail', 'stat', 'ls', 'sh']);
  const { port } = await peers.sshd(['NoSftp', `SetEnv PATH=${path}`]);
  expect(await outcome(peers.options(port))).toEqual({ method: 'cat', whole: true, rest: true });
});

test('a long file comes whole over SFTP, also where the server allows one session only', async () => {
  const long = join(peers.folder, 'long');
  const text = mailLines(50_000);
  writeFileSync(long, text);
  for (const lines of [[], ['MaxSessions 1']]) {
    const { port } = await peers.sshd(lines);
    const { client, end } = await connect(peers.options(port));
    const files = await openFiles(client, 'server');
    const got = Buffer.from(await readBlock(files, long, 1, text.length)).toString();
    end();
    expect([files.method, got === text.slice(1)]).toEqual(['sftp', true]);
  }
});

test('a server that has nothing but scp is read', async () => {
  const text = mailLines(1000);
  const path = '/var/log/maillog';
  const hostKey = peers.hostKey('scp', 'ecdsa');
  const { port } = await fakeServer({ hostKey, onExec: execServing(path, text) });
  const { lines, listing } = await fetchLog(peers, port, path);
  expect(listing?.method).toBe('scp');
  expect(lines.map(({ raw }) => `${raw}\n`).join('')).toBe(text);
});
