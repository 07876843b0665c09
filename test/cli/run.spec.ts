import { hopKey } from '#core/annotations/annotation.ts';
import { annotationsJson } from '#core/annotations/annotation-file.ts';
import { networkJson, NO_NETWORK } from '#core/networks/network-facts.ts';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fixture } from '../core/correlate/log.ts';
import { relayscope } from './fake-io.ts';

const SEED = fixture('seed.log');
const REAL = fixture('real/default.log');
const files = { maillog: SEED };

test('parse gives one object an entry, as the contract has it', async () => {
  const { status, json } = await relayscope(['parse', 'maillog'], { files });
  expect(status).toBe(0);
  expect(json).toHaveLength(10);
  expect(json[0]).toEqual({
    file: 'maillog',
    line: 1,
    lineCount: 1,
    offset: 0,
    time: '2006-10-21T23:01:58+09:00',
    timeBasis: 'queue-id',
    host: 'user100',
    program: 'sendmail',
    pid: 1811,
    dialect: 'sendmail',
    queueId: 'k9LE1v98001811',
    kind: 'from',
    fields: {
      from: '<mailuser555@user100.server100.info>',
      size: '6297',
      class: '0',
      nrcpts: '1',
      msgid: '<20061021.230157.41624764.mailuser555@user100.server100.info>',
      proto: 'ESMTP',
      daemon: 'MTA',
      relay: 'user200@local001.localserver200 [192.168.38.222]',
    },
    text: SEED.split('\n')[0]?.slice('Oct 21 23:01:58 user100 sendmail[1811]: '.length),
  });
});

test('messages are given by arrival', async () => {
  const { json } = await relayscope(['messages', 'maillog'], { files });
  expect(json.map((m) => m['arrived'])).toEqual([
    '2006-10-13T21:37:30+09:00',
    '2006-10-13T23:18:54+09:00',
    '2006-10-16T10:15:27+09:00',
    '2006-10-21T23:01:58+09:00',
    '2006-10-22T10:12:41+09:00',
  ]);
});

test('a message in JSON is what the contract shows', async () => {
  const { json } = await relayscope(['trace', 'k9LE1v98001811', 'maillog'], { files });
  expect(json).toHaveLength(1);
  expect(json[0]).toMatchObject({
    id: 'user100/k9LE1v98001811',
    dialect: 'sendmail',
    host: 'user100',
    queueIds: ['k9LE1v98001811'],
    direction: 'outbound',
    from: 'mailuser555@user100.server100.info',
    messageId: '20061021.230157.41624764.mailuser555@user100.server100.info',
    size: 6297,
    class: 0,
    recipientCount: 1,
    protocol: 'ESMTP',
    daemon: 'MTA',
    arrived: '2006-10-21T23:01:58+09:00',
    finished: '2006-10-21T23:02:02+09:00',
    client: { name: 'local001.localserver200', address: '192.168.38.222', ident: 'user200' },
    recipients: [
      {
        to: 'otusr111@ekisaito.ko.ni',
        status: 'sent',
        dsn: '2.0.0',
        stat: 'Sent (ok 1161439322 qp 70739)',
        mailer: 'esmtp',
        relay: { name: 'maile.ekisaito.ko.ni', address: '333.444.555.666' },
        delay: 4,
        transactionDelay: 4,
        attempts: [{ time: '2006-10-21T23:02:02+09:00', status: 'sent', line: 2 }],
      },
    ],
    startSeen: true,
    endSeen: true,
    lines: [
      { file: 'maillog', line: 1 },
      { file: 'maillog', line: 2 },
    ],
  });
  expect(JSON.stringify(json)).not.toContain('null');
});

test.each([
  ['a queue id', 'k9DCbUFs005617', 1],
  ['a remote queue id', 'k9DCbXkK001855', 1],
  ['a Message-ID', '001a01c6f577$322bea50$0400a8c0@win02', 1],
  ['a Message-ID in brackets', '<001a01c6f577$322bea50$0400a8c0@win02>', 1],
  ['an address, whatever its case', 'OTUSR111@sq3.delsol.ne.ni', 2],
  ['an IP address', '192.168.38.222', 3],
  ['a host name with a dot at its end', 'mail1.ms.delsol.ne.ni.', 1],
  ['the name of the server itself', 'user100', 5],
])('trace finds by %s', async (_, key, count) => {
  const { status, json } = await relayscope(['trace', key, 'maillog'], { files });
  expect([status, json.length]).toEqual([0, count]);
});

