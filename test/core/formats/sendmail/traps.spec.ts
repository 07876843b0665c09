/** The traps that real logs hold, one test each, in the order of the issue they were collected for. */
import { expect, test } from 'vitest';
import { splitRecipients } from '#core/formats/sendmail/address-list.ts';
import { decodeEscapes } from '#core/formats/sendmail/escapes.ts';
import { parsePeer } from '#core/formats/sendmail/peer.ts';
import { correlate, outcomes } from '../../correlate/log.ts';
import { fieldsOf as fieldsOfLine, readAll, readOne } from '../../lines/read.ts';

const HEAD = 'Nov 24 03:38:32 mx sm-mta[167]: ';
const ID = '6AO3cWpY000167';

function fieldsOf(text: string): Record<string, string> {
  return fieldsOfLine(`${HEAD}${text}`);
}

/** A `from=` line of this id, with what stands between nrcpts and relay. */
function arrival(middle: string, { from = '<a@b.test>', relay = 'c.test [192.0.2.1]' } = {}): string {
  return `${ID}: from=${from}, size=80, class=0, nrcpts=1${middle}, proto=ESMTP, daemon=MTA, relay=${relay}`;
}

/** A `to=` line of this id that ends in `tail`. */
function delivery(to: string, tail: string): string {
  return `${ID}: to=${to}, delay=00:00:01, xdelay=00:00:00, mailer=esmtp, pri=30096, relay=mx.x.test. [192.0.2.2], ${tail}`;
}

function sent(to: string): string {
  return delivery(to, 'dsn=2.0.0, stat=Sent');
}

test('delay=1+02:09:32 is a day, two hours and some', () => {
  const text = sent('<a@b.test>').replace('00:00:01', '1+02:09:32');
  expect(fieldsOf(text)['delay']).toBe('1+02:09:32');
  expect(correlate(`${HEAD}${text}\n`).messages[0]?.recipients[0]?.delay).toBe(86_400 + 7772);
});

test('to=<a>,<b>,<c> is three recipients', () => {
  expect(splitRecipients(fieldsOf(sent('<a@x>,<b@x>,<c@x>'))['to'] ?? '')).toEqual(['a@x', 'b@x', 'c@x']);
});

test('a comma and = in a msgid', () => {
  const fields = fieldsOf(arrival(', msgid=<x, d=1, proto=FAKE, relay=evil [6.6.6.6]@y>'));
  expect(fields).toMatchObject({
    msgid: '<x, d=1, proto=FAKE, relay=evil [6.6.6.6]@y>',
    proto: 'ESMTP',
    relay: 'c.test [192.0.2.1]',
  });
});

test('a comma and = in quoted local parts, of the sender and of recipients', () => {
  expect(fieldsOf(arrival(', msgid=<m@n>', { from: '<"odd, size=1"@x.test>' }))).toMatchObject({
    from: '<"odd, size=1"@x.test>',
    size: '80',
  });
  const { to } = fieldsOf(sent('<"a, delay=00:00:09"@x.test>,<b@x.test>')) as { to: string };
  expect(splitRecipients(to)).toEqual(['"a, delay=00:00:09"@x.test', 'b@x.test']);
});

test('a comma and = in reply=', () => {
  const reply = '550 5.1.1 <a@b.test>: see http://x/?a=1,b=2, dsn=2.0.0';
  const text = delivery('<a@b.test>', `dsn=5.1.1, reply=${reply}, stat=User unknown`);
  expect(fieldsOf(text)).toMatchObject({ dsn: '5.1.1', reply, stat: 'User unknown' });
});

test('a comma and = in stat=', () => {
  const stat = 'Deferred: 451 4.7.1 later, see http://x/?a=1, relay=b, dsn=2.0.0';
  expect(fieldsOf(delivery('<a@b.test>', `dsn=4.7.1, stat=${stat}`))).toMatchObject({
    relay: 'mx.x.test. [192.0.2.2]',
    dsn: '4.7.1',
    stat,
  });
});

test('a comma and = in reject=', () => {
  const reject = '550 5.7.1 Rejected, see http://x/?ip=1, relay=no';
  expect(
    fieldsOf(`${ID}: ruleset=check_rcpt, arg1=<x@y>, relay=c [192.0.2.1], reject=${reject}`),
  ).toMatchObject({ relay: 'c [192.0.2.1]', reject });
});

test('a comma and = in arg1=', () => {
  const arg1 = 'Buy, relay=this, now';
  const text = `${ID}: ruleset=CheckSubject, arg1=${arg1}, relay=c [192.0.2.1], reject=553 5.0.0 no`;
  expect(fieldsOf(text)).toMatchObject({ arg1, relay: 'c [192.0.2.1]', reject: '553 5.0.0 no' });
});

test('stat=Sent (ok ; id=...) names the next server’s id', () => {
  const text = delivery('<a@b.test>', 'dsn=2.0.0, stat=Sent (ok ; id=1xVhkq-00002W-2c)');
  expect(correlate(`${HEAD}${text}\n`).messages[0]?.recipients[0]).toMatchObject({
    status: 'sent',
    remoteQueueId: '1xVhkq-00002W-2c',
  });
});

