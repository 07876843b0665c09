import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Correlator } from '#core/correlate/correlator.ts';
import type { Message } from '#core/correlate/message.ts';
import { Networks } from '#core/correlate/networks.ts';
import { EntryReader } from '#core/lines/entry-reader.ts';
import { guessNetwork } from '#core/networks/guess.ts';
import { NO_NETWORK } from '#core/networks/network-facts.ts';

function read(text: string): Correlator {
  const correlator = new Correlator();
  const reader = new EntryReader({ source: 0 });
  const records = [...reader.push(new TextEncoder().encode(text)), ...reader.end()];
  for (const [index, record] of records.entries()) correlator.add(record, index);
  return correlator;
}

function sent(to: string, relay: string, host = 'mail'): Message {
  return {
    id: `${host}/${to}`,
    dialect: 'sendmail',
    host,
    queueIds: ['a'],
    direction: 'outbound',
    recipients: [
      { to, status: 'sent', mailer: 'esmtp', relay: { name: relay, address: '198.51.100.9' }, attempts: [] },
    ],
    status: 'sent',
    children: [],
    parents: [],
    startSeen: true,
    endSeen: true,
    records: [],
    arrived: Date.parse('2020-09-21T03:00Z'),
  };
}

test('the host that wrote the log is guessed to be this server', () => {
  const guess = guessNetwork(read(readFileSync('test/fixtures/seed.log', 'utf8')).result().messages);
  expect(guess.server.names).toEqual(['user100']);
});

test('one server that takes the mail for every domain is guessed to be the smart host', () => {
  const messages = ['a@x.example', 'b@y.example', 'c@z.example', 'd@x.example', 'e@y.example'];
  expect(guessNetwork(messages.map((to) => sent(to, 'smtp.isp.example'))).smartHost).toBe('smtp.isp.example');
  expect(guessNetwork(messages.map((to) => sent(to, `mx.${to.slice(2)}`))).smartHost).toBeUndefined();
});

test('a public address under our own name is guessed to be ours for the days it was seen', () => {
  const message = { ...sent('a@x.example', 'mx'), client: { name: 'mail', address: '203.0.113.4' } };
  expect(guessNetwork([message]).server.outside).toEqual([
    { address: '203.0.113.4', from: '2020-09-21', to: '2020-09-21' },
  ]);
});

test('an address ending in .1 at home is guessed to be the router', () => {
  const message = { ...sent('a@x.example', 'mx'), client: { address: '192.168.0.1' } };
  expect(guessNetwork([message]).router).toEqual({ address: '192.168.0.1' });
});

test('an empty log gives an empty guess', () => {
  expect(guessNetwork([])).toEqual(NO_NETWORK);
});

test('directions follow at once when the networks change, without reading the log again', () => {
  const correlator = read(readFileSync('test/fixtures/seed.log', 'utf8'));
  const before = correlator.result().messages.map((m) => m.direction);
  correlator.setNetworks(new Networks(['ko.ni', 'ne.ni']));
  const after = correlator.result().messages.map((m) => m.direction);
  expect(after).not.toContain('outbound');
  correlator.setNetworks(new Networks());
  expect(correlator.result().messages.map((m) => m.direction)).toEqual(before);
});
