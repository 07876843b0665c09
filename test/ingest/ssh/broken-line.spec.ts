import { appendFileSync, mkdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect } from 'vitest';
import { readEntries } from '#ingest/read-file.ts';
import { mailLines, readAll } from '../read-all.ts';
import { fetchLog } from './fetch.ts';
import { Peers, onlyCommands, test } from './peers.ts';
import { cuttingProxy } from './proxy.ts';

const peers = new Peers();
const ports = new Map<string, number>();
let count = 0;

beforeAll(async () => {
  const path = onlyCommands(peers.folder, ['cat', 'tail', 'head', 'stat', 'ls', 'sh']);
  ports.set('SFTP', (await peers.sshd()).port);
  ports.set('SCP', (await peers.sshd(['NoSftp'])).port);
  ports.set('cat', (await peers.sshd(['NoSftp', `SetEnv PATH=${path}`])).port);
});
const WAYS = ['SFTP', 'SCP', 'cat'];
const portOf = (way: string): number => ports.get(way) ?? 0;

function fresh(text: string) {
  const folder = join(peers.folder, `case-${count++}`);
  mkdirSync(folder);
  const log = join(folder, 'maillog');
  writeFileSync(log, text);
  return { folder, log, copies: join(folder, 'copies') };
}

/** A different place in every run would be a different test in every run. */
function randoms(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

test.each(WAYS)(
  '%s: cut at twenty places, a log comes whole: nothing twice, nothing lost',
  async (way) => {
    const text = mailLines(40_000);
    const { log, copies } = fresh(text);
    const random = randoms(42);
    const share = text.length / 20;
    /* The first connection lists the files as well; each then brings about a twentieth. */
    const cuts = Array.from({ length: 20 }, (_, i) =>
      Math.round((i === 0 ? 20_000 : 12_000) + share * random()),
    );
    const proxy = await cuttingProxy(portOf(way), cuts);
    /* A connection may be cut before it brought anything: even twenty of these in a row are no reason to give up. */
    const fetched = await fetchLog(peers, proxy.port, log, { copies, backOff: cuts.map(() => 0) });
    const local = await readAll(readEntries(log, { source: 0 }));
    expect(fetched.problems).toEqual([]);
    expect(fetched.listing?.method).toBe(way.toLowerCase());
    expect(fetched.lines.map(({ line, offset, raw }) => [line, offset, raw])).toEqual(
      local.records.map(({ line, offset, raw }) => [line, offset, raw]),
    );
    expect(readFileSync(join(copies, '0.copy'), 'utf8')).toBe(text);
    expect(proxy.connections()).toBeGreaterThan(15);
    expect(fetched.told.some((message) => message.type === 'fetching' && message.retry !== undefined)).toBe(
      true,
    );
  },
  120_000,
);

test.each(WAYS)(
  '%s: a line that stays broken is told, and the next fetch goes on where it stopped',
  async (way) => {
    const text = mailLines(20_000);
    const { log, copies } = fresh(text);
    const proxy = await cuttingProxy(portOf(way), [400_000, 0, 0, 0]);
    const first = await fetchLog(peers, proxy.port, log, { copies, backOff: [0, 0] });
    expect(first.problems.map(({ code }) => code)).toEqual(['ssh-closed-handshake']);
    expect(first.lines.length).toBeGreaterThan(100);
    const second = await fetchLog(peers, portOf(way), log, { copies, known: first.known });
    expect(second.problems).toEqual([]);
    expect([...first.lines, ...second.lines].map(({ raw }) => `${raw}\n`).join('')).toBe(text);
  },
);

test.each(WAYS)(
  '%s: a rotation while the line is broken: the rest is found under the new name',
  async (way) => {
    const text = mailLines(20_000);
    const { log, copies } = fresh(text);
    const proxy = await cuttingProxy(portOf(way), [600_000]);
    const fetched = await fetchLog(peers, proxy.port, log, {
      copies,
      backOff: [0.2, 0.5],
      onTold: (message) => {
        if (message.type !== 'fetching' || message.retry === undefined) return;
        renameSync(log, `${log}.1`);
        writeFileSync(log, mailLines(3));
      },
    });
    expect(fetched.problems).toEqual([]);
    expect(fetched.lines.map(({ raw }) => `${raw}\n`).join('')).toBe(text);
  },
);

test.each(WAYS)('%s: a file that shrinks while it is read is told, and what came is kept', async (way) => {
  const { log } = fresh(mailLines(20_000));
  const fetched = await fetchLog(peers, portOf(way), log, { onListed: () => truncateSync(log, 500_000) });
  expect(fetched.problems.map(({ code }) => code)).toEqual(['ssh-shrunk']);
  expect(fetched.lines.length).toBeGreaterThan(1000);
});

test('lines that come while the log is read are left for the next fetch, whole', async () => {
  const { log } = fresh(mailLines(100));
  const port = portOf('SFTP');
  const first = await fetchLog(peers, port, log, { onListed: () => appendFileSync(log, mailLines(50)) });
  expect(first.lines).toHaveLength(100);
  const second = await fetchLog(peers, port, log, { known: first.known });
  expect(second.lines.map(({ raw }) => `${raw}\n`).join('')).toBe(mailLines(50));
});