test('trace --lines gives the lines byte for byte, in file order, each once', async () => {
  const { out } = await relayscope(['trace', '--lines', 'user100', 'maillog'], { files });
  expect(out).toBe(SEED);
  const folded = fixture('seed-folded.log');
  const one = await relayscope(['trace', '--lines', 'k9LE1v98001811', 'page'], { files: { page: folded } });
  expect(
    one.out
      .split('\n')
      .filter((l) => l !== '')
      .every((l) => folded.includes(l)),
  ).toBe(true);
  expect(one.out).toContain('stat=Sent (ok 1161439322 qp 70739)');
  expect(one.out).not.toContain('k9DCbUFs005617');
});

test('trace --lines keeps bytes that are no UTF-8, and Windows line ends', async () => {
  const line = Buffer.from(
    'Oct 21 23:01:58 h sm-mta[1]: k9LE1vZZ000001: from=<caf\xe9@x>, size=1, class=0, nrcpts=1, msgid=<a@b>, relay=c [1.2.3.4]\r\n',
    'latin1',
  );
  const { bytes } = await relayscope(['trace', '--lines', 'k9LE1vZZ000001', 'log'], {
    files: { log: Buffer.concat([line, Buffer.from(SEED)]) },
  });
  expect(Buffer.from(bytes).equals(line)).toBe(true);
});

test('lines of a text that syslog split are given with it', async () => {
  const log = fixture('real/milter-jst.log');
  const { out } = await relayscope(['trace', '--lines', '6AO3lAVj000228', 'log'], { files: { log } });
  expect(out).toBe(
    log
      .split('\n')
      .filter((l) => l.includes('6AO3lAVj000228'))
      .join('\n') + '\n',
  );
});

test('trace that finds nothing says so in one line and ends with 1', async () => {
  const { status, out, error } = await relayscope(['trace', 'nobody@nowhere', 'maillog'], { files });
  expect([status, out]).toEqual([1, '']);
  expect(error).toMatch(/^No message here goes by “nobody@nowhere”.*\n$/);
});

test('stats counts what grep -c counts', async () => {
  const { json } = await relayscope(['stats', 'log'], { files: { log: REAL } });
  const [stats] = json;
  const count = (pattern: RegExp): number => REAL.split('\n').filter((l) => pattern.test(l)).length;
  expect(stats).toMatchObject({ lines: count(/./), entries: count(/./), unparsed: 0 });
  expect(stats?.['byKind']).toMatchObject({ from: count(/: from=/), to: count(/\d: to=/) });
  expect(stats?.['byStat']).toMatchObject({
    Sent: count(/stat=Sent/),
    Deferred: count(/stat=Deferred/),
    'User unknown': count(/stat=User unknown/),
  });
  expect([stats?.['from'], stats?.['to']]).toEqual([
    '2026-11-24T03:38:28+00:00',
    '2026-11-24T03:41:18+00:00',
  ]);
});

test('diagram writes the picture of one message, to the output or to a file', async () => {
  expect((await relayscope(['diagram', 'k9LE1v98001811', 'maillog'], { files })).out).toBe(
    '<svg>user100/k9LE1v98001811 2 en</svg>\n',
  );
  const { out, written, status } = await relayscope(
    ['diagram', 'k9LE1v98001811', 'maillog', '--out', 'a.svg', '--lang', 'ja'],
    { files },
  );
  expect([status, out, written]).toEqual([0, '', { 'a.svg': '<svg>user100/k9LE1v98001811 2 ja</svg>\n' }]);
});

test('notes and the network come from the files that the window exports; a broken one is named', async () => {
  const notes = annotationsJson([]);
  const extra = {
    'notes.json': notes,
    'home.json': networkJson({ ...NO_NETWORK, internal: ['ekisaito.ko.ni'] }),
  };
  const all = { files: { ...files, ...extra, 'bad.json': '{"version":9}', 'torn.json': '{' } };
  const given = ['--notes', 'notes.json', '--network', 'home.json'];
  expect((await relayscope(['diagram', 'k9LE1v98001811', 'maillog', ...given], all)).status).toBe(0);
  const directions = (await relayscope(['messages', 'maillog', '--network', 'home.json'], all)).json;
  expect(directions.find((m) => m['id'] === 'user100/k9LE1v98001811')?.['direction']).toBe('internal');
  const refused = async (...options: readonly string[]) =>
    relayscope(['diagram', 'k9LE1v98001811', 'maillog', ...options], all);
  expect(await refused('--notes', 'bad.json')).toMatchObject({
    status: 2,
    out: '',
    error:
      'bad.json: this is not what the window exports (at version). Export it again in Relayscope and name that file.\n',
  });
  expect((await refused('--network', 'torn.json', '--lang', 'ja')).error).toContain('JSON として読めません');
  expect((await refused('--network', 'gone.json')).error).toContain('gone.json: there is no such file');
  expect((await relayscope(['stats', '--notes', 'notes.json', 'maillog'], all)).error).toContain('--notes');
  expect((await relayscope(['diagram', '--map', '--unfold', 'maillog'], all)).error).toContain('--unfold');
});

