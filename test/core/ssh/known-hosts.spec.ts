import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostName, judgeKey, knownHostsLine, parseKnownHosts } from '#core/ssh/known-hosts.ts';

const KEY = 'AAAAC3NzaC1lZDI1NTE5AAAAIKk0';
const OTHER = 'AAAAC3NzaC1lZDI1NTE5AAAAIPzz';
const ED = 'ssh-ed25519';

const hash = (salt: string, name: string): string =>
  createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64');

function verdict(text: string, offered: Partial<Parameters<typeof judgeKey>[1]> = {}) {
  const key = { host: 'mx.example.org', port: 22, type: ED, key: KEY, ...offered };
  return judgeKey(parseKnownHosts(text, 'known_hosts'), key, hash);
}

function hashed(name: string): string {
  const salt = Buffer.from('0123456789abcdefghij').toString('base64');
  return `|1|${salt}|${hash(salt, name)}`;
}

test('a key on record is known, by name, list, pattern or hash, at its own port only', () => {
  for (const hosts of ['mx.example.org', 'a,MX.example.org,b', '*.example.org', hashed('mx.example.org')])
    expect(verdict(`${hosts} ${ED} ${KEY} note\n`)).toEqual({ is: 'known' });
  expect(verdict(`mx.example.org ${ED} ${KEY}`, { port: 2222 }).is).toBe('unknown');
  expect(verdict(`[mx.example.org]:2222 ${ED} ${KEY}`, { port: 2222 }).is).toBe('known');
  expect(verdict(`${hashed('[mx.example.org]:2222')} ${ED} ${KEY}`, { port: 2222 }).is).toBe('known');
});

test('an excepted name is not meant by its pattern', () => {
  expect(verdict(`*.example.org,!mx.example.org ${ED} ${KEY}`).is).toBe('unknown');
});

test('another key for the host is a change, told with its place, also when it is of another type', () => {
  const text = `# mine\n\nmx.example.org ${ED} ${OTHER}\n`;
  expect(verdict(text)).toMatchObject({
    is: 'changed',
    known: [{ key: OTHER, file: 'known_hosts', line: 3 }],
  });
  expect(verdict(`mx.example.org ssh-rsa ${OTHER}`).is).toBe('changed');
});

test('of several keys on record one is enough', () => {
  expect(verdict(`mx.example.org ssh-rsa ${OTHER}\nmx.example.org ${ED} ${KEY}`).is).toBe('known');
});

test('a revoked key is refused even where it is known', () => {
  const text = `mx.example.org ${ED} ${KEY}\n@revoked * ${ED} ${KEY}`;
  expect(verdict(text)).toMatchObject({ is: 'revoked', known: { line: 2 } });
});

test('a certificate authority does not make a host known, and is told', () => {
  const text = `@cert-authority *.example.org ${ED} ${KEY}`;
  expect(verdict(text)).toMatchObject({ is: 'unknown', authorities: [{ line: 1 }] });
});

test('lines that cannot be read never make a host known', () => {
  for (const text of ['mx.example.org', `@what mx.example.org ${ED} ${KEY}`, `mx.example.org ${ED} <<<`])
    expect(verdict(text)).toEqual({ is: 'unknown', authorities: [] });
});

test('whatever the file holds, only the very key is known', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const { is } = verdict(text);
      expect(is === 'known' && !text.includes(KEY)).toBe(false);
    }),
  );
});

test('a line that was written is read again', () => {
  fc.assert(
    fc.property(fc.domain(), fc.integer({ min: 1, max: 65_535 }), (host, port) => {
      const offered = { host, port, type: ED, key: KEY };
      expect(verdict(knownHostsLine(offered), offered)).toEqual({ is: 'known' });
      expect(verdict(knownHostsLine(offered), { host, port: port === 1 ? 2 : port - 1 }).is).toBe('unknown');
      expect(hostName(host.toUpperCase(), port)).toBe(hostName(host, port));
    }),
  );
});
