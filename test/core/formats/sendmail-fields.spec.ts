import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitRecipients } from '#core/formats/sendmail/address-list.ts';
import { fieldsOf as fieldsOfLine, readOne } from '../lines/read.ts';

const HEAD = 'Nov 24 03:38:32 mx sm-mta[167]: ';
const ID = '6AO3cWpY000167';

function fieldsOf(text: string): Record<string, string> {
  return fieldsOfLine(`${HEAD}${text}`);
}

function arrival(msgid: string, from = '<a@b>'): Record<string, string> {
  return fieldsOf(
    `${ID}: from=${from}, size=80, class=-60, nrcpts=1, msgid=${msgid}, bodytype=8BITMIME, proto=ESMTP, daemon=MTA-v4, relay=c [1.2.3.4]`,
  );
}

function delivery(tail: string, to = '<a@b>'): Record<string, string> {
  return fieldsOf(
    `${ID}: to=${to}, ctladdr=<x@y> (1/2), delay=00:00:00, xdelay=00:00:00, mailer=esmtp, pri=30096, ${tail}`,
  );
}

test.each([
  '<a@b>',
  '<a, b@c>',
  '<x, d=1@y>',
  '<caf\\351\\t\\001"b=c, d"@x>',
  '<a>, proto=FAKE',
  '<a, relay=evil [6.6.6.6]>',
  '<a>, size=9, class=9',
  '<mmmmmmmmmmmmmmmmmmmmmmmmmmm',
  'no brackets at all, none',
  '',
])('msgid=%s is one value, and the fields after it are right', (msgid) => {
  expect(arrival(msgid)).toEqual({
    from: '<a@b>',
    size: '80',
    class: '-60',
    nrcpts: '1',
    msgid,
    bodytype: '8BITMIME',
    proto: 'ESMTP',
    daemon: 'MTA-v4',
    relay: 'c [1.2.3.4]',
  });
});

test.each([
  '<"odd, name"@x>',
  '<"a, size=1, class=2"@x>',
  '<>',
  '<NONE>',
  'root',
  '<cut-at-200-without-its-bracket',
])('from=%s is one value', (from) => {
  expect(arrival('<m@n>', from)).toMatchObject({ from, size: '80', msgid: '<m@n>' });
});

test('no message was taken: no msgid', () => {
  expect(
    fieldsOf(`${ID}: from=<a@b>, size=0, class=0, nrcpts=0, proto=, daemon=MTA, relay=[1.2.3.4]`),
  ).toEqual({
    from: '<a@b>',
    size: '0',
    class: '0',
    nrcpts: '0',
    proto: '',
    daemon: 'MTA',
    relay: '[1.2.3.4]',
  });
});

test('arrivals of 8.9 have pri, those of sendmail 5 end in words', () => {
  expect(
    fieldsOf('XAA12345: from=<a@b>, size=1, class=0, pri=30001, nrcpts=1, msgid=<m>, proto=ESMTP, relay=c'),
  ).toMatchObject({
    pri: '30001',
    nrcpts: '1',
    relay: 'c',
  });
  expect(
    fieldsOf('AA12345: from=<a@b>, size=1, class=0, pri=1, nrcpts=1, msgid=<m>, received from c (1.2.3.4)')[
      'msgid'
    ],
  ).toBe('<m>');
});

test.each([
  '<a@b>,<c@d>,<e@f>',
  '<"odd, name"@x>',
  '<"a, delay=00:00:01"@x>,<b@c>',
  '"|IFS=\' \' && exec procmail -f- || exit 75 #u, v"',
  '"|/bin/cat > /dev/null"',
  '/var/tmp/mailfile',
  'alice,bob@x',
  '<a@b>,<c@d>, [more]',
])('to=%s is one value', (to) => {
  expect(delivery('dsn=2.0.0, stat=Sent', to)).toEqual({
    to,
    ctladdr: '<x@y> (1/2)',
    delay: '00:00:00',
    xdelay: '00:00:00',
    mailer: 'esmtp',
    pri: '30096',
    dsn: '2.0.0',
    stat: 'Sent',
  });
});

test.each([
  'Sent (ok ; id=1, x=2)',
  'Sent (<x@y> [InternalId=1234567804, Hostname=EXCH01.corp.test] Queued mail for delivery)',
  'Deferred: 451 see http://x/?a=1, relay=b, stat=Sent (no)',
  'Host unknown (Name server: a, dsn=2.0.0: host not found)',
])('stat=%s runs to the end of the line', (stat) => {
  expect(delivery(`relay=mx.x.test. [1.2.3.4], dsn=2.0.0, stat=${stat}`)['stat']).toBe(stat);
});

