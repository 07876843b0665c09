/** Messages made by hand, as the correlator would make them. */
import type { Attempt, Message, Recipient } from '#core/correlate/message.ts';

export const ARRIVED = Date.UTC(2006, 9, 21, 14, 1, 58);

export function message(facts: Partial<Message> = {}): Message {
  return {
    id: 'user100/k9LE1v98001811',
    dialect: 'sendmail',
    host: 'user100',
    queueIds: ['k9LE1v98001811'],
    direction: 'outbound',
    from: 'mailuser555@user100.server100.info',
    size: 6297,
    protocol: 'ESMTP',
    daemon: 'MTA',
    arrived: ARRIVED,
    zone: 540,
    client: { name: 'local001.localserver200', address: '192.168.38.222', ident: 'user200' },
    recipients: [sent('otusr111@ekisaito.ko.ni')],
    status: 'sent',
    children: [],
    parents: [],
    startSeen: true,
    endSeen: true,
    records: [0, 1],
    ...facts,
  };
}

export function sent(to: string, facts: Partial<Recipient> = {}): Recipient {
  const relay = { name: 'maile.ekisaito.ko.ni', address: '333.444.555.666' };
  return recipient(to, {
    status: 'sent',
    dsn: '2.0.0',
    stat: 'Sent (ok 1161439322 qp 70739)',
    mailer: 'esmtp',
    relay,
    delay: 4,
    transactionDelay: 4,
    ...facts,
  });
}

export function recipient(to: string, facts: Partial<Recipient>): Recipient {
  const status = facts.status ?? 'unknown';
  const attempt: Attempt = {
    status,
    record: 1,
    time: ARRIVED + 4000,
    ...(facts.dsn === undefined ? {} : { dsn: facts.dsn }),
    ...(facts.stat === undefined ? {} : { stat: facts.stat }),
    ...(facts.relay === undefined ? {} : { relay: facts.relay }),
  };
  return { to, status, attempts: [attempt], ...facts };
}

export const MIXED: Message = message({
  status: 'bounced',
  children: ['user100/k9LE1v98001812'],
  records: [0, 1, 2, 3, 4, 5],
  recipients: [
    sent('a@good.test', { relay: { name: 'mail1.ms.delsol.ne.ni', address: '111.222.333.444' } }),
    recipient('b@slow.test', {
      status: 'deferred',
      dsn: '4.2.0',
      stat: 'Deferred: 451 4.7.1 Greylisted, please try again in 300 seconds',
      mailer: 'esmtp',
      relay: { name: 'mail2.ms.delsol.ne.ni', address: '111.222.333.445' },
    }),
    recipient('nobody@rej.test', {
      status: 'bounced',
      dsn: '5.1.1',
      stat: 'User unknown',
      mailer: 'esmtp',
      relay: {
        name: 'a-very-long-mail-exchanger-name-that-nobody-would-ever-type-by-hand.rej.test',
        address: '2001:db8:0:1:2:3:4:5',
      },
    }),
    recipient('printer@backup.lan', { status: 'queued', stat: 'queued' }),
    recipient('"|/usr/bin/vacation dave"', { status: 'sent', stat: 'Sent', dsn: '2.0.0', mailer: 'prog' }),
    recipient('dave@example.test', { status: 'sent', stat: 'Sent', dsn: '2.0.0', mailer: 'local' }),
    recipient('x@refused.test', {
      status: 'rejected',
      stat: '550 5.7.1 <x@refused.test>... Relaying denied',
    }),
  ],
});

export function many(count: number): Message {
  const recipients = Array.from({ length: count }, (_, i) =>
    sent(`user${String(i)}@dom${String(i)}.test`, {
      relay: { name: `mx.dom${String(i)}.test`, address: `198.51.100.${String(i)}` },
    }),
  );
  return message({ recipients });
}

export const INBOUND: Message = message({
  direction: 'inbound',
  client: { name: 'mafeed.adn.ne.ni', address: '666.777.888.999', forged: true },
  recipients: [
    recipient('mailuser555@user100.server100.info', {
      status: 'sent',
      dsn: '2.0.0',
      stat: 'Sent',
      mailer: 'local',
      delay: 1,
    }),
  ],
});
