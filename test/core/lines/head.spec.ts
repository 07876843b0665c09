import { expect, test } from 'vitest';
import { readAll, readOne } from './read.ts';

const TEXT = 'k9LE1v98001811: from=<a@b>, size=1, class=0, nrcpts=1, relay=c [1.2.3.4]';
const WALL = Date.UTC(2006, 9, 21, 23, 1, 58);
const YEARLESS = Date.UTC(2000, 9, 21, 23, 1, 58);
const ENTRY = { kind: 'from', queueId: 'k9LE1v98001811', text: TEXT };
const WHERE = { host: 'user100', program: 'sendmail', pid: 1811 };

test.each([
  ['traditional', `Oct 21 23:01:58 user100 sendmail[1811]: ${TEXT}`],
  ['with its priority', `<22>Oct 21 23:01:58 user100 sendmail[1811]: ${TEXT}`],
  ['Solaris', `Oct 21 23:01:58 user100 sendmail[1811]: [ID 801593 mail.info] ${TEXT}`],
  ['FreeBSD', `Oct 21 23:01:58 <mail.info> user100 sendmail[1811]: ${TEXT}`],
  ['AIX', `Oct 21 23:01:58 user100 mail:info sendmail[1811]: ${TEXT}`],
  ['BusyBox', `Oct 21 23:01:58 user100 mail.info sendmail[1811]: ${TEXT}`],
  ['found by grep', `maillog.1:Oct 21 23:01:58 user100 sendmail[1811]: ${TEXT}`],
  ['found by grep -n', `/var/log/maillog:12:Oct 21 23:01:58 user100 sendmail[1811]: ${TEXT}`],
  ['indented', `   Oct 21 23:01:58 user100 sendmail[1811]: ${TEXT}`],
])('a %s head says when, where and who, without a year', (_, line) => {
  const stamp = { wall: YEARLESS, hasYear: false };
  expect(readOne(line)).toMatchObject({ ...ENTRY, ...WHERE, stamp });
});

test.each([
  ['rsyslog’s file format', `2006-10-21T23:01:58+09:00 user100 sendmail[1811]: ${TEXT}`],
  ['RFC 5424', `<22>1 2006-10-21T23:01:58+09:00 user100 sendmail 1811 - -  ${TEXT}`],
  ['RFC 5424 with data', `<22>1 2006-10-21T23:01:58+09:00 user100 sendmail 1811 - [a b="c\\"]d"][e] ${TEXT}`],
  ['journalctl short-iso', `2006-10-21T23:01:58+0900 user100 sendmail[1811]: ${TEXT}`],
  ['journalctl short-full', `Sat 2006-10-21 23:01:58 JST user100 sendmail[1811]: ${TEXT}`],
])('%s gives year and zone', (_, line) => {
  const stamp = { wall: WALL, hasYear: true, zone: 540 };
  expect(readOne(line)).toMatchObject({ ...ENTRY, ...WHERE, stamp });
});

test('fractions of a second are kept to the millisecond', () => {
  const iso = readOne(`2006-10-21T23:01:58.123456+00:00 user100 sendmail[1811]: ${TEXT}`);
  const precise = readOne(`Oct 21 23:01:58.123456 user100 sendmail[1811]: ${TEXT}`);
  expect(iso.stamp?.wall).toBe(WALL + 123);
  expect(precise.stamp?.wall).toBe(YEARLESS + 123);
});

test('journalctl short-unix counts seconds', () => {
  const record = readOne(`1161439318.250000 user100 sendmail[1811]: ${TEXT}`);
  expect(record).toMatchObject({
    ...ENTRY,
    ...WHERE,
    stamp: { wall: 1161439318250, hasYear: true, zone: 0 },
  });
});

test('journalctl short-monotonic has no date, but all the rest', () => {
  const record = readOne(`[    1.000000] user100 sendmail[1811]: ${TEXT}`);
  expect(record).toMatchObject({ ...ENTRY, ...WHERE });
  expect(record.stamp).toBeUndefined();
});

test('journalctl with-unit names the unit as program', () => {
  const record = readOne(`Sat 2006-10-21 23:01:58 UTC user100 sendmail.service[1811]: ${TEXT}`);
  expect(record).toMatchObject({ ...ENTRY, program: 'sendmail.service' });
});

