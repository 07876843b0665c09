import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, vi } from 'vitest';
import { mailLines } from '../read-all.ts';
import { followLog } from './follow.ts';
import { Peers, onlyCommands, test, type Peer } from './peers.ts';

const peers = new Peers();
const servers: Record<string, Peer> = {};
let count = 0;

beforeAll(async () => {
  const path = onlyCommands(peers.folder, ['cat', 'tail', 'head', 'stat', 'ls', 'sh']);
  servers['SFTP'] = await peers.sshd();
  servers['SCP'] = await peers.sshd(['NoSftp']);
  servers['cat'] = await peers.sshd(['NoSftp', `SetEnv PATH=${path}`]);
  servers['dropbear'] = await peers.dropbear();
});

function fresh(text: string) {
  const folder = join(peers.folder, `case-${count++}`);
  mkdirSync(folder);
  const log = join(folder, 'maillog');
  writeFileSync(log, text);
  return { log, copies: join(folder, 'copies') };
}

const port = (way: string): number => servers[way]?.port ?? 0;
const all = mailLines(400);
const rest = all.slice(9000);
/** Longer than the half minute after which a silent line is given up and mended. */
const PATIENT = { timeout: 45_000 };

test.each(['SFTP', 'SCP', 'cat', 'dropbear'])(
  '%s: what is written to the log comes, half a line when it is whole',
  async (way) => {
    const { log, copies } = fresh(all.slice(0, 9000));
    const followed = await followLog(peers, port(way), log, { copies });
    await expect.poll(() => followed.caughtUp, PATIENT).toBeGreaterThan(0);
    appendFileSync(log, rest.slice(0, 20_000));
    await expect.poll(() => followed.text().length, PATIENT).toBeGreaterThan(28_500);
    appendFileSync(log, rest.slice(20_000));
    await expect.poll(() => followed.text(), PATIENT).toBe(all);
    await followed.stop();
    expect(followed.problems).toEqual([]);
    expect(readFileSync(join(copies, '0.copy'), 'utf8')).toBe(all);
  },
  60_000,
);

test.each(['SFTP', 'cat'])(
  '%s: over a rotation nothing comes twice and nothing is lost, also what is written late',
  async (way) => {
    const { log, copies } = fresh(all.slice(0, 9000));
    const followed = await followLog(peers, port(way), log, { copies });
    await expect.poll(() => followed.caughtUp, PATIENT).toBeGreaterThan(0);
    appendFileSync(log, rest.slice(0, 5000));
    renameSync(log, `${log}.1`);
    writeFileSync(log, mailLines(900).slice(-30_000));
    appendFileSync(`${log}.1`, rest.slice(5000));
    await expect.poll(() => followed.text(1).length, PATIENT).toBeGreaterThan(29_000);
    appendFileSync(log, mailLines(2));
    await expect.poll(() => followed.text(1).endsWith(mailLines(2)), PATIENT).toBe(true);
    await followed.stop();
    expect(followed.text(0)).toBe(all);
    expect(followed.replaced.map(({ facts, path }) => [facts.source, path])).toEqual([
      [1, join(copies, '1.copy')],
    ]);
    expect(readFileSync(join(copies, '0.copy'), 'utf8')).toBe(all);
    expect(readFileSync(join(copies, '1.copy'), 'utf8')).toBe(mailLines(900).slice(-30_000) + mailLines(2));
    expect([followed.problems, followed.alerts]).toEqual([[], []]);
  },
  60_000,
);

test('another file under the name is noticed though it is as long and was written in the same second', async () => {
  const { log } = fresh(mailLines(50));
  const followed = await followLog(peers, port('SFTP'), log);
  await expect.poll(() => followed.caughtUp, PATIENT).toBeGreaterThan(0);
  appendFileSync(log, mailLines(100).slice(mailLines(50).length));
  await expect.poll(() => followed.text(0), PATIENT).toBe(mailLines(100));
  const { atime, mtime } = statSync(log);
  renameSync(log, `${log}.1`);
  const other = mailLines(100).replaceAll('sendmail', 'sendmai1');
  writeFileSync(log, other);
  utimesSync(log, atime, mtime);
  await expect.poll(() => followed.text(1), PATIENT).toBe(other);
  await followed.stop();
}, 150_000);

test('a log that was copied and truncated goes on: the end of the old one is read from the copy', async () => {
  const { log } = fresh(all.slice(0, 9000));
  const followed = await followLog(peers, port('SFTP'), log);
  await expect.poll(() => followed.caughtUp, PATIENT).toBeGreaterThan(0);
  appendFileSync(log, rest);
  copyFileSync(log, `${log}.1`);
  truncateSync(log, 0);
  appendFileSync(log, mailLines(3));
  await expect.poll(() => followed.text(1), PATIENT).toBe(mailLines(3));
  expect(followed.text(0)).toBe(all);
  await followed.stop();
}, 150_000);

