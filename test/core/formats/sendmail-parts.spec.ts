import { expect, test } from 'vitest';
import { bareAddress, splitRecipients } from '#core/formats/sendmail/address-list.ts';
import { parseDelay } from '#core/formats/sendmail/duration.ts';
import { decodeEscapes } from '#core/formats/sendmail/escapes.ts';
import { parsePeer } from '#core/formats/sendmail/peer.ts';
import { decodeQueueId, isQueueId, yearCandidates } from '#core/formats/sendmail/queue-id.ts';
import { remoteQueueId, statWord, statusOf } from '#core/formats/sendmail/status.ts';

test.each([
  ['k9LE1v98001811', '2006-10-21T14:01:57Z', 1811],
  ['k9DCbUFs005617', '2006-10-13T12:37:30Z', 5617],
  ['k9G1FOKE007654', '2006-10-16T01:15:24Z', 7654],
  ['6AO3cWxN000166', '2026-11-24T03:38:32Z', 166],
  ['6AO3cWxN1234567', '2026-11-24T03:38:32Z', 1234567],
  ['e1B3cWx00166', '2000-02-11T03:38:32Z', 166],
])('queue id %s was made at %s by process %i', (id, time, pid) => {
  expect(decodeQueueId(id)).toMatchObject({ time: Date.parse(time), pid });
});

test('ids of 8.9 and before say nothing of the date', () => {
  expect(isQueueId('XAA12345')).toBe(true);
  expect(isQueueId('AA12345')).toBe(true);
  expect(decodeQueueId('XAA12345')).toBeUndefined();
});

test('an id with an impossible date is an id, but tells no time', () => {
  expect(isQueueId('k1VE1v98001811')).toBe(true);
  expect(decodeQueueId('k1VE1v98001811')).toBeUndefined();
});

test.each([
  '',
  'NOQUEUE',
  'k9LE1v9800181',
  'kCLE1v98001811',
  'k9LE1v98001811x',
  '4BqK01XyZz',
  'D6CD925E6F1',
  'sendmail',
])('“%s” is no queue id', (text) => {
  expect(isQueueId(text)).toBe(false);
});

test('the year of an id repeats every 60 years', () => {
  expect(yearCandidates(46)).toEqual([2006, 2066]);
  expect(yearCandidates(6)).toEqual([2026, 2086]);
});

test.each([
  ['00:00:04', 4],
  ['01:54:57', 6897],
  ['1+02:09:32', 94172],
])('a delay of %s is %i seconds', (text, seconds) => {
  expect(parseDelay(text)).toBe(seconds);
});

test('what is no delay is none', () => {
  expect(parseDelay('4 s')).toBeUndefined();
});

test.each([
  ['root@localhost', { name: 'localhost', ident: 'root' }],
  ['client1.lan.test [127.0.1.10]', { name: 'client1.lan.test', address: '127.0.1.10' }],
  ['[127.0.1.77]', { address: '127.0.1.77' }],
  [
    'forged.client.test [127.0.1.66] (may be forged)',
    { name: 'forged.client.test', address: '127.0.1.66', forged: true },
  ],
  [
    'user200@local001.localserver200 [192.168.38.222]',
    { name: 'local001.localserver200', address: '192.168.38.222', ident: 'user200' },
  ],
  [
    'IDENT:joe@client1.lan.test [127.0.1.10]',
    { name: 'client1.lan.test', address: '127.0.1.10', ident: 'IDENT:joe' },
  ],
  ['joe@[127.0.1.77]', { address: '127.0.1.77', ident: 'joe' }],
  ['localhost [IPv6:0:0:0:0:0:0:0:1]', { name: 'localhost', address: '0:0:0:0:0:0:0:1' }],
  ['localhost [IPv6:::1]', { name: 'localhost', address: '::1' }],
  ['maile.ekisaito.ko.ni. [333.444.555.666]', { name: 'maile.ekisaito.ko.ni', address: '333.444.555.666' }],
  ['[127.0.0.1] [127.0.0.1]', { address: '127.0.0.1' }],
  [
    'a-very-long-mail-e...ion.longname.test. [127.0.2.1]',
    { name: 'a-very-long-mail-e...ion.longname.test', address: '127.0.2.1' },
  ],
  ['nohost-zz.test', { name: 'nohost-zz.test' }],
  ['', {}],
])('relay=%s names its end', (relay, peer) => {
  expect(parsePeer(relay)).toEqual(peer);
});

