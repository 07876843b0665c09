import { expect, test } from 'vitest';
import { isPrivateAddress } from '#core/explain/networks.ts';
import { here } from './seed-line.ts';

test('an empty sender is a notice, a bare one was made on the server', () => {
  expect(here('from', 'from', '<>')).toContain('a notice');
  expect(here('from', 'from', 'root')).toContain('on this server');
  expect(here('from', 'from', '<a@b.test>')).toBe('');
});

test('recipients of one attempt are counted, commas in quotes do not count', () => {
  expect(here('to', 'to', '<a@x>,<b@x>,<c@x>')).toContain('3 recipients');
  expect(here('to', 'to', '<"a,b"@x>')).toBe('');
  expect(here('to', 'to', '<a@x>,<b@x>, [more]')).toContain('goes on in the next line');
});

test('programs and files are told apart from people', () => {
  expect(here('to', 'to', '"|/usr/bin/procmail"')).toContain('A program');
  expect(here('to', 'to', '/var/mail/archive')).toContain('A file');
});

test('a client without a name, with a false one, and a local user', () => {
  expect(here('from', 'relay', '[127.0.1.77]')).toContain('reverse DNS gave no name');
  expect(here('from', 'relay', 'forged.client.test [198.51.100.66] (may be forged)')).toContain(
    'does not lead back',
  );
  expect(here('from', 'relay', 'root@localhost')).toContain('made on this server by the user “root”');
});

test('the machine itself is told apart from the network around it', () => {
  expect(here('from', 'relay', 'localhost [127.0.0.1]')).toContain('this machine’s own');
  expect(here('from', 'relay', 'localhost [IPv6:0:0:0:0:0:0:0:1]')).toContain('this machine’s own');
});

test('a next server without an address was not connected to', () => {
  expect(here('to', 'relay', 'mx.refused.test.')).toContain('no connection was made');
  expect(here('to', 'relay', 'mx.refused.test. [198.51.100.2]')).toContain('was tried');
});

test('root is named', () => {
  expect(here('to', 'ctladdr', 'root (0/0)')).toContain('uid 0 is root');
});

test.each<[string, boolean | undefined]>([
  ['192.168.38.222', true],
  ['10.0.0.1', true],
  ['172.31.0.1', true],
  ['172.32.0.1', false],
  ['127.0.0.1', true],
  ['IPv6:::1', true],
  ['IPv6:0:0:0:0:0:0:0:1', true],
  ['fd00::1', true],
  ['2001:db8::1', false],
  ['::ffff:192.168.0.1', true],
  ['333.444.555.666', undefined],
  ['nonsense', undefined],
])('%s: private network %s', (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected);
});
