/** Outcomes of the experiments behind test/fixtures/real/default.log: LogLevel 9, delay_checks, clock UTC. */
import { expect, test } from 'vitest';
import { arrival, correlate, fixture, outcomes } from './log.ts';

const log = correlate(fixture('real/default.log'));
const { message } = log;

test('a local submission by root is one message with the ids of both queues', () => {
  const m = message('6AO3cWxN000166');
  expect(m.queueIds).toEqual(['6AO3cWxN000166', '6AO3cWpY000167']);
  expect(outcomes(m)).toEqual(['alice@mx.example.test sent']);
  expect(m.client).toEqual({ ident: 'root', name: 'localhost' });
  expect(m.from).toBe('root@mx.example.test');
  expect(m.handOvers?.map((h) => [h.from, h.to, h.relay?.address])).toEqual([
    ['6AO3cWxN000166', '6AO3cWpY000167', '127.0.0.1'],
  ]);
  expect(m.direction).toBe('internal');
  expect(m.records).toHaveLength(4);
});

test('a local submission to a remote server tells the remote queue id', () => {
  const m = message('6AO3cY3r000172');
  expect(outcomes(m)).toEqual(['x@good.test sent']);
  expect(m.recipients[0]?.remoteQueueId).toBe('4BqK01XyZz');
  expect(m.recipients[0]?.attempts).toHaveLength(1);
});

test('mail from a client to a local user', () => {
  const m = message('6AO3caCI000177');
  expect(outcomes(m)).toEqual(['alice@example.test sent']);
  expect(m.client).toEqual({ name: 'client1.lan.test', address: '127.0.1.10' });
});

test('five recipients in one line are five recipients of one delivery', () => {
  expect(outcomes(message('6AO3cfON000184'))).toEqual(
    [1, 2, 3, 4, 5].reverse().map((n) => `r${n}@good.test sent`),
  );
});

test('several domains, one local, one refused by its server, and the notice it caused', () => {
  const m = message('6AO3chff000188');
  expect(outcomes(m)).toEqual([
    'alice@example.test sent',
    'y@direct.test sent',
    'z@gmailish.test sent',
    'x@good.test sent',
    'q@multi.test sent',
    'nosuch@rej.test bounced',
    'user@example.test bounced',
  ]);
  expect(m.status).toBe('bounced');
  expect(m.children).toEqual(['mx/6AO3chff000189']);
  const notice = message('6AO3chff000189');
  expect(notice.parents).toEqual(['mx/6AO3chff000188']);
  expect([notice.from, notice.startSeen, ...outcomes(notice)]).toEqual(['', true, 'root sent']);
});

test('a client without a name, one whose name may be forged, and one over IPv6', () => {
  expect(message('6AO3cjsd000197').client).toEqual({ address: '127.0.1.77' });
  expect(message('6AO3clLu000200').client).toEqual({
    name: 'forged.client.test',
    address: '127.0.1.66',
    forged: true,
  });
  expect(message('6AO3cnh3000203').client).toEqual({ name: 'localhost', address: '0:0:0:0:0:0:0:1' });
});

test.each([
  ['6AO3cpFr000206', 'nosuchuser@example.test', 'User unknown'],
  ['6AO3cujH000210', 'blocked@example.test', 'User unknown'],
  [
    '6AO3cwDI000211',
    'alice@example.test',
    '550 5.7.1 <alice@example.test>... We do not accept mail from you',
  ],
  ['6AO3d0wp000212', 'alice@example.test', '550 5.7.1 <alice@example.test>... Access denied'],
  ['6AO3d270000213', 'alice@example.test', '450 4.7.0 <alice@example.test>... go away for now'],
  [
    '6AO3d8UU000216',
    'alice@example.test',
    '553 5.1.8 <alice@example.test>... Domain of sender address a@nxdomain-x.test does not exist',
  ],
])('%s: all recipients refused, and the words of the refusal', (id, to, words) => {
  const m = message(id);
  expect(m.recipients.map((r) => [r.to, r.status, r.stat])).toEqual([[to, 'rejected', words]]);
  expect([m.status, m.endSeen]).toEqual(['rejected', true]);
});

test('one recipient refused beside an accepted one: the message was delivered', () => {
  const m = message('6AO3cr54000207');
  expect(outcomes(m)).toEqual(['nosuchuser@example.test rejected', 'alice@example.test sent']);
  expect([m.status, m.endSeen]).toEqual(['sent', true]);
});

test('a bounce that fails is told to the postmaster', () => {
  expect(message('6AO3dAhu000217').children).toEqual(['mx/6AO3dBhu000219']);
  expect(outcomes(message('6AO3dBhu000219'))).toEqual(['root sent']);
});

test('a bounce to an unreachable sender waits in the queue, four attempts later still', () => {
  const m = message('6AO3dFeE000229');
  expect(outcomes(m)).toEqual(['who@refused.test deferred']);
  expect(m.recipients[0]?.attempts).toHaveLength(4);
  expect([m.endSeen, m.parents]).toEqual([false, ['mx/6AO3dFeE000227']]);
});

test('greylisting: every attempt of the queue runs is kept with its words and its age', () => {
  const [r] = message('6AO3dHuV000231').recipients;
  expect(r?.attempts.map((a) => a.delay)).toEqual([0, 110, 112, 119]);
  expect(r?.attempts[0]?.stat).toBe('Deferred: 451 4.7.1 Greylisting in action, please come back later');
  expect(r?.attempts[0]?.reply).toBe('451 4.7.1 Greylisting in action, please come back later');
  expect([r?.status, r?.delay]).toEqual(['deferred', 119]);
});

