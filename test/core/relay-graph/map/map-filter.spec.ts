/** What a click on the map asks for finds what the map counted there. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '#core/correlate/message.ts';
import { Networks } from '#core/correlate/networks.ts';
import { parseFilter } from '#core/query/filter.ts';
import { findMessages } from '#core/query/find.ts';
import { crossingsOf } from '#core/relay-graph/map/crossings.ts';
import { narrowed, peerFilter, rangeFilter, siteFilter } from '#core/relay-graph/map/map-filter.ts';
import { domainOf, networkOf } from '#core/relay-graph/map/sites.ts';
import { Tally } from '#core/relay-graph/map/tally.ts';
import { correlate, fixture } from '../../correlate/log.ts';
import { ARRIVED, INBOUND, message, MIXED, sent } from '../messages.ts';

const LOGS = ['seed.log', 'real/default.log', 'real/checks.log', 'real/verbose.log'];
const NETWORKS = new Networks();

function found(messages: readonly Message[], text: string): readonly Message[] {
  const filter = parseFilter(text);
  if (!filter.ok) throw new Error(`${text}: ${filter.error.code}`);
  return findMessages(filter.value, messages, []);
}

/** Ids of peers with messages that their own filter does not find. */
function missed(messages: readonly Message[]): readonly string[] {
  const tally = new Tally(NETWORKS);
  for (const m of messages) tally.add(m);
  return tally.result().peers.flatMap((peer) => {
    const own = messages.filter((m) => crossingsOf(m, NETWORKS).some((c) => c.id === peer.id));
    const filters = [peerFilter(peer), peer.network === 'internet' ? siteFilter(peer.site) : undefined];
    return filters
      .filter((text) => text !== undefined && peer.kind !== 'unknown-server')
      .filter((text) => {
        const all = found(messages, text ?? '');
        return own.some((m) => !all.includes(m));
      })
      .map((text) => `${peer.id}: ${text ?? ''}`);
  });
}

test.each(LOGS)('%s: the filter of each card finds every message counted on it', (name) => {
  expect(missed(correlate(fixture(name)).messages)).toEqual([]);
});

test('the filter of a host finds nothing else', () => {
  const other = sent('x@y.test', { relay: { name: 'mx.y.test', address: '192.0.2.9' } });
  const messages = [message(), MIXED, INBOUND, message({ recipients: [other] })];
  const tally = new Tally(NETWORKS);
  for (const m of messages) tally.add(m);
  const peer = tally.result().peers.find((p) => p.name === 'mx.y.test');
  expect(peer === undefined ? undefined : peerFilter(peer)).toBe('relay=mx.y.test');
  expect(found(messages, 'relay=mx.y.test')).toEqual([messages[3]]);
});

test('whatever a host is named, its filter can be read and finds it', () => {
  const odd = fc.oneof(
    fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }),
    fc.string({
      minLength: 1,
      maxLength: 12,
      unit: fc.constantFrom('"', '\\', '*', '(', ',', ' ', 'a', ':'),
    }),
  );
  fc.assert(
    fc.property(odd, odd, (client, relay) => {
      const m = message({
        client: { name: client, address: '203.0.113.9' },
        recipients: [sent('a@b.test', { relay: { name: relay } })],
      });
      expect(missed([m])).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('a stretch of time as a filter finds the messages counted in it', () => {
  const messages = Array.from({ length: 40 }, (_, i) => message({ arrived: ARRIVED + i * 1000 }));
  const from = ARRIVED + 540 * 60_000 + 7000;
  const range = { from, until: from + 12_000 };
  const tally = new Tally(NETWORKS, range);
  for (const m of messages) tally.add(m);
  expect(rangeFilter(range)).toBe('time:2006-10-21T23:02:05..2006-10-21T23:02:16');
  expect(found(messages, rangeFilter(range))).toHaveLength(tally.result().messages);
});

test('a click adds to the filter, once, and keeps what stood there together', () => {
  expect(narrowed('', 'relay=a.test')).toBe('relay=a.test');
  expect(narrowed('status:sent', 'relay=a.test')).toBe('status:sent relay=a.test');
  expect(narrowed('a OR b', 'relay=a.test')).toBe('(a OR b) relay=a.test');
  expect(narrowed('status:sent relay=a.test', 'relay=a.test')).toBe('status:sent relay=a.test');
});

test.each([
  ['mail1.ms.delsol.ne.ni', 'delsol.ne.ni'],
  ['mx.far.test', 'far.test'],
  ['maile.ekisaito.ko.ni', 'ekisaito.ko.ni'],
  ['a.b.example.com', 'example.com'],
  ['localhost', 'localhost'],
])('%s belongs to %s', (name, domain) => {
  expect(domainOf(name)).toBe(domain);
});

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2::3', '2001:db8:1::/48'],
  ['333.444.555.666', '333.444.555.666'],
])('without a name %s stands in %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