test('a reply that contains “, stat=Sent” does not make a refusal a success', () => {
  const reply = '550 5.1.1 no such user, stat=Sent (ok)';
  const text = delivery('<a@b.test>', `dsn=5.1.1, reply=${reply}, stat=User unknown`);
  const { messages } = correlate(`${HEAD}${text}\n`);
  expect(messages.flatMap(outcomes)).toEqual(['a@b.test bounced']);
  expect(messages[0]?.recipients[0]?.attempts[0]).toMatchObject({ reply, stat: 'User unknown' });
});

test('no msgid: no text was taken', () => {
  const fields = fieldsOf(arrival(''));
  expect(fields).toMatchObject({ nrcpts: '1', proto: 'ESMTP' });
  expect('msgid' in fields).toBe(false);
});

test('proto= that is empty', () => {
  const fields = fieldsOf(arrival(', msgid=<m@n>').replace('proto=ESMTP', 'proto='));
  expect(fields).toMatchObject({ proto: '', daemon: 'MTA', relay: 'c.test [192.0.2.1]' });
});

test('two ids in one line', () => {
  expect(readOne(`${HEAD}${ID}: 6AO3dDoJ000224: DSN: User unknown`)).toMatchObject({
    kind: 'child',
    queueId: ID,
    childId: '6AO3dDoJ000224',
  });
});

test('both forms of clone', () => {
  expect(readOne(`${HEAD}${ID}: 6AO3cWpY000168: clone: owner=alice`)).toMatchObject({
    kind: 'clone',
    queueId: ID,
    childId: '6AO3cWpY000168',
  });
  const old = readOne(`${HEAD}XAA12346: clone XAA12345, owner=owner-list`);
  expect(old).toMatchObject({ kind: 'clone', queueId: 'XAA12346' });
  expect(old.fields).toContainEqual(['clone', 'XAA12345']);
});

test(`to="|IFS=' ' && exec procmail" is one recipient`, () => {
  const program = `"|IFS=' ' && exec procmail -f- || exit 75 #u, v"`;
  const text = `${ID}: to=${program}, ctladdr=<u@x.test> (8/0), delay=00:00:00, xdelay=00:00:00, mailer=prog, pri=30096, dsn=2.0.0, stat=Sent`;
  expect(splitRecipients(fieldsOf(text)['to'] ?? '')).toEqual([program]);
});

test('bare recipients with ctladdr', () => {
  const text = `${ID}: to=alice,bob@x.test, ctladdr=root (0/0), delay=00:00:00, xdelay=00:00:00, mailer=local, pri=1, dsn=2.0.0, stat=Sent`;
  expect(fieldsOf(text)).toMatchObject({ to: 'alice,bob@x.test', ctladdr: 'root (0/0)', mailer: 'local' });
  expect(splitRecipients('alice,bob@x.test')).toEqual(['alice', 'bob@x.test']);
});

test.each([
  ['tls', 'STARTTLS=client, relay=mx.tls.test., version=TLSv1.3, verify=FAIL, cipher=X, bits=256/256'],
  ['auth', 'AUTH=server, relay=c.lan.test [192.0.2.1], authid=carol, mech=PLAIN, bits=0'],
  [
    'ruleset',
    'ruleset=check_relay, arg1=[192.0.2.9], arg2=192.0.2.9, relay=[192.0.2.9], reject=550 5.7.1 no',
  ],
  ['daemon', 'rejecting connections on daemon MTA-v4: 3 children, max 3'],
])('no id at all: %s', (kind, text) => {
  const record = readOne(`${HEAD}${text}`);
  expect(record.kind).toBe(kind);
  expect(record.queueId).toBeUndefined();
});

test.each([
  ['8', 'XAA12345'],
  ['12', 'e1B3cWx00166'],
  ['14', 'k9LE1v98001811'],
  ['15', '6AO3cWxN1234567'],
])('an id of %s characters', (length, id) => {
  expect(id).toHaveLength(Number(length));
  expect(readOne(`${HEAD}${id}: to=a, delay=00:00:01, stat=Sent`).queueId).toBe(id);
});

test('a suffix [2] belongs to the id and is not part of it', () => {
  expect(readOne(`${HEAD}${ID}[2]: relay=c.test [192.0.2.1]`).queueId).toBe(ID);
  const parts = `${HEAD}${ID}[1]: to=<a@x>,  ...\n${HEAD}${ID}[2]: delay=00:00:01, mailer=local, stat=Sent\n`;
  expect(readAll(parts)).toMatchObject([{ kind: 'to', queueId: ID, lineCount: 2 }]);
});

test('octal escapes are decoded for display and kept as logged in the fields', () => {
  const msgid = '<caf\\303\\251\\t\\001"b=c, d"@x>';
  expect(fieldsOf(arrival(`, msgid=${msgid}`))['msgid']).toBe(msgid);
  expect(decodeEscapes('<caf\\303\\251@x>')).toBe('<café@x>');
  expect(decodeEscapes('<caf\\351@x>')).toBe('<café@x>');
});

