import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Networks } from '#core/correlate/networks.ts';
import {
  NO_NETWORK,
  hostFacts,
  networkJson,
  parseNetwork,
  type NetworkFacts,
} from '#core/networks/network-facts.ts';

const HOME: NetworkFacts = {
  version: 1,
  internal: ['203.0.113.0/24', 'home.example'],
  server: {
    names: ['user100'],
    outside: [{ address: '198.51.100.7', from: '2020-09-01', to: '2020-09-30' }],
  },
  router: { name: 'Modem', address: '192.168.0.1' },
  smartHost: 'smtp.provider.example',
  hosts: [{ host: 'pc.home.example', label: 'Desk', note: 'upstairs' }],
};

test('what is exported is imported again unchanged', () => {
  expect(parseNetwork(networkJson(HOME))).toEqual({ ok: true, value: HOME });
});

test('a file with a mistake is refused, and the place of the mistake is named', () => {
  const wrong = { ...HOME, server: { names: [], outside: [{ address: '333.1.1.1' }] } };
  expect(parseNetwork(JSON.stringify(wrong))).toEqual({
    ok: false,
    error: { at: 'server.outside.0.address' },
  });
  expect(parseNetwork('{"version":2}')).toMatchObject({ ok: false, error: { at: 'version' } });
  expect(parseNetwork('no json')).toEqual({ ok: false, error: { at: '' } });
});

test('a time that ends before it begins is refused', () => {
  const outside = [{ address: '198.51.100.7', from: '2021-01-01', to: '2020-01-01' }];
  expect(parseNetwork(JSON.stringify({ ...NO_NETWORK, server: { names: [], outside } })).ok).toBe(false);
});

test('whatever the file holds, reading it answers and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (json) => {
      expect(typeof parseNetwork(json).ok).toBe('boolean');
    }),
  );
});

test('a dynamic address is ours only while it was', () => {
  const networks = new Networks([], HOME.server.outside);
  const peer = { address: '198.51.100.7' };
  expect(networks.isInternal(peer, Date.parse('2020-09-15T12:00Z'))).toBe(true);
  expect(networks.isInternal(peer, Date.parse('2020-11-15T12:00Z'))).toBe(false);
  expect(networks.isInternal(peer, Date.parse('2020-07-15T12:00Z'))).toBe(false);
});

test('a host has its friendly name whether the log writes it with a dot or in capitals', () => {
  expect(hostFacts(HOME, { name: 'PC.home.example.' })?.label).toBe('Desk');
  expect(hostFacts(HOME, { name: 'other.example' })).toBeUndefined();
});
