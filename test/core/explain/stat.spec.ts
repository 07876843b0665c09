import { expect, test } from 'vitest';
import { here, messageWith, SEED_MESSAGE } from './seed-line.ts';

test('what qmail answers is read as its clock and a process', () => {
  const text = here('to', 'stat', 'Sent (ok 1161439322 qp 70739)', { message: SEED_MESSAGE });
  expect(text).toContain('qmail');
  expect(text).toContain('2006-10-21 23:02:02 UTC+09:00');
});

test('the id at the next sendmail is named, with that server’s clock', () => {
  const text = here('to', 'stat', 'Sent (k9DCbXkK001855 Message accepted for delivery)', {
    message: SEED_MESSAGE,
  });
  expect(text).toContain('k9DCbXkK001855');
  expect(text).toContain('2006-10-13 21:37:33 UTC+09:00');
});

test('Sent by the local mailer means the mailbox', () => {
  const fields = [
    ['mailer', 'local'],
    ['stat', 'Sent'],
  ] as const;
  expect(here('to', 'stat', 'Sent', { fields })).toBe('The message was put into the mailbox.');
});

test.each([
  ['Deferred: Connection refused by mx.example.test.', 'firewall'],
  ['Deferred: 451 4.7.1 Greylisted, try again later', 'Greylisting'],
  ['Deferred: 452 4.2.2 no room', '452: '],
  ['Deferred', 'remembered an earlier failure'],
  ['User unknown', '550, 551 and 553'],
  ['Host unknown (Name server: x.test: host not found)', 'Check how the domain is spelt'],
  ['Message exceeds maximum fixed size (20000)', 'MaxMessageSize'],
  ['550 5.7.1 milter says no', '550: '],
])('%s is explained', (stat, words) => {
  expect(here('to', 'stat', stat)).toContain(words);
});

test('words of a hostile server do not count as sendmail’s own', () => {
  expect(here('to', 'stat', 'Sentinel says hello')).toBe('');
});

function sentAt(seconds: number): string {
  const stat = `Sent (ok ${seconds} qp 70739)`;
  const relay = { name: 'mx.y', address: '198.51.100.8' };
  const time = Date.UTC(2006, 9, 21, 14, 2, 2);
  const attempts = [{ time, status: 'sent', record: 1, stat, relay, transactionDelay: 4 } as const];
  const message = messageWith({ zone: 540, recipients: [{ to: 'a@b', status: 'sent', attempts }] });
  return here('to', 'stat', stat, { message });
}

test('a clock of the next server that is off is told, one that agrees is not', () => {
  expect(sentAt(1_161_439_322)).not.toContain('ahead');
  expect(sentAt(1_161_439_382)).toContain('59 s ahead of this log’s');
  expect(sentAt(1_161_438_722)).toContain('before this delivery');
});