test('diagram --map draws all messages and wants no key', async () => {
  const { status, out } = await relayscope(['diagram', '--map', 'maillog', '--lang', 'ja'], { files });
  expect([status, out]).toEqual([0, '<svg>5 7 ja</svg>\n']);
  expect((await relayscope(['trace', '--map', 'maillog'], { files })).error).toContain('--map');
});

test('diagram --map marks the ways of messages that the notes are about', async () => {
  const [came = '', went = ''] = SEED.split('\n');
  const notes = [came, went].map((raw, i) => ({
    key: hopKey('user100/k9LE1v98001811', i === 0 ? 'arrival' : 'delivery', raw),
    subject: 'hop' as const,
    about: 'a → b',
    anchor: 'user100/k9LE1v98001811',
    note: 'Slow',
    changed: 1,
  }));
  const all = { files: { ...files, 'notes.json': annotationsJson(notes) } };
  const { out } = await relayscope(['diagram', '--map', 'maillog', '--notes', 'notes.json'], all);
  expect(out).toBe('<svg>5 7 en *lan:local001.localserver200 *internet:maile.ekisaito.ko.ni</svg>\n');
});

test('diagram of a key with several messages draws the first and says so', async () => {
  const { status, out, error } = await relayscope(['diagram', '192.168.38.222', 'maillog'], { files });
  expect([status, out]).toEqual([0, '<svg>user100/k9DCbUFs005617 2 en</svg>\n']);
  expect(error).toContain('3 messages');
});

test('standard input, plain and packed, for every command', async () => {
  for (const stdin of [SEED, gzipSync(SEED)]) {
    expect((await relayscope(['parse', '-'], { stdin })).json).toHaveLength(10);
    expect((await relayscope(['messages', '-'], { stdin })).json).toHaveLength(5);
    expect((await relayscope(['trace', '--lines', 'k9LE1v98001811', '-'], { stdin })).out).toBe(
      `${SEED.split('\n').slice(0, 2).join('\n')}\n`,
    );
    expect((await relayscope(['diagram', 'k9LE1v98001811', '-'], { stdin })).out).toContain(' 2 en');
  }
});

test('a folder is read as one log', async () => {
  const [first = '', ...rest] = SEED.trimEnd().split('\n');
  const { json } = await relayscope(['messages', 'logs'], {
    files: { 'logs/maillog.1': `${first}\n`, 'logs/maillog': `${rest.join('\n')}\n` },
  });
  expect(json).toHaveLength(5);
  expect(json.find((m) => m['id'] === 'user100/k9LE1v98001811')?.['lines']).toEqual([
    { file: 'maillog.1', line: 1 },
    { file: 'maillog', line: 1 },
  ]);
});

test('text on a terminal, in English or Japanese', async () => {
  const en = await relayscope(['trace', 'k9LE1v98001811', 'maillog'], { files, terminal: true });
  expect(en.out).toContain(
    'otusr111@ekisaito.ko.ni  sent  2.0.0  Sent (ok 1161439322 qp 70739)  next: maile.ekisaito.ko.ni [333.444.555.666]  esmtp  4 s',
  );
  expect(en.out).toContain('maillog:2: Oct 21 23:02:02 user100');
  expect(en.out).toContain(
    '\n  user100 gave it to maile.ekisaito.ko.ni for otusr111@ekisaito.ko.ni, which took it after 4 s.\n',
  );
  const ja = await relayscope(['messages', 'maillog', '--lang', 'ja', '--text'], { files });
  expect(ja.out.split('\n')[0]).toBe(
    '2006-10-13T21:37:30+09:00  送信  配送済み  k9DCbUFs005617  mailuser555@user100.server100.info -> otusr111@sq3.delsol.ne.ni  4 秒',
  );
});

test('trace as text tells what to do next, and the lines of files of the same name stay apart', async () => {
  const log = SEED.replaceAll('stat=Sent (ok', 'stat=Deferred: 451 try later (ok');
  const two = { 'a/maillog': log, 'b/maillog': SEED };
  const asked = ['trace', 'k9LE1v98001811', 'a/maillog', 'b/maillog', '--text'];
  const { out } = await relayscope(asked, { files: two });
  expect(out.match(/maillog:2: .*stat=\w+/g)?.map((line) => line.replace(/.*stat=/, ''))).toEqual([
    'Deferred',
    'Sent',
  ]);
  const waits = await relayscope(['trace', 'k9LE1v98001811', 'log', '--text'], { files: { log } });
  expect(waits.out).toContain('to do: ');
});