test.each([
  ['<a@b>', ['a@b']],
  ['<a@b>,<c@d>,<e@f>', ['a@b', 'c@d', 'e@f']],
  ['y@direct.test,x@good.test,alice', ['y@direct.test', 'x@good.test', 'alice']],
  ['<"odd, name"@x>,<b@c>', ['"odd, name"@x', 'b@c']],
  [
    '"|IFS=\' \' && exec procmail -f- || exit 75 #u,v",<b@c>',
    ['"|IFS=\' \' && exec procmail -f- || exit 75 #u,v"', 'b@c'],
  ],
  ['<a@b>,<c@d>, [more]', ['a@b', 'c@d']],
  ['<a@b>,<c@d> [more]', ['a@b', 'c@d']],
  ['/var/tmp/file', ['/var/tmp/file']],
])('to=%s names its recipients', (value, recipients) => {
  expect(splitRecipients(value)).toEqual(recipients);
});

test('an address is shown without its brackets, the null sender as nothing', () => {
  expect(bareAddress('<a@b>')).toBe('a@b');
  expect(bareAddress('root')).toBe('root');
  expect(bareAddress('<>')).toBe('');
});

test.each([
  ['Sent', '2.0.0', 'sent', 'Sent'],
  ['Sent (ok 1161439322 qp 70739)', '2.0.0', 'sent', 'Sent'],
  ['Deferred: Connection refused by mx.refused.test.', '4.4.1', 'deferred', 'Deferred'],
  ['Deferred', '4.7.0', 'deferred', 'Deferred'],
  ['queued', '4.4.3', 'queued', 'queued'],
  ['User unknown', '5.1.1', 'bounced', 'User unknown'],
  ['Host unknown (Name server: x: host not found)', '5.1.2', 'bounced', 'Host unknown'],
  ['Local configuration error', '5.3.5', 'bounced', 'Local configuration error'],
  ['I/O error', '4.0.0', 'deferred', 'I/O error'],
  ['Message exceeds maximum fixed size (20000)', undefined, 'rejected', 'Message exceeds maximum fixed size'],
  ['discarded', undefined, 'discarded', 'discarded'],
  ['Sent', '5.0.0', 'sent', 'Sent'],
  ['words of some mailer', '4.2.0', 'deferred', 'words of some mailer'],
  ['words of some mailer', undefined, 'unknown', 'words of some mailer'],
] as const)('stat=%s with dsn %s means %s', (stat, dsn, status, word) => {
  expect(statusOf(stat, dsn)).toBe(status);
  expect(statWord(stat)).toBe(word);
});

test.each([
  ['Sent (k9DCbXkK001855 Message accepted for delivery)', 'k9DCbXkK001855'],
  ['Sent (2.0.0 k9DCbXkK001855 Message accepted for delivery)', 'k9DCbXkK001855'],
  ['Sent (Ok: queued as 4BqK01XyZz)', '4BqK01XyZz'],
  ['Sent (2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 4BqK01XyZz)', '4BqK01XyZz'],
  ['Sent (OK id=1tFq0g-000000014Zx-2B00)', '1tFq0g-000000014Zx-2B00'],
  ['Sent (OK id=1GaL3Z-0003kT-8E)', '1GaL3Z-0003kT-8E'],
  ['Sent (ok 1161439322 qp 70739)', undefined],
  ['Sent', undefined],
  ['Deferred: Ok: queued as 4BqK01XyZz', undefined],
])('%s names the next queue id %s', (stat, id) => {
  expect(remoteQueueId(stat)).toBe(id);
});

test('octal escapes are shown as the letters they stand for', () => {
  expect(decodeEscapes('<caf\\351\\t"b">')).toBe('<café\t"b">');
  expect(decodeEscapes('\\351\\200\\201')).toBe('送');
  expect(decodeEscapes('a\\\\351')).toBe('a\\351');
});