test('only the mail exchanger that took the message is seen', () => {
  expect(message('6AO3dLcW000238').recipients[0]?.relay).toEqual({
    name: 'mx1.good.test',
    address: '127.0.2.1',
  });
});

test('an unknown host bounces, a failing name server leaves the message queued', () => {
  expect(message('6AO3dNAH000242').status).toBe('bounced');
  expect(message('6AO3dPOW000246').status).toBe('queued');
});

test('the TLS line before a delivery belongs to its message, also when TLS failed', () => {
  const programs = (id: string): string[] => message(id).records.map((i) => log.records[i]?.kind ?? '');
  expect(programs('6AO3dWMO000255')).toEqual(['from', 'tls', 'to']);
  expect(programs('6AO3dYJJ000259').slice(0, 4)).toEqual(['from', 'tls', 'ruleset', 'to']);
});

test('the AUTH line before an arrival belongs to its message', () => {
  expect(message('6AO3dcxo000264').records).toHaveLength(3);
});

test('a failed login leaves the message of the same session alone', () => {
  expect(outcomes(message('6AO3deDv000268'))).toEqual(['x@good.test sent']);
});

test('sessions without a message are no messages', () => {
  expect(
    log.messages.filter(
      (m) => m.queueIds.includes('6AO3dalW000263') || m.queueIds.includes('6AO3eCiW000279'),
    ),
  ).toEqual([]);
});

test('a client that goes away in the middle leaves a message without an outcome', () => {
  const m = message('6AO3dlcK000274');
  expect([m.status, m.from, m.recipients]).toEqual(['unknown', 'u@client1.lan.test', []]);
});

test('three messages of one session are three, at their own times though their ids stand still', () => {
  expect(['6AO3eEpD000281', '6AO3eEpE000281', '6AO3eEpF000281'].map((id) => arrival(message(id)))).toEqual([
    '2026-11-24T03:40:14+00:00',
    '2026-11-24T03:40:16+00:00',
    '2026-11-24T03:40:18+00:00',
  ]);
});

test('a client turned away before it said anything is a row of its own', () => {
  const m = message('6AO3eMRS000288');
  expect([m.status, m.connection, m.client?.name, m.recipients]).toEqual([
    'rejected',
    true,
    'client1.lan.test',
    [],
  ]);
});

test('a list with an owner: the clone carries the deliveries and what they cause', () => {
  const list = message('6AO3ePvp000289');
  const clone = message('6AO3ePvp000290');
  expect([list.children, list.endSeen]).toEqual([['mx/6AO3ePvp000290'], true]);
  expect([clone.from, clone.parents, clone.children]).toEqual([
    'alice',
    ['mx/6AO3ePvp000289'],
    ['mx/6AO3ePvq000290'],
  ]);
  expect(clone.messageId).toBe(list.messageId);
  expect(outcomes(clone)).toEqual([
    'bob sent',
    'alice sent',
    'out@good.test sent',
    'nosuch@rej.test bounced',
  ]);
});

test('programs and files are recipients', () => {
  expect(outcomes(message('6AO3eRZu000296'))).toEqual(['"|/bin/cat > /dev/null" sent']);
  expect(outcomes(message('6AO3eTKK000300'))).toEqual([`"|/bin/sh -c 'exit 67'" bounced`]);
  expect(outcomes(message('6AO3eWVo000305'))).toEqual(['/var/tmp/mailfile sent']);
});

test('an alias loop bounces though no delivery was tried', () => {
  const m = message('6AO3eYKZ000308');
  expect([m.status, m.verdict, m.endSeen]).toEqual(['bounced', 'aliasing/forwarding loop broken', true]);
});

test('a sender with a comma and a Message-ID cut short', () => {
  expect(message('6AO3eaop000310').from).toBe('"odd, name"@client1.lan.test');
  expect(message('6AO3ecFk000313').messageId).toBe('m'.repeat(99));
});

test('forty recipients over two lines are one attempt each', () => {
  const { recipients } = message('6AO3el8Q000331');
  expect(recipients).toHaveLength(40);
  expect(new Set(recipients.map((r) => r.attempts.length))).toEqual(new Set([1]));
});

test('the words of a reply may look like fields', () => {
  const m = message('6AO3eqFb000339');
  expect(outcomes(m)).toEqual(['full@good.test bounced', 'spam@good.test bounced', 'ok@good.test sent']);
  expect(m.recipients[1]?.attempts[0]?.reply).toContain('see http://x/?a=1,b=2');
});

test('a receipt is a child of its message and changes nothing about it', () => {
  const m = message('6AO3euTS000348');
  expect([m.status, m.children]).toEqual(['sent', ['mx/6AO3evTS000349']]);
  expect(message('6AO3evTS000349').from).toBe('');
});

test('a submission while the server is down: deferred first, then handed over and delivered', () => {
  const m = message('6AO3fFui000387');
  expect(m.queueIds).toEqual(['6AO3fFui000387', '6AO3fHwv000396']);
  expect(outcomes(m)).toEqual(['x@good.test sent', 'alice@mx.example.test sent']);
  expect(m.recipients[0]?.attempts.map((a) => a.status)).toEqual(['deferred', 'sent']);
  expect(m.records).toHaveLength(6);
});