test('a log that was truncated and is nowhere else goes on, and says what may be missing', async () => {
  const { log } = fresh(all);
  const followed = await followLog(peers, port('SFTP'), log);
  await expect.poll(() => followed.caughtUp, PATIENT).toBeGreaterThan(0);
  truncateSync(log, 0);
  appendFileSync(log, mailLines(3));
  await expect.poll(() => followed.text(1), PATIENT).toBe(mailLines(3));
  await followed.stop();
  expect(followed.text(0)).toBe(all);
  expect(followed.alerts.map(({ code }) => code)).toEqual(['became-shorter']);
}, 150_000);

test('a log that was rotated and packed before it was looked at is unpacked and read to its end', async () => {
  const { log, copies } = fresh(all.slice(0, 9000));
  const followed = await followLog(peers, port('SFTP'), log, { copies });
  await expect.poll(() => followed.caughtUp, PATIENT).toBeGreaterThan(0);
  writeFileSync(`${log}.1.gz`, gzipSync(all));
  writeFileSync(`${log}.2.gz`, gzipSync(mailLines(500).slice(300)));
  rmSync(log);
  writeFileSync(log, mailLines(3));
  await expect.poll(() => followed.text(1), PATIENT).toBe(mailLines(3));
  await followed.stop();
  expect(followed.text(0)).toBe(all);
  expect(readFileSync(join(copies, '0.copy'), 'utf8')).toBe(all);
}, 150_000);

test('a log whose name is gone for a while is waited for', async () => {
  const { log } = fresh(all);
  const followed = await followLog(peers, port('SFTP'), log);
  await expect.poll(() => followed.caughtUp, PATIENT).toBeGreaterThan(0);
  rmSync(log);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  writeFileSync(log, mailLines(3));
  await expect.poll(() => followed.text(1), PATIENT).toBe(mailLines(3));
  await followed.stop();
  expect(followed.problems).toEqual([]);
}, 150_000);

test('copies cleared while a log is followed are told, and never begun in the middle', async () => {
  const { log, copies } = fresh(all.slice(0, 9000));
  const followed = await followLog(peers, port('SFTP'), log, { copies });
  await expect.poll(() => followed.caughtUp, PATIENT).toBeGreaterThan(0);
  rmSync(copies, { recursive: true });
  appendFileSync(log, rest.slice(0, 20_000));
  await expect.poll(() => followed.text().length, PATIENT).toBeGreaterThan(28_500);
  appendFileSync(log, rest.slice(20_000));
  await expect.poll(() => followed.text(), PATIENT).toBe(all);
  await followed.stop();
  expect(followed.alerts.map(({ code }) => code)).toEqual(['copy-dropped']);
  expect(existsSync(copies)).toBe(false);
});

test('a broken line is told and mended, over a rotation too, for as long as it takes', async () => {
  const { log } = fresh(all.slice(0, 9000));
  const proxy = await peers.proxy(port('SFTP'));
  const followed = await followLog(peers, proxy.port, log, { backOff: [0.1, 0.2] });
  const retries = () => followed.told.filter((message) => message.type === 'fetching' && 'retry' in message);
  await expect.poll(() => followed.caughtUp, PATIENT).toBeGreaterThan(0);
  proxy.cut();
  appendFileSync(log, rest);
  renameSync(log, `${log}.1`);
  writeFileSync(log, mailLines(3));
  await expect.poll(() => retries().length, PATIENT).toBeGreaterThan(4);
  expect(followed.text()).not.toContain(rest.slice(-200));
  proxy.mend();
  await expect.poll(() => followed.text(1), PATIENT).toBe(mailLines(3));
  expect(followed.text(0)).toBe(all);
  expect(followed.told.at(-1)).not.toHaveProperty('retry');
  await followed.stop();
  expect(followed.problems).toEqual([]);
}, 150_000);

test('lines cut at random places while the log grows come once each', async () => {
  const { log } = fresh('');
  appendFileSync(log, all.slice(0, 500));
  const proxy = await peers.proxy(port('SFTP'));
  const followed = await followLog(peers, proxy.port, log, { backOff: [0, 0.1] });
  const big = mailLines(3000);
  let written = 500;
  for (let i = 1; i <= 20; i++) {
    const to = i === 20 ? big.length : Math.round((big.length * i) / 20) + (i % 3) * 37;
    appendFileSync(log, big.slice(written, to));
    written = to;
    await new Promise((resolve) => setTimeout(resolve, 130));
    if (i % 2 === 0) proxy.blip();
  }
  await expect.poll(() => followed.text().length, PATIENT).toBe(big.length);
  expect(followed.text()).toBe(big);
  await followed.stop();
  expect(proxy.connections()).toBeGreaterThan(3);
}, 150_000);

test('a clock that is set back while a log is followed keeps nothing from being told and noted', async () => {
  const { log } = fresh(all);
  const followed = await followLog(peers, port('SFTP'), log);
  await expect.poll(() => followed.caughtUp, PATIENT).toBeGreaterThan(0);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 86_400_000 });
  const sizes = (type: 'fetched' | 'fetching'): number =>
    followed.told.flatMap((message) => (message.type === type ? [message.size] : [])).at(-1) ?? 0;
  const grown = (): boolean => {
    appendFileSync(log, mailLines(1));
    return sizes('fetched') > all.length && sizes('fetching') > all.length;
  };
  await expect.poll(grown, { ...PATIENT, interval: 200 }).toBe(true);
  vi.useRealTimers();
  await followed.stop();
});