test('no control character of a log reaches the terminal', async () => {
  const log = SEED.replace('stat=Sent (ok', 'stat=Sent (\u001b[31mok');
  const { out } = await relayscope(['trace', 'k9LE1v98001811', 'log', '--text'], { files: { log } });
  expect(out).not.toContain('\u001b');
});

test('year and zone given by the reader', async () => {
  const { json } = await relayscope(['parse', 'maillog', '--year', '2011', '--zone', '-05:00'], { files });
  expect([json[0]?.['time'], json[0]?.['timeBasis']]).toEqual(['2011-10-21T23:01:58-05:00', 'option']);
});

test('a network named internal changes the direction', async () => {
  const direction = async (...more: string[]): Promise<unknown> =>
    (await relayscope(['trace', 'k9DCbUFs005617', 'maillog', ...more], { files })).json[0]?.['direction'];
  expect([await direction(), await direction('--internal', 'delsol.ne.ni')]).toEqual([
    'outbound',
    'internal',
  ]);
});

test('a closed pipe ends it silently', async () => {
  const log = SEED.repeat(200);
  const { status, error } = await relayscope(['parse', 'log'], { files: { log }, closesAfter: 1 });
  expect([status, error]).toEqual([0, '']);
});

test.each([
  [[], 'No command'],
  [['sniff', 'maillog'], '“sniff”'],
  [['parse'], 'no file'],
  [['trace'], 'wants to know what to look for'],
  [['trace', 'key'], 'no file'],
  [['parse', '--colour', 'maillog'], '--colour'],
  [['parse', '--year', '12', 'maillog'], '--year 12'],
  [['parse', '--year', '--zone', '+09:00', 'maillog'], '--year'],
  [['parse', '--zone', 'Tokyo', 'maillog'], '--zone Tokyo'],
  [['parse', '--lang', 'fr', 'maillog'], '--lang fr'],
  [['parse', '--format', 'qmail', 'maillog'], '--format qmail'],
  [['parse', '--internal', '1.2.3.4/99', 'maillog'], '--internal 1.2.3.4/99'],
  [['parse', '--json', '--text', 'maillog'], '--json --text'],
  [['stats', '--out', 'x', 'maillog'], '--out'],
  [['diagram', '--theme', 'pink', 'key', 'maillog'], '--theme pink'],
  [['messages', '--theme', 'dark', 'maillog'], '--theme'],
])('wrong usage %j is told in one line and ends with 2', async (argv, words) => {
  const { status, out, error } = await relayscope(argv, { files });
  expect([status, out]).toEqual([2, '']);
  expect(error).toContain(words);
  expect(error.trimEnd()).not.toContain('\n');
});

test('wrong usage is told in the language asked for', async () => {
  expect((await relayscope(['--lang', 'ja', 'sniff'])).error).toContain(
    '「sniff」というコマンドはありません',
  );
});

test('a file that is not there, or empty, or may not be read: one line, and 2', async () => {
  const missing = await relayscope(['messages', 'nope', 'maillog'], { files });
  expect([missing.status, missing.json.length]).toEqual([2, 5]);
  expect(missing.error).toMatch(/^nope: .*\n$/);
  const empty = await relayscope(['stats', 'void'], { files: { void: '' } });
  expect([empty.status, empty.error.split('\n').length]).toEqual([2, 2]);
  const secret = await relayscope(['parse', 'secret', '--lang', 'ja'], {
    unreadable: { secret: { code: 'no-permission', where: 'secret' } },
  });
  expect([secret.status, secret.error]).toEqual([2, expect.stringContaining('読み取る権限がありません')]);
});

test('a text that is no mail log is told, and still parsed', async () => {
  const { status, json, error } = await relayscope(['parse', 'poem'], {
    files: { poem: 'roses are red\nviolets are blue\n' },
  });
  expect([status, json.map((r) => r['kind'])]).toEqual([0, ['unparsed', 'unparsed']]);
  expect(error).toContain('poem');
});

test('help and version', async () => {
  expect(await relayscope(['--version'])).toMatchObject({ status: 0, out: 'relayscope 1.2.3\n' });
  const help = await relayscope(['--help']);
  expect([help.status, help.error]).toEqual([0, '']);
  expect(help.out).toContain('trace --lines');
  expect((await relayscope(['--help', '--lang', 'ja'])).out).toContain('使い方');
});
