import { expect, test } from 'vitest';
import type { Message } from '#core/correlate/message.ts';
import { isoTime } from '#core/correlate/iso-time.ts';
import { correlate, fixture } from './log.ts';

const SENDER = 'mailuser555@user100.server100.info';
const CLIENT = { ident: 'user200', name: 'local001.localserver200', address: '192.168.38.222' };

function row(m: Message): unknown[] {
  const [r] = m.recipients;
  return [
    m.queueIds,
    m.direction,
    m.from,
    r?.to,
    m.client,
    r?.relay,
    r?.mailer,
    r?.status,
    r?.dsn,
    r?.remoteQueueId,
    r?.delay,
    r?.transactionDelay,
    isoTime(m.arrived ?? 0, m.zone ?? 0),
  ];
}

const TABLE = [
  [
    ['k9LE1v98001811'],
    'outbound',
    SENDER,
    'otusr111@ekisaito.ko.ni',
    CLIENT,
    { name: 'maile.ekisaito.ko.ni', address: '333.444.555.666' },
    'esmtp',
    'sent',
    '2.0.0',
    undefined,
    4,
    4,
    '2006-10-21T23:01:58+09:00',
  ],
  [
    ['k9DCbUFs005617'],
    'outbound',
    SENDER,
    'otusr111@sq3.delsol.ne.ni',
    CLIENT,
    { name: 'mail1.ms.delsol.ne.ni', address: '111.222.333.444' },
    'esmtp',
    'sent',
    '2.0.0',
    'k9DCbXkK001855',
    4,
    4,
    '2006-10-13T21:37:30+09:00',
  ],
  [
    ['k9DEIrHq005758'],
    'outbound',
    SENDER,
    'otusr111@sq3.delsol.ne.ni',
    CLIENT,
    { name: 'mail2.ms.delsol.ne.ni', address: '111.222.333.445' },
    'esmtp',
    'sent',
    '2.0.0',
    'k9DEItAj020970',
    4,
    3,
    '2006-10-13T23:18:54+09:00',
  ],
  [
    ['k9G1FOKE007654'],
    'inbound',
    'otur555@zousann.ko.ni',
    SENDER,
    { name: 'server101.zousann.ko.ni', address: '222.333.444.555' },
    undefined,
    'local',
    'sent',
    '2.0.0',
    undefined,
    0,
    0,
    '2006-10-16T10:15:27+09:00',
  ],
  [
    ['k9M1Cf1C002083'],
    'inbound',
    'otusr888@quad.adn.ne.ni',
    SENDER,
    { name: 'mafeed.adn.ne.ni', address: '666.777.888.999' },
    undefined,
    'local',
    'sent',
    '2.0.0',
    undefined,
    1,
    1,
    '2006-10-22T10:12:41+09:00',
  ],
];

test.each(['seed.log', 'seed-folded.log'])(
  'the five examples come out as the tutorial tells them, from %s',
  (name) => {
    expect(correlate(fixture(name)).messages.map(row)).toEqual(TABLE);
  },
);

test('the words of the reply are kept', () => {
  expect(correlate(fixture('seed.log')).message('k9LE1v98001811').recipients[0]?.stat).toBe(
    'Sent (ok 1161439322 qp 70739)',
  );
});

test('year and offset come from the queue ids, and all five agree', () => {
  const { timing, basis } = correlate(fixture('seed.log'));
  expect(timing).toEqual([
    { source: 0, zone: 540, zoneBasis: 'queue-id', votes: 5, voters: 5, yearBasis: 'queue-id' },
  ]);
  expect(basis(1)).toBe('queue-id');
});
