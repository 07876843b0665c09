import { expect, test } from 'vitest';
import { here, messageWith } from './seed-line.ts';

function pri(
  value: string,
  known: { size?: number; class?: number; recipientCount?: number },
  mailer = 'esmtp',
): string {
  const fields = [
    ['mailer', mailer],
    ['pri', value],
  ] as const;
  return here('to', 'pri', value, {
    fields,
    message: messageWith({ class: 0, recipientCount: 1, ...known }),
  });
}

test('the sums of the seed’s five messages are shown', () => {
  expect(pri('126297', { size: 6297 })).toContain(
    '6,297 (size) + 1 × 30,000 (recipients) + 1 × 90,000 (queue reads) = 126,297.',
  );
  expect(pri('123350', { size: 3350 })).toContain('= 123,350.');
  expect(pri('220523', { size: 100_523 })).toContain('= 220,523.');
  expect(pri('34774', { size: 4552 }, 'local')).toContain(
    '4,552 (size) + 1 × 30,000 (recipients) + 222 (headers added here) = 34,774.',
  );
  expect(pri('32108', { size: 1907 }, 'local')).toContain('201 (headers added here) = 32,108.');
});

test('retries are seen in the sum', () => {
  expect(pri('396297', { size: 6297 })).toContain('4 × 90,000 (queue reads)');
});

test('a mailing list’s negative class makes the number larger', () => {
  expect(pri('91000', { size: 7000, class: -30 })).toContain(
    '7,000 (size) − (−30) × 1,800 (class) + 1 × 30,000 (recipients) = 91,000.',
  );
});

test('the Japanese sum is the same sum', () => {
  const message = messageWith({ size: 6297, class: 0, recipientCount: 1 });
  expect(here('to', 'pri', '126297', { message, language: 'ja' })).toContain(
    '6,297（サイズ）＋ 1 × 30,000（宛先）＋ 1 × 90,000（キューの読み込み）＝ 126,297 です。',
  );
});

test('a number that does not fit is not made to fit', () => {
  expect(pri('5', { size: 6297 })).toContain('does not show where the difference');
  expect(pri('60000', { size: 6297 })).toContain('does not show where the difference');
});

test('the largest number is told to be a clamp', () => {
  expect(pri('9223372036854775807', { size: 6297 })).toContain('below zero');
});

test('without size or recipients nothing is claimed', () => {
  expect(here('to', 'pri', '126297')).toBe('');
});
