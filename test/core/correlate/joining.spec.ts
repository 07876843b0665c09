import { expect, test } from 'vitest';
import { Correlator } from '#core/correlate/correlator.ts';
import { correlate, correlateRecords, entries, fixture, outcomes } from './log.ts';

const HEAD = 'Oct 21 23:01:58';
const FROM = 'size=9, class=0, nrcpts=1, msgid=<m@x>, proto=ESMTP, daemon=MTA';

test('an undated id used again days later is another message', () => {
  const use = (day: string, name: string): string =>
    `Oct ${day} 10:00:00 mx sendmail[12345]: KAA12345: from=<${name}@x>, ${FROM}, relay=c [198.51.100.1]\n` +
    `Oct ${day} 10:00:01 mx sendmail[12346]: KAA12345: to=<b@y>, delay=00:00:01, mailer=local, stat=Sent\n`;
  const { messages } = correlate(use('20', 'first') + use('23', 'second'));
  expect(messages.map((m) => [m.id, m.from, m.recipients.length])).toEqual([
    ['mx/KAA12345', 'first@x', 1],
    ['mx/KAA12345#2', 'second@x', 1],
  ]);
});

test('the same id on two hosts is two messages, linked when one sent it to the other', () => {
  const { message, messages } = correlate(
    `${HEAD} a sm-mta[1]: k9LE1v98001811: from=<s@x>, ${FROM}, relay=c [198.51.100.1]\n` +
      `${HEAD} b sm-mta[2]: k9LE1vAA000002: from=<s@x>, ${FROM}, relay=a [198.51.100.9]\n` +
      `${HEAD} a sm-mta[3]: k9LE1v98001811: to=<r@y>, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=1, relay=b. [198.51.100.8], dsn=2.0.0, stat=Sent (k9LE1vAA000002 Message accepted for delivery)\n`,
  );
  expect(messages).toHaveLength(2);
  expect(message('k9LE1v98001811').children).toEqual(['b/k9LE1vAA000002']);
  expect(message('k9LE1vAA000002').parents).toEqual(['a/k9LE1v98001811']);
});

test('the next server’s log may be opened first', () => {
  const { message } = correlate([
    `${HEAD} b sm-mta[2]: k9LE1vAA000002: from=<s@x>, ${FROM}, relay=a [198.51.100.9]\n`,
    `${HEAD} a sm-mta[3]: k9LE1v98001811: to=<r@y>, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=1, relay=b. [198.51.100.8], dsn=2.0.0, stat=Sent (k9LE1vAA000002 Message accepted for delivery)\n`,
  ]);
  expect(message('k9LE1vAA000002').parents).toEqual(['a/k9LE1v98001811']);
});

test('a split envelope goes on under several ids', () => {
  const { message } = correlate(
    `${HEAD} mx sm-mta[1]: k9LE1v98001811: from=<s@x>, ${FROM}, relay=c [198.51.100.1]\n` +
      `${HEAD} mx sm-mta[1]: k9LE1v98001811: split: maxrcpts=10, rcpts=20, count=2, id(s)=k9LE1v99001811; k9LE1v9A001811\n` +
      `${HEAD} mx sm-mta[2]: k9LE1v99001811: to=<r@y>, delay=00:00:01, mailer=esmtp, pri=1, relay=y. [198.51.100.8], dsn=2.0.0, stat=Sent\n`,
  );
  expect(message('k9LE1v98001811').children).toEqual(['mx/k9LE1v99001811', 'mx/k9LE1v9A001811']);
  expect([message('k9LE1v99001811').from, message('k9LE1v99001811').messageId]).toEqual(['s@x', 'm@x']);
});

test('a list’s clone written the old way, under the new id, is a child all the same', () => {
  const { message } = correlate(
    `${HEAD} mx sendmail[1]: KAA12345: from=<s@x>, ${FROM}, relay=c [198.51.100.1]\n` +
      `${HEAD} mx sendmail[1]: KAA12346: clone KAA12345, owner=owner-list\n` +
      `${HEAD} mx sendmail[2]: KAA12346: to=<r@y>, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, relay=y. [198.51.100.8], stat=Sent\n`,
  );
  expect(message('KAA12345').children).toEqual(['mx/KAA12346']);
  expect(message('KAA12345').endSeen).toBe(true);
  expect(message('KAA12346').from).toBe('owner-list');
  expect([message('KAA12346').parents, ...outcomes(message('KAA12346'))]).toEqual([
    ['mx/KAA12345'],
    'r@y sent',
  ]);
});

