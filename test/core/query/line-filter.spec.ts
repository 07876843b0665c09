import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toEnd } from '#core/base/steps.ts';
import { EntryReader } from '#core/lines/entry-reader.ts';
import { entryTest } from '#core/query/entry-test.ts';
import { linesMatching, parseLineFilter, timeTest } from '#core/query/line-filter.ts';
import type { LogRecord } from '#core/records/log-record.ts';

function read(text: string): readonly LogRecord[] {
  const reader = new EntryReader({ source: 0 });
  return [...reader.push(new TextEncoder().encode(text)), ...reader.end()];
}

const records = read(readFileSync('test/fixtures/real/default.log', 'utf8'));

function found(filter: string, among = records): readonly string[] {
  const parsed = parseLineFilter(filter);
  if (!parsed.ok) throw new Error(`${filter}: ${parsed.error.code}`);
  const { node, entryNodes } = parsed.value;
  const held = new Map(
    entryNodes.map((part) => [part, Uint8Array.from(among, (record) => Number(entryTest(part)(record)))]),
  );
  const bits = toEnd(linesMatching(node, held, among.length));
  return among.filter((_, i) => bits[i] === 1).map(({ raw }) => raw);
}

function problem(filter: string): unknown {
  const parsed = parseLineFilter(filter);
  return parsed.ok ? undefined : [parsed.error.code, parsed.error.at];
}

/** As grep would. */
function lines(test: (line: string) => boolean): readonly string[] {
  return records.map(({ raw }) => raw).filter(test);
}

test('words are found in whatever case, all of them in one line', () => {
  const expected = lines((line) => /user unknown/i.test(line) && line.includes('example.test'));
  expect(expected.length).toBeGreaterThan(2);
  expect(found('"USER unknown" example.test')).toEqual(expected);
});

test('a minus leaves out, an OR takes either, brackets hold together', () => {
  expect(found('-stat')).toEqual(lines((line) => !line.toLowerCase().includes('stat')));
  expect(found('su (alice OR bob)')).toEqual(lines((line) => /su/i.test(line) && /alice|bob/i.test(line)));
});

test('expressions are words and values as they are in the list', () => {
  expect(found('/dsn=[45]/').length).toBeGreaterThan(0);
  expect(found('/dsn=[45]/')).toEqual(lines((line) => /dsn=[45]/.test(line)));
  expect(found('stat:/^def.*d/')).toEqual(lines((line) => /stat=Def\w*d/i.test(line)));
});

test('what every line has: host, program, pid, queue id, kind', () => {
  expect(found('program:su').length).toBe(records.filter(({ program }) => program?.includes('su')).length);
  expect(found('qid:6AO3chff000188')).toEqual(lines((line) => line.includes('6AO3chff000188:')));
  expect(found('kind:from').length).toBe(records.filter(({ kind }) => kind === 'from').length);
  expect(found('pid:189').length).toBe(records.filter(({ pid }) => pid === 189).length);
  expect(found('host:nosuch')).toEqual([]);
});

test('what a line says of a message: from, to, domain, relay, size, delay, status texts', () => {
  expect(found('stat:deferred')).toEqual(lines((line) => /stat=Deferred/.test(line)));
  expect(found('stat=Deferred')).toEqual(lines((line) => /stat=Deferred(,|$)/.test(line)));
  expect(found('stat!=Deferred').length).toBe(records.length - found('stat=Deferred').length);
  expect(found('mailer:esmtp')).toEqual(lines((line) => /mailer=esmtp/.test(line)));
  expect(found('dsn:5')).toEqual(lines((line) => /dsn=5/.test(line)));
  expect(found('from:<>').length).toBe(lines((line) => / from=<>/.test(line)).length);
});

