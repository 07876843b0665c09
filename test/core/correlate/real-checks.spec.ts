/** Experiments behind checks.log (LogLevel 9, checks at once), milter-jst.log (a milter, clock JST), verbose.log (14), no-hasflock.log. */
import { expect, test } from 'vitest';
import { arrival, correlate, fixture, outcomes } from './log.ts';

const checks = correlate(fixture('real/checks.log'));
const milter = correlate(fixture('real/milter-jst.log'));
const verbose = correlate(fixture('real/verbose.log'));

test('a discarded recipient', () => {
  const m = checks.message('6AO3hJHC000168');
  expect([m.status, ...outcomes(m), m.endSeen]).toEqual([
    'discarded',
    'discardme@example.test discarded',
    true,
  ]);
});

test('a quarantined message that is released waits again', () => {
  const before = correlate(fixture('real/checks.log').replaceAll('unquarantine', 'something else'));
  expect(before.message('6AO3hL9W000169').status).toBe('quarantined');
  expect(checks.message('6AO3hL9W000169').status).toBe('queued');
});

test('quarantine by hand and its release', () => {
  const before = correlate(fixture('real/checks.log').replaceAll('unquarantine', 'something else'));
  expect(before.message('6AO3i0gF000212').status).toBe('quarantined');
  expect(before.message('6AO3i0gF000212').verdict).toBe('because I say so');
  expect(checks.message('6AO3i0gF000212').status).toBe('deferred');
});

test('a refused connection without an id is a row with its client', () => {
  const m = checks.messages.find((x) => x.queueIds.length === 0);
  expect([m?.status, m?.connection, m?.client, m?.verdict]).toEqual([
    'rejected',
    true,
    { address: '127.0.1.99' },
    '550 5.7.1 Access denied',
  ]);
});

test('a refused sender', () => {
  const m = checks.message('6AO3hRIK000172');
  expect([m.status, m.from]).toEqual(['rejected', 'spammer@bad.test']);
});

test('a message that is too large was never accepted', () => {
  const m = checks.message('6AO3hTw6000173');
  expect([m.status, ...outcomes(m)]).toEqual(['rejected', 'alice@example.test rejected']);
});

test('too many hops', () => {
  const m = checks.message('6AO3hXdh000175');
  expect([m.status, m.children]).toEqual(['bounced', ['mx/6AO3hYdh000176']]);
});

test('a warning leaves the message open, the final notice ends it', () => {
  const m = checks.message('6AO3he4Y000178');
  expect(m.children).toEqual(['mx/6AO3hi7e000186', 'mx/6AO3hkYK000189']);
  expect(outcomes(m)).toEqual(['y@refused.test bounced', 'x@temp.test bounced']);
  expect(m.recipients[0]?.attempts.map((a) => a.status)).toEqual([
    'deferred',
    'deferred',
    'deferred',
    'bounced',
  ]);
  const warned = correlate(
    fixture('real/checks.log')
      .split('\n')
      .filter((l) => !/ 03:43:4[67] /.test(l))
      .join('\n'),
  );
  expect([warned.message('6AO3he4Y000178').status, warned.message('6AO3he4Y000178').endSeen]).toEqual([
    'deferred',
    false,
  ]);
});

test('a bounce of a bounce goes to the postmaster', () => {
  expect(checks.message('6AO3hkYI000189').children).toEqual(['mx/6AO3hpq2000194']);
  expect(outcomes(checks.message('6AO3hpq2000194'))).toEqual(['root sent']);
});

test('a submission to four recipients, local and remote', () => {
  const m = checks.message('6AO3hrKK000198');
  expect(outcomes(m).sort()).toEqual([
    'alice@mx.example.test sent',
    'carol@example.test sent',
    'x@good.test sent',
    'y@direct.test sent',
  ]);
});

test('a clock in Japan, told by the ids alone', () => {
  expect(milter.timing[0]).toMatchObject({ zone: 540, zoneBasis: 'queue-id', yearBasis: 'queue-id' });
  expect(arrival(milter.message('6AO3kr3w000207'))).toBe('2026-11-24T12:46:53+09:00');
});

test('STARTTLS and AUTH lines of the session belong to the message', () => {
  const kinds = milter.message('6AO3kuJ0000211').records.map((i) => milter.records[i]?.kind);
  expect(kinds).toEqual(['tls', 'auth', 'from', 'milter', 'to']);
});

test.each([
  ['6AO3kwaD000216', 'milterrej@example.test', '5.7.1'],
  ['6AO3l0nk000218', 'miltertemp@example.test', '4.3.2'],
])('a milter refuses %s', (id, to, dsn) => {
  expect(milter.message(id).recipients.map((r) => [r.to, r.status, r.dsn])).toEqual([[to, 'rejected', dsn]]);
});

test('a milter refuses one recipient, the other gets the message', () => {
  expect(outcomes(milter.message('6AO3l3JQ000220'))).toEqual([
    'milterreply@example.test rejected',
    'alice@example.test sent',
  ]);
});

test('a milter discards, a milter quarantines', () => {
  expect(milter.message('6AO3l5mu000224').status).toBe('discarded');
  expect([milter.message('6AO3l7wt000226').status, milter.message('6AO3l7wt000226').verdict]).toEqual([
    'quarantined',
    'suspicious content',
  ]);
});

test('submission with delivery by the queue: queued, then sent', () => {
  const m = milter.message('6AO3lGoe000238');
  expect(m.recipients.map((r) => r.attempts.map((a) => a.status))).toEqual([
    ['queued', 'sent'],
    ['queued', 'sent'],
  ]);
});

test('at LogLevel 14 the same outcomes come out', () => {
  expect(outcomes(verbose.message('6AO3lcuY000225'))).toEqual([
    'milterreply@example.test rejected',
    'alice@example.test sent',
  ]);
  expect(verbose.message('6AO3leDl000229').status).toBe('discarded');
  expect(verbose.message('6AO3lhnn000231').status).toBe('quarantined');
  expect(verbose.message('6AO3lQ6X000207').endSeen).toBe(true);
  expect(verbose.message('6AO3lqdF000250').queueIds).toEqual(['6AO3lqdF000250', '6AO3lqMD000251']);
});

test('one recipient delivered, one of two still in the queue: the end is not seen', () => {
  const log = correlate(fixture('real/no-hasflock.log'));
  expect(log.message('6AO4C4sp000158').endSeen).toBe(false);
  expect(log.timing[0]?.zone).toBe(540);
});
