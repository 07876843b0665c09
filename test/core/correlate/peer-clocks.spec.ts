import { expect, test } from 'vitest';
import { clockReading, offBy, peerClocks } from '#core/correlate/peer-clocks.ts';
import { correlate, fixture } from './log.ts';

const seed = correlate(fixture('seed.log'));

test('the clocks of the next servers are read from their replies', () => {
  expect(peerClocks(seed.messages).map((c) => [c.peer, offBy(c), c.readings])).toEqual([
    ['mail1.ms.delsol.ne.ni', 0, 1],
    ['mail2.ms.delsol.ne.ni', 0, 1],
    ['maile.ekisaito.ko.ni', 0, 1],
  ]);
});

function delivery(stat: string, xdelay = '00:00:02', relay = 'mx.y. [198.51.100.8]'): string {
  return `2006-10-21T14:02:02+00:00 mx sm-mta[2]: k9LE1v98001811: to=<r@y>, delay=00:00:04, xdelay=${xdelay}, mailer=esmtp, pri=1, relay=${relay}, dsn=2.0.0, stat=${stat}\n`;
}

function reading(...line: Parameters<typeof delivery>) {
  const attempt = correlate(delivery(...line)).messages[0]?.recipients[0]?.attempts[0];
  return attempt === undefined ? undefined : clockReading(attempt);
}

test.each([
  ['at the end of the attempt', 'Sent (ok 1161439322 qp 1)', 0],
  ['within the attempt', 'Sent (k9LE2098001811 Message accepted for delivery)', 0],
  ['a minute ahead', 'Sent (ok 1161439382 qp 1)', 59_000],
  ['ten minutes behind', 'Sent (ok 1161438722 qp 1)', 597_000],
])('a server’s clock %s', (_, stat, off) => {
  const found = reading(stat);
  expect(found === undefined ? undefined : offBy(found)).toBe(off);
});

test.each([
  ['a reply without a time', 'Sent (Ok: queued as 4BqK01XyZz)', 'mx.y. [198.51.100.8]'],
  ['a reply years away', 'Sent (ok 1061439322 qp 1)', 'mx.y. [198.51.100.8]'],
  ['this host itself', 'Sent (k9LE2098001811 Message accepted for delivery)', '[127.0.0.1] [127.0.0.1]'],
])('%s tells nothing about a clock', (_, stat, relay) => {
  expect(reading(stat, '00:00:02', relay)).toBeUndefined();
});

test('of several readings the one with the smallest lag counts: ids of long sessions look too old', () => {
  const lines = ['ok 1161439122 qp 1', 'ok 1161439321 qp 1', 'ok 1161439222 qp 1'].map((reply, i) =>
    delivery(`Sent (${reply})`).replace('k9LE1v98', `k9LE1v9${i}`),
  );
  expect(peerClocks(correlate(lines.join('')).messages)).toEqual([
    { peer: 'mx.y', least: -2000, most: 2000, readings: 3 },
  ]);
});
