import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findMessages } from '#core/query/find.ts';
import { parseFilter } from '#core/query/filter.ts';
import { recognise } from '#core/query/recognise.ts';
import { correlate, fixture, type Correlated } from '../correlate/log.ts';

const log = correlate(fixture('seed.log'));

function found(filter: string): string[] {
  return foundIn(log, filter).map((m) => m.queueIds[0] ?? '');
}

function foundIn({ messages, records }: Correlated, filter: string): Correlated['messages'] {
  const parsed = parseFilter(filter);
  if (!parsed.ok) throw new Error(`${filter}: ${parsed.error.code}`);
  return findMessages(parsed.value, messages, records);
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
  ['(k9LE1v98001811),', 'queue-id'],
  ['id=k9LE1v98001811', 'queue-id'],
  ['Message-ID: <20061021.230157.41624764.mailuser555@user100.server100.info>', 'message-id'],
  ['To: Taro Yamada <otusr111@ekisaito.ko.ni>', 'address'],
  ['"山田 太郎" <otusr111@ekisaito.ko.ni>', 'address'],
  ['mailto:otusr111@ekisaito.ko.ni', 'address'],
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
    recognise('192.168.38.222:25'),
    recognise('(192.168.38.222),'),
  ]).toMatchObject([
    { what: 'ip', filter: 'ip=192.168.38.222' },
    { what: 'ip', filter: 'ip="2001:db8::1"' },
    { what: 'ip' },
    { what: 'ip', filter: 'ip=192.168.38.222' },
    { what: 'ip', filter: 'ip=192.168.38.222' },
  ]);
  expect(found(recognise('192.168.38.222')?.filter ?? '')).toHaveLength(3);
});

test.each(['anna-2024.work@x.test', '<anna-2024.work@x.test>', '<4f3c2b1a9d@localhost>'])(
  'what may be an address or a Message-ID is looked for as both: %s',
  (text) => {
    const address = text.replaceAll(/[<>]/g, '');
    const own = correlate(
      [
        `Oct 21 23:01:58 mx sendmail[1811]: k9LE1v98001811: from=<${address}>, size=1, nrcpts=1, msgid=<a@b>\n`,
        `Oct 21 23:02:58 mx sendmail[1812]: k9LE2v98001812: from=<c@d>, size=1, nrcpts=1, msgid=<${address}>\n`,
      ].join(''),
    );
    expect(foundIn(own, recognise(text)?.filter ?? '')).toHaveLength(2);
  },
);

test.each([
  ['<CAHk-=wiABCDEF@mail.test>', 'message-id'],
  ['<abc@[10.0.0.1]>', 'message-id'],
  ['root@localhost', 'address'],
  ['山田@例え.jp', 'address'],
  ['例え.jp', 'host'],
  ['[mx.example.test]:25', 'host'],
  ['mx.example.test. [192.0.2.1] (may be forged),', 'host'],
])('%s is told by its form: %s', (text, what) => {
  expect(recognise(text)?.what).toBe(what);
});

test.each(['default', 'default-rfc5424', 'default-rfc3339', 'checks', 'milter-jst'])(
  'each line of a log, pasted, finds a message that has it: %s',
  (name) => {
    const real = correlate(fixture(`real/${name}.log`));
    const owned = new Set(real.messages.flatMap(({ records }) => records));
    const missed = Array.from(owned, (entry) => real.records[entry]?.raw ?? '').filter((raw) => {
      const messages = foundIn(real, recognise(raw)?.filter ?? raw);
      return !messages.some(({ records }) => records.some((entry) => real.records[entry]?.raw === raw));
    });
    expect(missed).toEqual([]);
  },
);

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