const PAIR = read(
  [
    'Nov 24 03:38:43 mx sendmail[9]: 6AO3chff000189: from=<ann@in.org>, size=2048, nrcpts=2, msgid=<m1@in.org>, relay=pc.lan [192.168.38.7]',
    'Nov 24 03:38:45 mx sendmail[9]: 6AO3chff000189: to=<bob@x.org>,<eve@y.org>, delay=01:30:00, xdelay=00:00:02, mailer=esmtp, relay=mx.x.org. [IPv6:2001:db8::25], dsn=2.0.0, stat=Sent (OK)',
    'Nov 24 03:38:46 mx sendmail[9]: ruleset=check_rcpt, arg1=<zoe@z.org>, relay=[203.0.113.9], reject=550 5.7.1 <zoe@z.org>... Relaying denied',
    'Nov 24 03:38:47 mx sshd[7]: connect from 203.0.113.9 port 22',
  ].join('\n') + '\n',
);
const at = (filter: string): readonly number[] =>
  found(filter, PAIR).map((raw) => PAIR.findIndex((record) => record.raw === raw));

test('each recipient of a line is one, and an address is compared without its brackets', () => {
  expect(at('to=eve@y.org')).toEqual([1]);
  expect(at('to=<bob@x.org>')).toEqual([1]);
  expect(at('to=bob@x.org,eve@y.org')).toEqual([1]);
  expect(at('domain=y.org')).toEqual([1]);
  expect(at('from=ann@in.org')).toEqual([0]);
  expect(at('msgid=m1@in.org')).toEqual([0]);
});

test('relay is any other end that a line names, client the one that handed in', () => {
  expect(at('relay:lan')).toEqual([0]);
  expect(at('relay=mx.x.org')).toEqual([1]);
  expect(at('client:*')).toEqual([0, 2]);
});

test('ip is any address in the line, also one within a network, and no time of day', () => {
  expect(at('ip:192.168.38.0/24')).toEqual([0]);
  expect(at('ip:2001:db8::/32')).toEqual([1]);
  expect(at('ip:203.0.113.9')).toEqual([2, 3]);
  expect(at('ip:03:38')).toEqual([]);
});

test('numbers are compared in their units', () => {
  expect(at('size>=2k')).toEqual([0]);
  expect(at('delay>1h')).toEqual([1]);
  expect(at('delay:1h30m')).toEqual([1]);
  expect(at('xdelay<3s')).toEqual([1]);
  expect(at('nrcpts>1')).toEqual([0]);
  expect(at('size!=2k')).toEqual([1, 2, 3]);
});

test('a refusal is found by its words', () => {
  expect(at('reject:"relaying denied"')).toEqual([2]);
  expect(at('ruleset:check_*')).toEqual([2]);
  expect(at('raw.arg1:zoe')).toEqual([2]);
});

test('what only a message has is asked of the message, a time of the clock', () => {
  const parsed = parseLineFilter('status:sent (is:bounce OR -note:x) time>2006-10-21 sent kind:to');
  expect(parsed.ok && parsed.value.messageNodes.map(({ field }) => field)).toEqual(['status', 'is', 'note']);
  expect(parsed.ok && parsed.value.timeNodes.map(({ field }) => field)).toEqual(['time']);
  expect(parsed.ok && parsed.value.entryNodes.length).toBe(2);
});

test('a time is compared on the clock of the log, with whole days', () => {
  const parsed = parseLineFilter('time:2006-10-21..2006-10-22');
  const [node] = parsed.ok ? parsed.value.timeNodes : [];
  if (node === undefined) throw new Error('no time');
  const holds = timeTest(node);
  const day = Date.UTC(2006, 9, 21);
  expect([day - 1, day, day + 2 * 86_400_000 - 1, day + 2 * 86_400_000].map(holds)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('errors are those of the list, and point at the character', () => {
  expect(problem('sent nosuch:x')).toEqual(['unknown-field', 5]);
  expect(problem('status:maybe')).toEqual(['unknown-value', 7]);
  expect(problem('ip:300.0.0.0/8')).toEqual(['bad-network', 3]);
  expect(problem('/a(b/')).toEqual(['bad-regex', 1]);
  expect(problem('pid>3')).toEqual(['no-comparison', 3]);
});

test('what is pasted from a line and names no field is words', () => {
  expect(at('tls=no OR port')).toEqual([3]);
});
