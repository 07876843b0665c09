import { expect, test } from 'vitest';
import { SENDMAIL_SAMPLES } from '#core/formats/sendmail/samples.ts';
import { KINDS } from '#core/records/log-record.ts';
import { fixture, readAll, readOne } from '../lines/read.ts';

test.each(SENDMAIL_SAMPLES)('$kind: $line', ({ kind, line }) => {
  expect(readOne(line).kind).toBe(kind);
});

test('every kind has its sample', () => {
  expect(new Set(SENDMAIL_SAMPLES.map((s) => s.kind))).toEqual(new Set(KINDS));
});

test.each([
  'real/default.log',
  'real/checks.log',
  'real/milter-jst.log',
  'real/verbose.log',
  'real/no-hasflock.log',
  'real/default-rfc3339.log',
  'real/default-rfc5424.log',
  'real/milter-jst-rfc3339.log',
])('every line of %s is understood', (name) => {
  const lost = readAll(fixture(name)).filter(
    (r) => r.kind === 'unparsed' || (r.dialect === 'other' && r.pid === undefined),
  );
  expect(
    lost.map((r) => r.text).filter((t) => !t.startsWith('[origin ') && t !== 'free text without id'),
  ).toEqual([]);
});

test('the three forms of stamp give the same entries', () => {
  const entries = ['real/default.log', 'real/default-rfc3339.log', 'real/default-rfc5424.log'].map((name) =>
    readAll(fixture(name)).map(({ text, program, pid, queueId, kind, fields }) => ({
      text,
      program,
      pid,
      queueId,
      kind,
      fields,
    })),
  );
  expect(entries[1]).toEqual(entries[0]);
  expect(entries[2]).toEqual(entries[0]);
});

test('any tag will do: the text’s shape decides', () => {
  const text = 'k9LE1v98001811: to=<d@e>, delay=00:00:04, mailer=local, stat=Sent';
  expect(readOne(`Oct 21 23:02:02 h mailscanner-in[1813]: ${text}`)).toMatchObject({
    kind: 'to',
    dialect: 'sendmail',
  });
});

test('lines without any id are understood by their words', () => {
  expect(readOne('Oct 21 23:02:02 h x[1]: STARTTLS=server, relay=a [1.2.3.4], version=TLSv1').kind).toBe(
    'tls',
  );
  expect(
    readOne('Oct 21 23:02:02 h sm-mta[1]: rejecting connections on daemon MTA: load average: 20').kind,
  ).toBe('daemon');
});

test('a filter’s line belongs to its message, with or without a colon after the id', () => {
  const opened = readOne('Nov 24 03:38:32 mx opendkim[820]: 6AO3cWpY000167: DKIM-Signature field added');
  const bare = readOne('Nov 24 03:38:32 mx opendkim[820]: 6AO3cWpY000167 no signature data');
  expect([opened, bare]).toMatchObject([
    { kind: 'milter', queueId: '6AO3cWpY000167' },
    { kind: 'milter', queueId: '6AO3cWpY000167' },
  ]);
});

test('a sentence nobody knows is not understood, but its id is', () => {
  expect(readOne('Nov 24 03:38:32 mx sm-mta[1]: 6AO3cWpY000167: heigh-ho')).toMatchObject({
    kind: 'unparsed',
    queueId: '6AO3cWpY000167',
  });
});

test('Postfix and Exim are not taken for sendmail', () => {
  const postfix = readOne(
    'Nov 24 03:52:50 mx postfix/qmgr[277]: D6CD925E6F12: from=<a@b>, size=270, nrcpt=1 (queue active)',
  );
  const exim = readOne('2026-11-24 04:03:40 1xVhkq-00002W-2c <= root@example.test U=root P=local S=313');
  expect(postfix).toMatchObject({ dialect: 'other', kind: 'unparsed' });
  expect(exim).toMatchObject({ dialect: 'other', kind: 'unparsed' });
});

test('ids of every length sendmail has written stand before the text', () => {
  for (const id of ['AA12345', 'XAA12345', 'e1B3cWx00166', 'k9LE1v98001811', '6AO3cWxN1234567'])
    expect(readOne(`Nov 24 03:38:32 mx sendmail[1]: ${id}: to=a, delay=00:00:01, stat=Sent`).queueId).toBe(
      id,
    );
});
