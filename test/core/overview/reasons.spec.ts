import { expect, test } from 'vitest';
import { reasonOf } from '#core/overview/reasons.ts';

test.each([
  ['Deferred: Connection refused by mx1.example.org.', 'Deferred: Connection refused'],
  ['User unknown', 'User unknown'],
  ['Host unknown (Name server: bogus.invalid: host not found)', 'Host unknown'],
  ['550 5.7.1 Access denied', 'Access denied'],
  [
    '553 5.1.8 <a@b.invalid>... Domain of sender address a@b.invalid does not exist',
    'Domain of sender address',
  ],
  ['Deferred', 'Deferred'],
])('of “%s” the reason is “%s”', (text, reason) => {
  expect(reasonOf(text)).toBe(reason);
});

test.each(['Sent (k9DCbXkK001855 Message accepted for delivery)', 'queued', '250 ok', '123 <a@b>', ''])(
  '“%s” has no reason',
  (text) => {
    expect(reasonOf(text)).toBeUndefined();
  },
);