test('an id without a colon after a milter’s tag', () => {
  expect(readOne(`Nov 24 03:38:32 mx opendkim[820]: ${ID} no signature data`)).toMatchObject({
    kind: 'milter',
    queueId: ID,
  });
});

test('IPv6 in both spellings is one address', () => {
  const long = parsePeer('localhost [IPv6:0:0:0:0:0:0:0:1]');
  const short = parsePeer('localhost [IPv6:::1]');
  expect([long.name, short.name]).toEqual(['localhost', 'localhost']);
  const text = (relay: string): string => `${HEAD}${arrival(', msgid=<m@n>', { relay })}\n`;
  const directions = ['[IPv6:0:0:0:0:0:0:0:1]', '[IPv6:::1]'].map(
    (relay) =>
      correlate(text(`localhost ${relay}`) + `${HEAD}${sent('<a@b.test>')}\n`).messages[0]?.direction,
  );
  expect(directions[0]).toBe(directions[1]);
});

test('(may be forged)', () => {
  expect(parsePeer('forged.test [192.0.2.66] (may be forged)')).toEqual({
    name: 'forged.test',
    address: '192.0.2.66',
    forged: true,
  });
});

test('IDENT:user@host', () => {
  expect(parsePeer('IDENT:user@host.test [192.0.2.1]')).toEqual({
    name: 'host.test',
    address: '192.0.2.1',
    ident: 'IDENT:user',
  });
});

test('relay=[ip] [ip]', () => {
  expect(parsePeer('[192.0.2.1] [192.0.2.1]').address).toBe('192.0.2.1');
});

test('a truncated name keeps the address after it', () => {
  const relay = 'a-very-long-mail-e...ion.longname.test. [192.0.2.3]';
  const text = sent('<a@b.test>').replace('mx.x.test. [192.0.2.2]', relay);
  expect(fieldsOf(text)['relay']).toBe(relay);
  expect(parsePeer(relay).address).toBe('192.0.2.3');
});

test('a truncated msgid has lost its bracket, and nothing after it', () => {
  const msgid = `<${'m'.repeat(99)}`;
  expect(fieldsOf(arrival(`, msgid=${msgid}`))).toMatchObject({ msgid, relay: 'c.test [192.0.2.1]' });
});

test('truncated addresses have lost their brackets, and nothing after them', () => {
  const from = `<${'a'.repeat(199)}`;
  expect(fieldsOf(arrival(', msgid=<m@n>', { from }))).toMatchObject({ from, size: '80' });
  const text = sent('<b@c.test>').replace(
    ', delay',
    `, ctladdr=<${'u'.repeat(39)}...${'v'.repeat(40)}, delay`,
  );
  expect(fieldsOf(text)).toMatchObject({ to: '<b@c.test>', stat: 'Sent' });
});

test('pri=9223372036854775807 is not rounded', () => {
  expect(fieldsOf(sent('<a@b.test>').replace('30096', '9223372036854775807'))['pri']).toBe(
    '9223372036854775807',
  );
});

test('“QID: Milter: to=<x>, reject=” is no delivery', () => {
  const text = `${ID}: Milter: to=<a@b.test>, reject=550 5.7.1 Policy says no, sorry`;
  expect(readOne(`${HEAD}${text}`).kind).toBe('milter');
  expect(correlate(`${HEAD}${text}\n`).messages.flatMap(outcomes)).toEqual(['a@b.test rejected']);
});

test('an anonymiser’s missing comma: relay=x dsn=4.0.0', () => {
  const text = `${ID}: to=<a@b.test>, delay=00:00:01, xdelay=00:00:00, mailer=esmtp, pri=1, relay=x dsn=4.0.0, stat=Deferred`;
  expect(fieldsOf(text)).toMatchObject({ relay: 'x', dsn: '4.0.0', stat: 'Deferred' });
});

test('runs of NULs before, inside and after lines cost no line', () => {
  const nul = '\0'.repeat(5000);
  const lines = [sent('<a@x>'), sent('<b@x>'), sent('<c@x>')].map((text) => HEAD + text);
  const text = `${lines[0] ?? ''}\n${nul}${lines[1] ?? ''}\n${nul}\n${lines[2]?.replace('Sent', `Se${nul}nt`) ?? ''}\n${nul}`;
  const { messages } = correlate(text);
  expect(messages.flatMap(outcomes)).toEqual(['a@x sent', 'b@x sent', 'c@x sent']);
});

test('a line of 3,000 bytes and more', () => {
  const list = Array.from({ length: 200 }, (_, i) => `<recipient-${i}@x.test>`).join(',');
  const line = HEAD + sent(list);
  expect(line.length).toBeGreaterThan(3000);
  expect(splitRecipients(fieldsOfLine(line)['to'] ?? '')).toHaveLength(200);
  expect(fieldsOfLine(line)['stat']).toBe('Sent');
});
