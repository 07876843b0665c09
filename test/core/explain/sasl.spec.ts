import { expect, test } from 'vitest';
import { explainLine } from '#core/explain/explain-line.ts';
import { saslError } from '#core/explain/sasl.ts';
import { readOne } from '../lines/read.ts';

test.each([
  [-13, 'password'],
  [-20, 'no such user'],
  [-4, 'not offered'],
  [-18, 'expired'],
])('SASL error %i is told in words', (number, words) => {
  const text = `AUTH failure (PLAIN): authentication failure (${number}) SASL(${number}): x, relay=h`;
  expect(saslError(text)?.en).toContain(words);
  expect(saslError(text)?.ja).toMatch(/[ぁ-んァ-ヶ一-龠]/);
});

test('a number that SASL does not have is not explained', () => {
  expect(saslError('AUTH failure (PLAIN): odd (-99)')).toBeUndefined();
  expect(saslError('AUTH failure (PLAIN): odd')).toBeUndefined();
});

test('a real failed login says what its number means', () => {
  const line = readOne(
    'Nov 24 03:39:40 mx sm-mta[268]: 6AO3deDv000268: AUTH failure (PLAIN): authentication failure (-13) SASL(-13): authentication failure: Password verification failed, user=carol, relay=client2.lan.test [127.0.1.11]',
  );
  expect(explainLine(line, 'en').here).toContain('wrong user name or password');
  expect(explainLine(line, 'ja').here).toContain('パスワードが違う');
});