test('journalctl cat has no head at all: the text is enough', () => {
  expect(readOne(TEXT)).toMatchObject(ENTRY);
});

test('journalctl json is an entry a line', () => {
  const entry = {
    __REALTIME_TIMESTAMP: '1161439318000000',
    _HOSTNAME: 'user100',
    SYSLOG_IDENTIFIER: 'sendmail',
    SYSLOG_PID: '1811',
    MESSAGE: TEXT,
  };
  const stamp = { wall: 1161439318000, hasYear: true, zone: 0 };
  expect(readOne(JSON.stringify(entry))).toMatchObject({ ...ENTRY, ...WHERE, stamp });
});

test('journalctl json writes texts that are not clean as byte values', () => {
  const MESSAGE = [...new TextEncoder().encode(TEXT)];
  const line = JSON.stringify({ __REALTIME_TIMESTAMP: '1161439318000000', MESSAGE });
  expect(readOne(line)).toMatchObject(ENTRY);
});

test('journalctl export is an entry up to a blank line', () => {
  const block = `__CURSOR=x\n__REALTIME_TIMESTAMP=1161439318000000\n_HOSTNAME=user100\nSYSLOG_IDENTIFIER=sendmail\nSYSLOG_PID=1811\nMESSAGE=${TEXT}\n\n`;
  const records = readAll(block + block);
  expect(records).toHaveLength(2);
  expect(records[1]).toMatchObject({ ...ENTRY, ...WHERE, line: 8, lineCount: 6 });
});

test('a binary value of journalctl export is read', () => {
  const length = `${String.fromCharCode(TEXT.length)}\0\0\0\0\0\0\0`;
  const [record] = readAll(
    `__CURSOR=x\n__REALTIME_TIMESTAMP=1161439318000000\nMESSAGE\n${length}${TEXT}\n\n`,
  );
  expect(record).toMatchObject(ENTRY);
});

test('days stand with one blank or two', () => {
  const wall = Date.UTC(2000, 9, 1, 3, 0, 0);
  expect(readOne(`Oct  1 03:00:00 h sendmail[1]: ${TEXT}`).stamp?.wall).toBe(wall);
  expect(readOne(`Oct 1 03:00:00 h sendmail[1]: ${TEXT}`).stamp?.wall).toBe(wall);
});

test('29 February is a day, 30 February is none: the line is read without a time', () => {
  expect(readOne(`Feb 29 03:00:00 h sendmail[1]: ${TEXT}`).stamp?.wall).toBe(Date.UTC(2000, 1, 29, 3));
  const impossible = readOne(`Feb 30 03:00:00 h sendmail[1]: ${TEXT}`);
  expect(impossible).toMatchObject({ ...ENTRY, host: 'h' });
  expect(impossible.stamp).toBeUndefined();
});

test.each(['mx.example.test', '192.168.38.111', '2001:db8::1', 'mx/mx.example.test'])(
  'a host can be %s',
  (host) => {
    expect(readOne(`Oct 21 23:01:58 ${host} sendmail[1811]: ${TEXT}`)).toMatchObject({ ...ENTRY, host });
  },
);

test('a tag can lack its pid, or hold more than a name', () => {
  expect(readOne(`Oct 21 23:01:58 h sendmail: ${TEXT}`)).toMatchObject({ ...ENTRY, program: 'sendmail' });
  const record = readOne('Oct 21 04:02:01 h crond(pam_unix)[6120]: session opened');
  expect(record).toMatchObject({ program: 'crond(pam_unix)', pid: 6120, kind: 'other-program' });
});

test('repeats are repeats, with or without a tag', () => {
  expect(readOne('Oct 21 23:01:58 h last message repeated 3 times').kind).toBe('repeat');
  expect(readOne('Oct 21 23:01:58 h sendmail[1]: message repeated 3 times: [ x]').kind).toBe('repeat');
});

test.each(['plain words', 'Oct of last year', '<no>', '{"a":1}', '[x] y', '12 monkeys', '=', '{'])(
  'a line such as “%s” is not understood, and kept',
  (line) => {
    expect(readOne(line)).toMatchObject({ kind: 'unparsed', raw: line });
  },
);