test('the same dated id on the same host sixty years apart is two messages', () => {
  const use = (day: string, name: string): string =>
    `${day}10:00:00+09:00 mx sm-mta[1]: k9LE1v98001811: from=<${name}@x>, ${FROM}, relay=c [198.51.100.1]\n`;
  const { messages } = correlate(use('2006-10-21T', 'a') + use('2066-10-21T', 'b'));
  expect(messages.map((m) => m.from)).toEqual(['a@x', 'b@x']);
});

test('the lines of one id are one message, whatever the tags, processes and files they come from', () => {
  const { messages } = correlate([
    `${HEAD} mx sendmail-in[1]: k9LE1v98001811: from=<s@x>, ${FROM}, relay=c [198.51.100.1]\n`,
    `${HEAD} mx sm-mta[2]: k9LE1v98001811: to=<r@y>, delay=00:00:01, mailer=esmtp, relay=y. [198.51.100.8], dsn=4.0.0, stat=Deferred\n`,
    `Oct 21 23:31:58 mx sendmail-out[3]: k9LE1v98001811: to=<r@y>, delay=00:30:00, mailer=esmtp, relay=y. [198.51.100.8], dsn=2.0.0, stat=Sent\n`,
  ]);
  expect(messages.map(outcomes)).toEqual([['r@y sent']]);
  expect(messages[0]?.recipients[0]?.attempts).toHaveLength(2);
});

test('the log ends in the middle: the message says that its end is not seen', () => {
  const [m] = correlate(
    `${HEAD} mx sm-mta[1]: k9LE1v98001811: from=<s@x>, ${FROM}, relay=c [198.51.100.1]\n`,
  ).messages;
  expect([m?.startSeen, m?.endSeen]).toEqual([true, false]);
});

test('the log begins in the middle: the message says so, and its arrival follows from the delay', () => {
  const [m] = correlate(
    `${HEAD} mx sm-mta[1]: k9LE1v98001811: to=<r@y>, delay=00:00:58, mailer=local, pri=1, dsn=2.0.0, stat=Sent\n`,
    { zone: 540 },
  ).messages;
  expect([m?.startSeen, m?.endSeen, m?.arrived]).toEqual([false, true, Date.UTC(2006, 9, 21, 14, 1, 0)]);
});

test('a delivery logged before its arrival line joins it all the same', () => {
  const records = entries(fixture('seed.log'));
  const { messages } = correlateRecords([...records].reverse());
  expect(messages).toHaveLength(5);
  expect(messages.every((m) => m.startSeen && m.endSeen)).toBe(true);
});

test('the last known state counts by time, not by place in the files', () => {
  const attempt = (time: string, stat: string): string =>
    `Oct 21 ${time} mx sm-mta[1]: k9LE1v98001811: to=<r@y>, delay=00:00:58, mailer=esmtp, pri=1, relay=y., dsn=4.0.0, stat=${stat}\n`;
  const { message } = correlate([attempt('23:30:00', 'Sent'), attempt('23:10:00', 'Deferred')]);
  expect(message('k9LE1v98001811').recipients[0]).toMatchObject({ status: 'sent' });
  expect(message('k9LE1v98001811').recipients[0]?.attempts.map((a) => a.status)).toEqual([
    'deferred',
    'sent',
  ]);
});

test('a copy of the same log counts no attempt twice', () => {
  const text = fixture('seed.log');
  const { messages } = correlate([text, text]);
  expect(messages.map((m) => m.recipients[0]?.attempts.length)).toEqual([1, 1, 1, 1, 1]);
});

test('a message that never left the submission queue keeps its recipients', () => {
  const { message } = correlate(
    `${HEAD} mx sendmail[1]: k9LE1v98001811: from=bob, size=9, class=0, nrcpts=1, msgid=<m@x>, relay=bob@localhost\n` +
      `${HEAD} mx sendmail[1]: k9LE1v98001811: to=x@y.test, ctladdr=bob (1/1), delay=00:00:00, xdelay=00:00:00, mailer=relay, pri=1, relay=[127.0.0.1] [127.0.0.1], dsn=4.4.1, stat=Deferred: Connection refused by [127.0.0.1]\n`,
  );
  expect(outcomes(message('k9LE1v98001811'))).toEqual(['x@y.test deferred']);
});

test('handed over, but the server’s lines are not in the log: sent, with the id to look for', () => {
  const { message } = correlate(
    `${HEAD} mx sm-msp-queue[1]: k9LE1v98001811: to=x@y.test, ctladdr=bob (1/1), delay=00:00:00, xdelay=00:00:00, mailer=relay, pri=1, relay=[127.0.0.1] [127.0.0.1], dsn=2.0.0, stat=Sent (k9LE1vAA000002 Message accepted for delivery)\n`,
  );
  const m = message('k9LE1v98001811');
  expect([...outcomes(m), m.recipients[0]?.remoteQueueId]).toEqual(['x@y.test sent', 'k9LE1vAA000002']);
});

