import { expect, test } from 'vitest';
import { explainField } from '#core/explain/explain.ts';
import { OTHER_TERMS } from '#core/explain/other-terms.ts';
import { fieldsOf, here } from './seed-line.ts';

test.each(Object.keys(OTHER_TERMS))('%s has a title and a meaning in English and in Japanese', (key) => {
  const context = { kind: 'note', fields: [] } as const;
  const en = explainField(key, '', context, 'en');
  const ja = explainField(key, '', context, 'ja');
  expect(en.title).not.toBe(key);
  expect(ja.meaning).toMatch(/。$/u);
});

test('a refusal is explained by its code and its words', () => {
  const text = here(
    'ruleset',
    'reject',
    '550 5.7.1 <x@good.test>... Relaying denied. IP name lookup failed [127.0.1.97]',
  );
  expect(text).toContain('550: ');
  expect(text).toContain('log in (AUTH)');
});

test('an unknown refusal falls back to its enhanced code', () => {
  expect(here('ruleset', 'reject', '552 5.2.2 no')).toContain('the mailbox is full');
});

test('arguments of a rule set are named by the rule set', () => {
  const fields = fieldsOf('ruleset=check_relay; arg1=[127.0.1.99]; arg2=127.0.1.99');
  expect(here('ruleset', 'arg1', '[127.0.1.99]', { fields })).toBe('The client’s name.');
  expect(here('ruleset', 'arg2', '127.0.1.99', { fields })).toBe('The client’s address.');
});

test('relay of an outgoing encryption line is the next server, without a word on connections', () => {
  const fields = fieldsOf('STARTTLS=client; relay=mx.tls.test.');
  const relay = explainField('relay', 'mx.tls.test.', { kind: 'tls', fields }, 'en');
  expect(relay.title).toBe('Next server');
  expect(relay.here).toBeUndefined();
});

test('to of a filter’s refusal is no delivery', () => {
  expect(explainField('to', '<x@y>', { kind: 'milter', fields: [] }, 'en').meaning).toContain(
    'Nothing was delivered',
  );
});

test.each([
  ['OK', 'is good'],
  ['NO', 'encrypted all the same'],
  ['FAIL', 'no error'],
  ['DANE_FAIL', 'DANE'],
])('verify=%s is explained', (value, words) => {
  expect(here('tls', 'verify', value)).toContain(words);
});

test('old versions of TLS are called weak', () => {
  expect(here('tls', 'version', 'TLSv1')).toContain('weak');
  expect(here('tls', 'version', 'TLSv1.3')).toContain('good standing');
});
