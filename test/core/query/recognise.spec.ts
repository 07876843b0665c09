import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findMessages } from '#core/query/find.ts';
import { parseFilter } from '#core/query/filter.ts';
import { recognise } from '#core/query/recognise.ts';
import { correlate, fixture } from '../correlate/log.ts';

const log = correlate(fixture('seed.log'));

function found(filter: string): string[] {
  const parsed = parseFilter(filter);
  if (!parsed.ok) throw new Error(`${filter}: ${parsed.error.code}`);
  return findMessages(parsed.value, log.messages, log.records).map((m) => m.queueIds[0] ?? '');
}

test.each([
  ['k9LE1v98001811', 'queue-id'],
  ['k9LE1v98001811:', 'queue-id'],
  ['<20061021.230157.41624764.mailuser555@user100.server100.info>', 'message-id'],
  ['otusr111@ekisaito.ko.ni', 'address'],
  ['<otusr111@ekisaito.ko.ni>', 'address'],
  ['maile.ekisaito.ko.ni.', 'host'],
  ['stat=Sent (ok 1161439322 qp 70739)', 'fields'],
  [
    'to=<otusr111@ekisaito.ko.ni>, ctladdr=<mailuser555@user100.server100.info> (1001/100), delay=00:00:04',
    'fields',
  ],
  ['Sent (ok 1161439322 qp 70739)', 'reply'],
  [log.records[1]?.raw ?? '', 'line'],
])('%s is recognised, and finds its message', (text, what) => {
  const recognised = recognise(text);
  expect(recognised?.what).toBe(what);
  expect(found(recognised?.filter ?? '')).toEqual(['k9LE1v98001811']);
});

test('addresses of hosts and networks, with their brackets', () => {
  expect([
    recognise('[192.168.38.222]'),
    recognise('IPv6:2001:db8::1'),
    recognise('10.0.0.0/8'),
  ]).toMatchObject([{ what: 'ip', filter: 'ip=192.168.38.222' }, undefined, { what: 'ip' }]);
  expect(found(recognise('192.168.38.222')?.filter ?? '')).toHaveLength(3);
});

test('a deferral pasted from a line finds what it says', () => {
  const recognised = recognise('stat=Deferred: Connection refused by x');
  expect(parseFilter(recognised?.filter ?? '')).toMatchObject({
    ok: true,
    value: { node: { field: 'stat', values: [{ text: 'deferred: connection refused by x', quoted: true }] } },
  });
});

test.each(['hello', 'status:sent', 'from:a to:b', '-x', 'connection refused', ''])(
  '%s stays what it is',
  (text) => {
    expect(recognise(text)).toBeUndefined();
  },
);

test('whatever is pasted, what is offered is a filter', () => {
  const any = fc.oneof(
    fc.string(),
    fc
      .array(
        fc.constantFrom('stat=', 'from=<', '@', '"', '\\', ', ', 'a.b', '[', '10.0.0.1', ']', ' ', '550 '),
      )
      .map((p) => p.join('')),
  );
  fc.assert(
    fc.property(any, (text) => {
      const recognised = recognise(text);
      fc.pre(recognised !== undefined);
      expect(parseFilter(recognised.filter)).toMatchObject({ ok: true });
    }),
  );
});