test('a filter on the loopback is another message, not a hand-over', () => {
  const { messages, message } = correlate(
    `${HEAD} mx in[1]: k9LE1v98001811: from=<s@x>, ${FROM}, relay=c [198.51.100.1]\n` +
      `${HEAD} mx out[2]: k9LE1vAA000002: from=<s@x>, ${FROM}, relay=localhost [127.0.0.1]\n` +
      `${HEAD} mx in[3]: k9LE1v98001811: to=<r@y>, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=1, relay=[127.0.0.1] [127.0.0.1], dsn=2.0.0, stat=Sent (k9LE1vAA000002 Message accepted for delivery)\n`,
  );
  expect(messages).toHaveLength(2);
  expect(message('k9LE1vAA000002').parents).toEqual(['mx/k9LE1v98001811']);
});

test('a message is found by its own id and by the id of one that became part of it', () => {
  const correlator = new Correlator();
  entries(fixture('real/default.log')).forEach((record, index) => {
    correlator.add(record, index);
  });
  const { joined } = correlator;
  const joinedUp = [...joined.messages()].filter(({ queueIds }) => queueIds.length > 1);
  expect(joinedUp.length).toBeGreaterThan(2);
  for (const { id, host, queueIds } of joinedUp) {
    const ids = [id, ...queueIds.map((queueId) => `${host}/${queueId}`)];
    expect(ids.map((each) => joined.message(joined.numberOf(each) ?? -1).id)).toEqual(ids.map(() => id));
  }
  expect(joined.numberOf('nobody/k9LE1v98001811')).toBeUndefined();
});

test('a refused connection without a queue id is found again', () => {
  const correlator = new Correlator();
  entries(fixture('real/checks.log')).forEach((record, index) => {
    correlator.add(record, index);
  });
  const { joined } = correlator;
  const refused = [...joined.messages()].filter(({ queueIds }) => queueIds.length === 0);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.map(({ id }) => joined.message(joined.numberOf(id) ?? -1))).toEqual(refused);
});

test('directions: what counts as internal can be named', () => {
  const text =
    `${HEAD} mx sm-mta[1]: k9LE1v98001811: from=<s@x>, ${FROM}, relay=pc.office.test [203.0.113.7]\n` +
    `${HEAD} mx sm-mta[1]: k9LE1v98001811: to=<r@y>, delay=00:00:01, mailer=esmtp, pri=1, relay=y. [198.51.100.8], dsn=2.0.0, stat=Sent\n`;
  const direction = (...internal: string[]): string | undefined =>
    correlate(text, { internal }).messages[0]?.direction;
  expect([
    direction(),
    direction('203.0.113.0/24'),
    direction('office.test'),
    direction('203.0.113.0/24', '198.51.100.8'),
  ]).toEqual(['transit', 'outbound', 'outbound', 'internal']);
});

test('refused without a queue id, but with a recipient named: a row of its own', () => {
  const { messages } = correlate(
    `${HEAD} mx sendmail[1]: NOQUEUE: ruleset=check_rcpt, arg1=<victim@y.test>, relay=spam.test [203.0.113.7], reject=550 5.7.1 <victim@y.test>... Relaying denied\n`,
  );
  expect(messages.map((m) => [m.status, m.client?.address, ...outcomes(m)])).toEqual([
    ['rejected', '203.0.113.7', 'victim@y.test rejected'],
  ]);
});

test('a bounce for one recipient leaves the others waiting; expiry ends them all', () => {
  const log = (notice: string): string =>
    `${HEAD} mx sm-mta[1]: k9LE1v98001811: from=<s@x>, ${FROM}, relay=c [198.51.100.1]\n` +
    `${HEAD} mx sm-mta[1]: k9LE1v98001811: to=<gone@y>, delay=00:00:01, mailer=esmtp, relay=y. [198.51.100.8], dsn=5.1.1, stat=User unknown\n` +
    `${HEAD} mx sm-mta[1]: k9LE1v98001811: to=<later@z>, delay=00:00:01, mailer=esmtp, relay=z. [198.51.100.7], dsn=4.0.0, stat=Deferred: Connection refused\n` +
    `${HEAD} mx sm-mta[1]: k9LE1v98001811: k9LE1vAA000001: ${notice}\n`;
  const states = (notice: string) =>
    correlate(log(notice))
      .message('k9LE1v98001811')
      .recipients.map(({ to, status }) => [to, status]);
  expect(states('DSN: User unknown')).toEqual([
    ['gone@y', 'bounced'],
    ['later@z', 'deferred'],
  ]);
  expect(states('sender notify: Cannot send message for 5 days')).toEqual([
    ['gone@y', 'bounced'],
    ['later@z', 'bounced'],
  ]);
});
