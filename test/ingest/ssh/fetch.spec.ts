import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect } from 'vitest';
import type { FromServers } from '#core/contract/server-protocol.ts';
import { ServersRoom } from '#ingest/ssh/servers-room.ts';
import { mailLines } from '../read-all.ts';
import { fetchLog, type Fetched } from './fetch.ts';
import { Peers, USER, onlyCommands, test, until, type Peer } from './peers.ts';

const peers = new Peers();
const servers: Record<string, Peer> = {};
let count = 0;

beforeAll(async () => {
  const path = onlyCommands(peers.folder, ['cat', 'tail', 'head', 'stat', 'ls', 'sh']);
  servers['SFTP'] = await peers.sshd();
  servers['SCP'] = await peers.sshd(['NoSftp']);
  servers['cat'] = await peers.sshd(['NoSftp', `SetEnv PATH=${path}`]);
});

/** A folder of logs on the server, and one for copies here. */
function fresh(files: Readonly<Record<string, string | Buffer>>) {
  const folder = join(peers.folder, `case-${count++}`);
  const copies = join(folder, 'copies');
  mkdirSync(copies, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return { copies, at: (name: string) => join(folder, name), copy: (n: number) => join(copies, `${n}.copy`) };
}

const port = (way: string): number => servers[way]?.port ?? 0;
const all = mailLines(400);
const textOf = ({ lines }: Fetched, source = 0): string =>
  lines
    .filter((line) => line.source === source)
    .map(({ raw }) => `${raw}\n`)
    .join('');

const WAYS = ['SFTP', 'SCP', 'cat'];

test.each(WAYS)('%s: a log comes whole, with its copy, its size and its time', async (way) => {
  const { copies, at, copy } = fresh({ maillog: all });
  utimesSync(at('maillog'), 1_161_439_318, 1_161_439_318);
  const fetched = await fetchLog(peers, port(way), at('maillog'), { copies });
  expect(fetched.problems).toEqual([]);
  expect(fetched.listing?.method).toBe(way.toLowerCase());
  expect(textOf(fetched)).toBe(all);
  expect(readFileSync(copy(0), 'utf8')).toBe(all);
  expect(statSync(copy(0)).mtimeMs).toBe(1_161_439_318_000);
  expect(fetched.listing?.fresh[0]?.modified).toBe(1_161_439_318_000);
});

test.each(WAYS)('%s: fetching again brings only what is new', async (way) => {
  const { copies, at, copy } = fresh({ maillog: all.slice(0, 9000) });
  const first = await fetchLog(peers, port(way), at('maillog'), { copies });
  writeFileSync(at('maillog'), all);
  const second = await fetchLog(peers, port(way), at('maillog'), { copies, known: first.known });
  const ends = all.lastIndexOf('\n', 8999) + 1;
  expect(second.listing?.continued).toHaveLength(1);
  expect(textOf(second)).toBe(all.slice(ends));
  expect(second.lines[0]).toMatchObject({ line: all.slice(0, ends).split('\n').length, offset: ends });
  expect(readFileSync(copy(0), 'utf8')).toBe(all);
});

test.each(WAYS)('%s: without a copy too', async (way) => {
  const { at } = fresh({ maillog: all.slice(0, 9000) });
  const first = await fetchLog(peers, port(way), at('maillog'));
  writeFileSync(at('maillog'), all);
  const second = await fetchLog(peers, port(way), at('maillog'), { known: first.known });
  expect(second.problems).toEqual([]);
  expect(textOf(second)).toBe(all.slice(all.lastIndexOf('\n', 8999) + 1));
});

test.each(WAYS)('%s: after a rotation the rest of the old file is read, and the new one', async (way) => {
  const { copies, at } = fresh({ maillog: all.slice(0, 9000) });
  const first = await fetchLog(peers, port(way), at('maillog'), { copies });
  appendFileSync(at('maillog'), all.slice(9000));
  renameSync(at('maillog'), at('maillog.1'));
  writeFileSync(at('maillog'), mailLines(3));
  const second = await fetchLog(peers, port(way), at('maillog'), { copies, known: first.known });
  expect(second.listing?.gone).toEqual([]);
  expect(textOf(second, 0)).toBe(all.slice(all.lastIndexOf('\n', 8999) + 1));
  expect(textOf(second, 1)).toBe(mailLines(3));
});

test('another file under the old name is read from its start, and the old one is told as gone', async () => {
  const { copies, at } = fresh({ maillog: all });
  const first = await fetchLog(peers, port('SFTP'), at('maillog'), { copies });
  writeFileSync(at('maillog'), mailLines(500).slice(200));
  const second = await fetchLog(peers, port('SFTP'), at('maillog'), { copies, known: first.known });
  expect(second.listing?.gone).toEqual([0]);
  expect(textOf(second, 1)).toBe(mailLines(500).slice(200));
});

test('a pattern brings the rotated set, oldest first, packed ones too', async () => {
  const { copies, at } = fresh({
    maillog: mailLines(1),
    'maillog.1': mailLines(2),
    'maillog.2.gz': gzipSync(mailLines(3)),
    other: 'x',
  });
  for (const folder of [copies, undefined]) {
    const options = folder === undefined ? {} : { copies: folder };
    const fetched = await fetchLog(peers, port('SFTP'), at('maillog*'), options);
    expect(fetched.listing?.fresh.map(({ name }) => name)).toEqual(['maillog.2.gz', 'maillog.1', 'maillog']);
    expect([0, 1, 2].map((source) => textOf(fetched, source))).toEqual([3, 2, 1].map(mailLines));
  }
});

test('a folder stands for the mail logs in it', async () => {
  const { at } = fresh({ 'mail.log': mailLines(1), syslog: 'x', 'mail.err': 'x' });
  const fetched = await fetchLog(peers, port('SCP'), at('.'));
  expect(fetched.listing?.fresh.map(({ name }) => name)).toEqual(['mail.log']);
});

test('a folder is looked through over one connection, without hidden files', async () => {
  const { at } = fresh({ maillog: all, '.hidden': 'x' });
  const told: FromServers[] = [];
  const room = new ServersRoom((message) => {
    told.push(message);
    if (message.type === 'question')
      room.receive({ type: 'answer', ask: message.ask, answer: { accept: true } });
  });
  const setting = { knownHosts: peers.own, home: peers.home };
  const task = {
    server: 's',
    name: 'mx',
    host: '127.0.0.1',
    port: port('SFTP'),
    user: USER,
    path: '/',
    fetched: [],
  };
  const browsed = () => told.filter((message) => message.type === 'browsed');
  room.receive({ type: 'browse', task, folder: at('.'), setting });
  await until(() => browsed().length === 1);
  room.receive({ type: 'browse', task, folder: at('missing'), setting });
  await until(() => browsed().length === 2);
  room.end();
  expect(
    browsed()[0]
      ?.entries.map(({ name, kind }) => `${kind} ${name}`)
      .toSorted(),
  ).toEqual(['file maillog', 'folder copies']);
  expect(browsed()[1]?.problem?.code).toBe('ssh-missing');
  expect(told.filter((message) => message.type === 'step' && message.step === 'connect')).toHaveLength(1);
});

test('a copy that was cut short is filled up, and nothing is read twice', async () => {
  const { copies, at, copy } = fresh({ maillog: all });
  const first = await fetchLog(peers, port('SFTP'), at('maillog'), { copies });
  writeFileSync(copy(0), all.slice(0, 5000));
  appendFileSync(at('maillog'), mailLines(1));
  const second = await fetchLog(peers, port('SFTP'), at('maillog'), { copies, known: first.known });
  expect(textOf(second)).toBe(mailLines(1));
  expect(readFileSync(copy(0), 'utf8')).toBe(all + mailLines(1));
});

/** Begins like none of the others. */
const older = mailLines(600).split('\n').slice(500, 560).join('\n') + '\n';
const newer = mailLines(900).split('\n').slice(880).join('\n');
const packers: Readonly<Record<string, (text: string) => Buffer>> = {
  gz: (text) => gzipSync(text),
  xz: (text) => execFileSync('xz', ['-c'], { input: text }),
};

test.each(['SFTP gz', 'cat gz', 'SFTP xz'])(
  '%s: a file that was packed after it was read is the same file: its rest is read, nothing twice',
  async (how) => {
    const [way = '', ending = ''] = how.split(' ');
    for (const keepsCopies of [true, false]) {
      const { copies: folder, at, copy } = fresh({ maillog: all.slice(0, 9000), 'maillog.1': older });
      const options = keepsCopies ? { copies: folder } : {};
      const first = await fetchLog(peers, port(way), at('maillog*'), options);
      expect([textOf(first, 0), first.lines.length > 100]).toEqual([older, true]);
      const pack = packers[ending] ?? gzipSync;
      writeFileSync(at(`maillog.2.${ending}`), pack(older));
      writeFileSync(at(`maillog.1.${ending}`), pack(all));
      rmSync(at('maillog.1'));
      writeFileSync(at('maillog'), newer);
      const second = await fetchLog(peers, port(way), at('maillog*'), { ...options, known: first.known });
      expect([second.problems, second.listing?.gone]).toEqual([[], []]);
      expect(second.listing?.fresh.map(({ name }) => name)).toEqual(['maillog']);
      expect([textOf(second, 0), textOf(second, 1)]).toEqual([
        '',
        all.slice(all.lastIndexOf('\n', 8999) + 1),
      ]);
      if (keepsCopies) expect(readFileSync(copy(1), 'utf8')).toBe(all);
      const third = await fetchLog(peers, port(way), at('maillog*'), { ...options, known: second.known });
      expect([third.lines, third.listing?.gone, third.listing?.fresh]).toEqual([[], [], []]);
    }
  },
  60_000,
);

test('an archive that only begins like a file is told, and what was read stays', async () => {
  const { copies, at } = fresh({ maillog: all.slice(0, 20_000) });
  const first = await fetchLog(peers, port('SFTP'), at('maillog'), { copies });
  const other = all.slice(0, 10_000) + mailLines(900).slice(30_000);
  writeFileSync(at('maillog.1.gz'), gzipSync(other));
  writeFileSync(at('maillog'), mailLines(3));
  const second = await fetchLog(peers, port('SFTP'), at('maillog'), { copies, known: first.known });
  expect(second.problems.map(({ code }) => code)).toEqual(['ssh-replaced']);
  expect([textOf(second, 0), textOf(second, 1)]).toEqual(['', mailLines(3)]);
});
