import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hostNames, parseHop, resolveHost } from '#ingest/ssh/ssh-config.ts';
import { tempFolder } from '../temp-folder.ts';

const root = tempFolder();
let count = 0;

function home(files: Readonly<Record<string, string>>): string {
  const folder = join(root, String(count++));
  mkdirSync(join(folder, '.ssh', 'config.d'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, '.ssh', name), text);
  return folder;
}

test('a name means host, user, port, keys and jump hosts', () => {
  const folder = home({
    config: `
Host mx
  hostname mx.example.org
  USER alice
  Port 2222
  IdentityFile ~/.ssh/mail_%r
  ProxyJump bob@jump:2200,inner
Host *
  User other
`,
  });
  expect(resolveHost({ host: 'mx' }, folder, 'mx')).toMatchObject({
    name: 'mx',
    host: 'mx.example.org',
    user: 'alice',
    port: 2222,
    identityFiles: [join(folder, '.ssh', 'mail_alice')],
    jumps: ['bob@jump:2200', 'inner'],
  });
  expect(resolveHost({ host: 'mx', user: 'carol', port: 22 }, folder, 'mx')).toMatchObject({
    user: 'carol',
    port: 22,
  });
});

test('without a configuration a name is the host itself', () => {
  expect(resolveHost({ host: 'mx.example.org', user: 'a' }, join(root, 'none'), 'mx')).toMatchObject({
    host: 'mx.example.org',
    port: 22,
    user: 'a',
    jumps: [],
  });
});

test('the names that are offered are those a user can mean', () => {
  const folder = home({
    config: 'Include config.d/*\nHost mx mx2\n HostName a\nHost *.example.org !bad\n User x\n',
    'config.d/work': 'Host office\n HostName office.example.org\n',
  });
  expect(hostNames(folder)).toEqual(['office', 'mx', 'mx2']);
  expect(resolveHost({ host: 'office' }, folder, 'o').host).toBe('office.example.org');
});

test('reading the configuration starts no program', () => {
  const folder = home({});
  const ran = join(folder, 'ran');
  writeFileSync(
    join(folder, '.ssh', 'config'),
    `CanonicalizeHostname yes\nMatch exec "touch ${ran}"\n User evil\nHost mx\n CanonicalizeHostname yes\n CanonicalDomains example.org\n User alice\n`,
  );
  expect(resolveHost({ host: 'mx' }, folder, 'mx').user).toBe('alice');
  expect(existsSync(ran)).toBe(false);
});

test.each([
  ['jump', { host: 'jump' }],
  ['bob@jump', { host: 'jump', user: 'bob' }],
  ['bob@jump:2200', { host: 'jump', user: 'bob', port: 2200 }],
  ['ssh://bob@[2001:db8::1]:22', { host: '2001:db8::1', user: 'bob', port: 22 }],
])('the jump host %s', (text, hop) => {
  expect(parseHop(text)).toEqual(hop);
});
