import { expect, test } from 'vitest';
import { findMessages } from '#core/query/find.ts';
import { parseFilter } from '#core/query/filter.ts';
import { correlate, fixture } from '../correlate/log.ts';

const seed = correlate(fixture('seed.log'));
const real = correlate(fixture('real/default.log'));

function found(filter: string, log = seed): string[] {
  const parsed = parseFilter(filter);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return findMessages(parsed.value, log.messages, log.records).map((m) => m.queueIds[0] ?? m.id);
}

function failure(filter: string): unknown {
  const parsed = parseFilter(filter);
  return parsed.ok ? undefined : parsed.error;
}

const checks = correlate(fixture('real/checks.log'));

test.each(['ip=::1', 'ip:::1', 'ip:0:0:0:0:0:0:0:1', 'ip=0000::0001', 'ip="::1"', 'ip:::/127'])(
  'an IPv6 address is found in whatever way it is written: %s',
  (filter) => {
    expect(found(filter, checks)).toContain('6AO3i5j9000224');
  },
);

test('an IPv6 address that is not whole is looked for as it is logged', () => {
  expect(found('ip:0:0:0:0:0', checks)).toContain('6AO3i5j9000224');
  expect(found('ip=0:0:0:0:0', checks)).toEqual([]);
});

test('an empty filter finds everything', () => {
  expect(found('')).toHaveLength(5);
  expect(found('   ')).toHaveLength(5);
});

test.each([
  ['ekisaito', ['k9LE1v98001811']],
  ['EKISAITO', ['k9LE1v98001811']],
  ['111.222.333.445', ['k9DEIrHq005758']],
  ['70739', ['k9LE1v98001811']],
  ['delsol mail1', ['k9DCbUFs005617']],
  ['from:zousann', ['k9G1FOKE007654']],
  ['to:mailuser555 direction:inbound', ['k9G1FOKE007654', 'k9M1Cf1C002083']],
  ['-delsol -direction:inbound', ['k9LE1v98001811']],
  ['NOT delsol NOT direction:inbound', ['k9LE1v98001811']],
  ['qid:k9DCbXkK001855', ['k9DCbUFs005617']],
  ['msgid:<001a01c6f577$322bea50$0400a8c0@win02>', ['k9M1Cf1C002083']],
  ['mailer:local', ['k9G1FOKE007654', 'k9M1Cf1C002083']],
  ['client:adn.ne.ni', ['k9M1Cf1C002083']],
  ['client:user200 relay:maile', ['k9LE1v98001811']],
  ['"Message accepted for delivery" relay:mail1', ['k9DCbUFs005617']],
  ['dsn:2 host:user100 status:sent ekisaito', ['k9LE1v98001811']],
  ['qid:k9M1,k9G1', ['k9G1FOKE007654', 'k9M1Cf1C002083']],
])('%s', (filter, ids) => {
  expect(found(filter)).toEqual(ids);
});

test('statuses, bounces, connections and retries', () => {
  expect(found('status:deferred', real)).toContain('6AO3dHuV000231');
  expect(found('status:deferred,queued', real)).toContain('6AO3dPOW000246');
  expect(found('from:<>', real)).toContain('6AO3dDoJ000224');
  expect(found('is:connection', real)).toEqual(['6AO3eMRS000288']);
  expect(found('-is:connection', real)).toHaveLength(real.messages.length - 1);
  expect(found('is:retried', real)).toContain('6AO3fFui000387');
});

test('words are looked for in the lines themselves', () => {
  expect(found('"cipher=TLS_AES"', real)).toContain('6AO3dWMO000255');
  expect(found('cipher:TLS_AES', real)).toContain('6AO3dWMO000255');
  expect(found('cipher=TLS_AES', real)).toEqual([]);
  expect(found('cipher=', real)).toContain('6AO3dWMO000255');
});

test('any field of the lines can be named, and compared by its number', () => {
  expect(found('xdelay>3')).toEqual(['k9LE1v98001811', 'k9DCbUFs005617']);
  expect(found('raw.pri>=220523')).toEqual(['k9DEIrHq005758']);
  expect(found('nrcpts=1')).toHaveLength(5);
  expect(found('nrcpts!=1')).toEqual([]);
});

test('messages that have a line of a kind', () => {
  expect(found('kind:tls', real)).toContain('6AO3dWMO000255');
  expect(found('-kind:to').length + found('kind:to').length).toBe(5);
});

test('regular expressions are found anywhere with a colon, and cover the whole with an equals sign', () => {
  expect(found('from:/otus?r\\d+@(quad|zousann)/')).toEqual(['k9G1FOKE007654', 'k9M1Cf1C002083']);
  expect(found('from=/otus?r\\d+/')).toEqual([]);
  expect(found('/ok \\d{10} QP/')).toEqual(['k9LE1v98001811']);
  expect(found('host:/USER100/ -/mailer=esmtp/')).toEqual(['k9G1FOKE007654', 'k9M1Cf1C002083']);
});

test('what cannot be understood is told with its place', () => {
  expect(failure('a "b c')).toEqual({ at: 2, end: 6, code: 'unclosed-quote' });
  expect(failure('a subject:x')).toEqual({ at: 2, end: 9, code: 'unknown-field' });
  expect(failure('from:')).toEqual({ at: 5, end: 5, code: 'missing-value' });
  expect(failure('status:sent,lost')).toEqual({ at: 12, end: 16, code: 'unknown-value' });
  expect(failure('a NOT')).toEqual({ at: 2, end: 5, code: 'nothing-to-exclude' });
});

test('times, paths, page addresses and IPv6 addresses are words, not fields', () => {
  expect([
    failure('23:01:58'),
    failure('http://x/?a=1'),
    failure('fe80::1'),
    failure('IPv6:::1'),
    failure('-'),
    failure('/var/spool/mqueue'),
    failure('k9LE1v98001811:'),
  ]).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, undefined]);
});