test.each([
  ['550 5.1.1 <a@b>: rejected, see http://x/?a=1,b=2', 'User unknown'],
  ['550 5.1.1 no, stat=Sent (ok)', 'User unknown'],
  ['550 5.1.1 no, stat=Sent (ok), dsn=2.0.0, stat=Sent', 'Service unavailable'],
  ['451 4.7.1 later, stat=Sent (ok)', 'Deferred: 451 4.7.1 later, stat=Sent (ok)'],
  ['451 4.7.1 wait, stat=User unknown', 'Deferred'],
  ['552-5.2.2 The recipient mailbox is', 'Service unavailable'],
])('a hostile reply “%s” does not change what happened', (reply, stat) => {
  const fields = delivery(`relay=mx.x.test. [1.2.3.4], dsn=5.1.1, reply=${reply}, stat=${stat}`);
  expect(fields).toMatchObject({ relay: 'mx.x.test. [1.2.3.4]', dsn: '5.1.1', reply, stat });
});

test('delays of days, deliveries of 8.9, queued ones: each has the fields its line has', () => {
  expect(
    fieldsOf(`${ID}: to=<a@b>, delay=1+02:09:32, xdelay=00:00:01, mailer=esmtp, pri=1, stat=Deferred`)[
      'delay'
    ],
  ).toBe('1+02:09:32');
  expect(
    fieldsOf(
      'XAA12345: to=<a@b>, ctladdr=<c@d> (1/2), delay=00:00:01, xdelay=00:00:01, mailer=smtp, relay=h. [1.2.3.4], stat=Sent (ok)',
    ),
  ).toMatchObject({
    mailer: 'smtp',
    relay: 'h. [1.2.3.4]',
    stat: 'Sent (ok)',
  });
  expect(fieldsOf(`${ID}: to=alice, delay=00:00:00, mailer=local, pri=60015, stat=queued`)).toEqual({
    to: 'alice',
    delay: '00:00:00',
    mailer: 'local',
    pri: '60015',
    stat: 'queued',
  });
});

test('a priority beyond safe integers stays as logged', () => {
  expect(
    fieldsOf(`${ID}: to=a, delay=00:00:00, mailer=local, pri=9223372036854775807, dsn=2.0.0, stat=Sent`)[
      'pri'
    ],
  ).toBe('9223372036854775807');
});

test('a comma lost by an anonymiser does not glue dsn to relay', () => {
  expect(delivery('relay=x dsn=4.0.0, stat=Deferred')).toMatchObject({
    relay: 'x',
    dsn: '4.0.0',
    stat: 'Deferred',
  });
});

test('a filter’s refusal of a recipient is no delivery', () => {
  const record = readOne(`${HEAD}${ID}: Milter: to=<a@b>, reject=550 5.7.1 Policy says no, sorry (code=42)`);
  expect(record).toMatchObject({ kind: 'milter' });
  expect(record.fields).toEqual([
    ['to', '<a@b>'],
    ['reject', '550 5.7.1 Policy says no, sorry (code=42)'],
  ]);
});

test.each([
  ['milter=t, action=rcpt, continue', { milter: 't', action: 'rcpt' }],
  [
    'milter=t, action=rcpt, reject=550 5.7.1 no, sorry',
    { milter: 't', action: 'rcpt', reject: '550 5.7.1 no, sorry' },
  ],
  ['milter=t, quarantine=suspicious, very', { milter: 't', quarantine: 'suspicious, very' }],
  ['Milter: to=<a@b>, discard', { to: '<a@b>' }],
])('%s gives the filter’s fields', (text, fields) => {
  expect(fieldsOf(`${ID}: ${text}`)).toEqual(fields);
});

test.each([
  [
    'ruleset=check_rcpt, arg1=<x@y>, relay=c [1.2.3.4] (may be forged), reject=550 5.7.1 <x@y>... Rejected, see http://h/?ip=1, relay=no',
    {
      arg1: '<x@y>',
      relay: 'c [1.2.3.4] (may be forged)',
      reject: '550 5.7.1 <x@y>... Rejected, see http://h/?ip=1, relay=no',
    },
  ],
  [
    'ruleset=check_rcpt, arg1=<"a, reject=550 b"@y>, relay=c [1.2.3.4], reject=550 5.7.1 no',
    { arg1: '<"a, reject=550 b"@y>', relay: 'c [1.2.3.4]', reject: '550 5.7.1 no' },
  ],
  [
    'ruleset=CheckSubject, arg1=Buy, relay=this, now, relay=c [1.2.3.4], reject=553 5.0.0 no',
    { arg1: 'Buy, relay=this, now', relay: 'c [1.2.3.4]' },
  ],
  ['ruleset=check_rcpt, arg1=<x@y>, relay=c [1.2.3.4], discard', { arg1: '<x@y>', relay: 'c [1.2.3.4]' }],
  ['ruleset=check_rcpt, arg1=<x@y>, relay=c [1.2.3.4], quarantine=odd, very', { quarantine: 'odd, very' }],
  [
    'ruleset=check_relay, arg1=h, arg2=1.2.3.4, relay=h [1.2.3.4], reject=550 5.7.1 Access denied',
    { arg1: 'h', arg2: '1.2.3.4' },
  ],
])('%s gives the ruleset’s fields', (text, fields) => {
  expect(fieldsOf(`${ID}: ${text}`)).toMatchObject(fields);
});

