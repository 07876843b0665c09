/** The credit window reaches the server: who takes nothing makes it wait. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect } from 'vitest';
import type { FromIngest, ToIngest } from '#core/contract/ingest-protocol.ts';
import { portPair } from '#core/ports/port.ts';
import { runIngest } from '#ingest/session.ts';
import { mailLines } from '../read-all.ts';
import { connected, jobOf } from './fetch.ts';
import { Peers, onlyCommands, test } from './peers.ts';

const peers = new Peers();
const LINES = 300_000;
const log = join(peers.folder, 'maillog');
const WAYS: Readonly<Record<string, readonly string[]>> = {
  SFTP: [],
  SCP: ['NoSftp'],
  cat: ['NoSftp', `SetEnv PATH=${onlyCommands(peers.folder, ['cat', 'tail', 'head', 'stat', 'ls', 'sh'])}`],
};

beforeAll(() => writeFileSync(log, mailLines(LINES)));

test.each(Object.keys(WAYS))(
  '%s: nothing is fetched that nobody takes, and all of it in the end',
  async (way) => {
    const proxy = await peers.proxy((await peers.sshd(WAYS[way])).port);
    const { room, listing } = await connected(peers, proxy.port, log);
    if (listing === undefined) throw new Error('not listed');
    const copies = join(peers.folder, way);
    mkdirSync(copies);
    const [ours, theirs] = portPair<FromIngest, ToIngest>();
    let lines = 0;
    ours.onMessage((message) => {
      if (message.type !== 'batch') return;
      lines += message.batch.count;
      ours.postMessage({ type: 'credit', count: 1 });
    });
    ours.start();
    const reading = runIngest(jobOf(listing, [], copies), theirs, room);
    let before = -1;
    await expect
      .poll(() => before === (before = proxy.passed()) && before > 100_000, {
        interval: 500,
        timeout: 20_000,
      })
      .toBe(true);
    expect([lines, proxy.passed() < 16_000_000]).toEqual([0, true]);
    ours.postMessage({ type: 'credit', count: 4 });
    await reading;
    await expect.poll(() => lines).toBe(LINES);
    room.end();
  },
);
