import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explainField, SEED_TERMS } from '#core/explain/explain.ts';
import { KINDS } from '#core/records/log-record.ts';
import { here, messageWith, SEED_FROM, SEED_MESSAGE, SEED_TO } from './seed-line.ts';

const HALF_WIDTH_KATAKANA = /[\uFF61-\uFF9F]/u;

test('the sixteen terms of the seed are explained', () => {
  expect(SEED_TERMS).toHaveLength(16);
});

test.each(SEED_TERMS)('%s has a title and a meaning in English and in Japanese', (term) => {
  const context = { kind: 'from', fields: [] } as const;
  const en = explainField(term, '', context, 'en');
  const ja = explainField(term, '', context, 'ja');
  expect(en.term).toBe(term);
  expect(en.title).not.toBe('');
  expect(en.meaning).toMatch(/\.$/);
  expect(ja.meaning).toMatch(/。$/u);
  expect(ja.meaning).not.toBe(en.meaning);
  expect(ja.meaning).not.toMatch(HALF_WIDTH_KATAKANA);
});

test('relay is the client on an arrival line and the next server on a delivery line', () => {
  const arrival = explainField('relay', 'a [192.0.2.1]', { kind: 'from', fields: [] }, 'en');
  const delivery = explainField('relay', 'a [192.0.2.1]', { kind: 'to', fields: [] }, 'en');
  expect([arrival.title, delivery.title]).toEqual(['Client host', 'Next server']);
});

test('the @ of a relay is told to be the ident answer', () => {
  const text = here('from', 'relay', 'user200@local001.localserver200 [192.168.38.222]');
  expect(text).toContain('RFC 1413');
  expect(text).toContain('“user200”');
  expect(text).toContain('private networks');
});

test('impossible addresses get no word about their network', () => {
  expect(here('to', 'relay', 'maile.ekisaito.ko.ni. [333.444.555.666]')).not.toContain('private');
});

test('(1001/100) is uid and gid', () => {
  expect(here('to', 'ctladdr', '<mailuser555@user100.server100.info> (1001/100)')).toContain(
    'uid 1001 and gid 100',
  );
});

test('the delays are split into talking and waiting', () => {
  const fields = [
    ['delay', '00:00:04'],
    ['xdelay', '00:00:03'],
  ] as const;
  expect(here('to', 'delay', '00:00:04', { fields })).toContain('3 s of it was this attempt');
  expect(here('to', 'delay', '00:00:04', { fields })).toContain('1 s was receiving');
});

test('a Message-ID is read: its clock, its client, a LAN address inside', () => {
  const mew = here('from', 'msgid', '<20061021.230157.41624764.mailuser555@user100.server100.info>', {
    message: SEED_MESSAGE,
  });
  expect(mew).toContain('2006-10-21 23:01:57');
  expect(mew).toContain('1 s before it arrived');
  const outlook = here('from', 'msgid', '<001a01c6f577$322bea50$0400a8c0@win02>');
  expect(outlook).toContain('2006-10-22 01:12:51 UTC');
  expect(outlook).toContain('192.168.0.4');
});

test('a queue id is taken apart', () => {
  const text = here('from', 'qid', 'k9LE1v98001811', { message: SEED_MESSAGE });
  expect(text).toContain('2006-10-21 14:01:57 UTC');
  expect(text).toContain('2006-10-21 23:01:57 UTC+09:00');
  expect(text).toContain('process number 1811');
});

test('each part of an explanation says how sure it is, and the whole is as sure as its least sure part', () => {
  const relay = explainField('stat', 'User unknown', { kind: 'to', fields: [] }, 'en');
  expect(relay.findings.map((f) => f.certainty)).toEqual(['logged', 'suggested']);
  expect(relay.certainty).toBe('suggested');
});

test.each([
  ['from', SEED_FROM],
  ['to', SEED_TO],
] as const)('every value of the seed’s %s line says the same things in both languages', (kind, fields) => {
  for (const [key, value] of fields) {
    const context = { kind, fields, message: SEED_MESSAGE };
    const en = explainField(key, value, context, 'en');
    const ja = explainField(key, value, context, 'ja');
    expect(ja.findings.map((f) => f.certainty)).toEqual(en.findings.map((f) => f.certainty));
    for (const { text } of ja.findings) expect(text, key).toMatch(/。$/u);
  }
});

test('nothing in a log makes an explanation throw', () => {
  const key = fc.oneof(
    fc.constantFrom(...SEED_TERMS, 'qid', 'reply', 'verify', 'toString', '__proto__'),
    fc.string(),
  );
  const value = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[<[("0-9A-Za-z.:@$ \])>]{0,40}$/),
  );
  fc.assert(
    fc.property(
      key,
      value,
      fc.constantFrom(...KINDS),
      fc.array(fc.tuple(key, value)),
      fc.constantFrom('en', 'ja'),
      (k, v, kind, fields, language) => {
        const explanation = explainField(
          k,
          v,
          { kind, fields, message: messageWith({ zone: 540 }) },
          language,
        );
        expect(explanation.term).toBe(k);
        expect(explanation.here).not.toBe('');
      },
    ),
  );
});
