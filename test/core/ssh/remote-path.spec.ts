import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPlainName, joinRemote, matchesGlob, parseRemotePath } from '#core/ssh/remote-path.ts';

test.each([
  ['/var/log/maillog', '/var/log', 'maillog', false],
  ['/var/log/maillog*', '/var/log', 'maillog*', true],
  ['/var/log/', '/var', 'log', false],
  ['maillog', '.', 'maillog', false],
  ['/maillog', '/', 'maillog', false],
  ['logs/mail.log', 'logs', 'mail.log', false],
])('%s is in %s', (text, folder, last, isPattern) => {
  expect(parseRemotePath(text)).toEqual({ ok: true, value: { folder, last, isPattern } });
});

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['/var/*/maillog', 'pattern'],
  ['/var/log/mail\nlog', 'control'],
])('%j is no path that can be asked for', (text, error) => {
  expect(parseRemotePath(text)).toEqual({ ok: false, error });
});

test.each([
  ['maillog*', ['maillog', 'maillog.1', 'maillog-20240101.gz'], ['mail', 'xmaillog', '.maillog']],
  ['mail?log', ['mail.log'], ['maillog', 'mail..log']],
  ['maillog.[0-3]', ['maillog.0', 'maillog.3'], ['maillog.4', 'maillog']],
  ['maillog.[!0-3]', ['maillog.4'], ['maillog.0']],
  ['mail(log)+', ['mail(log)+'], ['maillog']],
  ['[z-a]', [], ['z', 'a', '[z-a]']],
  ['[', ['['], ['x']],
])('%s means the names a shell would take', (pattern, yes, no) => {
  expect(yes.filter((name) => !matchesGlob(pattern, name))).toEqual([]);
  expect(no.filter((name) => matchesGlob(pattern, name))).toEqual([]);
});

test.each(['', '.', '..', 'a/b', '../x', 'a\u001b[31m', 'a\nb'])('the name %j is refused', (name) => {
  expect(isPlainName(name)).toBe(false);
});

test('a name without special letters matches itself alone, and no pattern throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (pattern, name) => {
      expect(typeof matchesGlob(pattern, name)).toBe('boolean');
    }),
  );
  expect(joinRemote('/', 'a') + joinRemote('/b', 'c')).toBe('/a/b/c');
});
