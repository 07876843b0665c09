/**
 * ssh2 says nothing of what is asked over a channel that has ended. Whoever asks is told at once: the patience for a
 * silent server is longer than these tests may take.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SFTPWrapper } from 'ssh2';
import { expect } from 'vitest';
import { connect } from '#ingest/ssh/connect.ts';
import { PATIENCE } from '#ingest/ssh/patience.ts';
import { openFiles, readBlock, type RemoteFiles } from '#ingest/ssh/remote-files.ts';
import { mailLines } from '../read-all.ts';
import { fakeServer } from './fake-server.ts';
import { sftpServing } from './fake-sftp.ts';
import { Peers, onlyCommands, test } from './peers.ts';

const peers = new Peers();
const text = mailLines(20_000);
const log = join(peers.folder, 'maillog');
writeFileSync(log, text);
const SOON = PATIENCE / 3;
const CLOSED = { problem: { code: 'ssh-closed-files' } };

const WAYS: Readonly<Record<string, readonly string[]>> = {
  SFTP: [],
  SCP: ['NoSftp'],
  cat: [
    'NoSftp',
    `SetEnv PATH=${onlyCommands(peers.folder, ['cat', 'tail', 'head', 'stat', 'ls', 'wc', 'sh'])}`,
  ],
};
const QUESTIONS: Readonly<Record<string, (files: RemoteFiles) => Promise<unknown>>> = {
  stat: (files) => files.stat(log),
  list: (files) => files.list(peers.folder),
  read: (files) => readBlock(files, log, 10, 20),
};
const CASES = Object.keys(WAYS).flatMap((way) =>
  Object.keys(QUESTIONS).map((question) => [way, question] as const),
);

/** Files of a server behind a line that can be cut. */
async function overLine(way: string) {
  const { port } = await peers.sshd(WAYS[way]);
  const line = await peers.proxy(port);
  const { client, closed, end } = await connect(peers.options(line.port));
  return { files: await openFiles(client, 'server'), line, closed, end };
}

test.each(CASES)(
  'over %s, a line that is cut is told to who asks then and to who asks afterwards: %s',
  async (way, question) => {
    const { files, line, closed } = await overLine(way);
    const ask = async (): Promise<unknown> => QUESTIONS[question]?.(files);
    await ask();
    const during = ask();
    line.cut();
    await expect(during).rejects.toMatchObject(CLOSED);
    await closed;
    await expect(ask()).rejects.toMatchObject(CLOSED);
  },
  SOON,
);

test.each(Object.keys(WAYS))(
  'over %s, a line that is cut while a file is read ends the reading',
  async (way) => {
    const { files, line, closed } = await overLine(way);
    const reading = files.read(log, 0, text.length)[Symbol.asyncIterator]();
    await reading.next();
    line.cut();
    await closed;
    const rest = async (): Promise<void> => {
      while ((await reading.next()).done !== true);
    };
    await expect(rest()).rejects.toMatchObject(CLOSED);
  },
  SOON,
);

test(
  'a server that ends SFTP alone, and keeps the line, is told as one that closed it',
  async () => {
    let over: SFTPWrapper | undefined;
    const hostKey = peers.hostKey('ends', 'ecdsa');
    const serve = sftpServing({ name: 'maillog', text });
    const { port } = await fakeServer({
      hostKey,
      onSftp: (sftp, connection) => {
        over = sftp;
        serve(sftp, connection);
      },
    });
    const { client, end } = await connect(peers.options(port));
    const files = await openFiles(client, 'server');
    await files.stat(log);
    const reading = files.stat(log);
    over?.end();
    await reading.catch(() => undefined);
    await expect(QUESTIONS['read']?.(files)).rejects.toMatchObject(CLOSED);
    end();
  },
  SOON,
);