test('STARTTLS and AUTH lines give their pairs', () => {
  expect(
    fieldsOf(
      'STARTTLS=client, error: connect failed=-1, reason=wrong version number, SSL_error=1, errno=0, retry=-1',
    ),
  ).toMatchObject({
    reason: 'wrong version number',
    SSL_error: '1',
  });
  expect(
    fieldsOf('STARTTLS=server, relay=a@h [1.2.3.4], version=TLSv1.3, verify=NO, cipher=X, bits=256/256'),
  ).toEqual({
    STARTTLS: 'server',
    relay: 'a@h [1.2.3.4]',
    version: 'TLSv1.3',
    verify: 'NO',
    cipher: 'X',
    bits: '256/256',
  });
  expect(
    fieldsOf(`${ID}: AUTH failure (PLAIN): authentication failure (-13), user=carol, relay=h [1.2.3.4]`),
  ).toEqual({
    user: 'carol',
    relay: 'h [1.2.3.4]',
  });
});

test('both forms of clone name both ids', () => {
  const now = readOne(`${HEAD}${ID}: 6AO3cWpY000168: clone: owner=alice`);
  expect(now).toMatchObject({ queueId: ID, childId: '6AO3cWpY000168', fields: [['owner', 'alice']] });
  const before = readOne(`${HEAD}XAA12346: clone XAA12345, owner=owner-list`);
  expect(before).toMatchObject({ queueId: 'XAA12346', kind: 'clone' });
  expect(before.fields).toEqual([
    ['clone', 'XAA12345'],
    ['owner', 'owner-list'],
  ]);
});

test('an arrival or delivery spread over lines by a short log buffer keeps its fields', () => {
  expect(readOne(`${HEAD}AA12345: size=1, class=0, nrcpts=1`)).toMatchObject({
    kind: 'from',
    fields: [
      ['size', '1'],
      ['class', '0'],
      ['nrcpts', '1'],
    ],
  });
  expect(readOne(`${HEAD}AA12345: msgid=<a, b>`)).toMatchObject({
    kind: 'from',
    fields: [['msgid', '<a, b>']],
  });
  expect(readOne(`${HEAD}AA12345: delay=00:00:01, mailer=local, stat=Sent`)).toMatchObject({
    kind: 'to',
    fields: [
      ['delay', '00:00:01'],
      ['mailer', 'local'],
      ['stat', 'Sent'],
    ],
  });
});

test('a long line is read whole', () => {
  const msgid = `<${'m, '.repeat(1000)}@x>`;
  expect(arrival(msgid)['msgid']).toBe(msgid);
});

const DELIVERY = `${ID}: to=<a@b.test>,<c@d.test>, delay=00:00:00, xdelay=00:00:00, mailer=esmtp, pri=30096, relay=mx.x.test. [1.2.3.4], dsn=2.0.0, stat=Sent (Ok: queued as 4BqK01XyZz)`;

test('a mutated field after the list never makes a wrong recipient', () => {
  const first = DELIVERY.indexOf(', delay=') + 2;
  fc.assert(
    fc.property(
      fc.integer({ min: first, max: DELIVERY.length - 1 }),
      fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 3 }),
      (at, put) => {
        const line = `${HEAD}${DELIVERY.slice(0, at)}${put}${DELIVERY.slice(at + 1)}`;
        const to = readOne(line).fields.find(([key]) => key === 'to')?.[1] ?? '';
        expect(splitRecipients(to)).toEqual(['a@b.test', 'c@d.test']);
      },
    ),
  );
});

test('a line cut anywhere never throws and never gains a field', () => {
  const keys = ['to', 'delay', 'xdelay', 'mailer', 'pri', 'relay', 'dsn', 'stat'];
  for (let end = 20; end < DELIVERY.length; end++)
    for (const [key] of readOne(`${HEAD}${DELIVERY.slice(0, end)}`).fields) expect(keys).toContain(key);
});
