import { expect, test } from 'vitest';
import type { LogTiming } from '#core/correlate/timing.ts';
import { TIME_BASES } from '#core/records/log-record.ts';
import { languageOf, t, timeEvidence } from '#renderer/i18n/index.ts';

const timing: LogTiming = {
  source: 0,
  zone: 540,
  zoneBasis: 'queue-id',
  votes: 5,
  voters: 6,
  yearBasis: 'queue-id',
};

test('the votes of the queue ids are told in words', () => {
  expect(timeEvidence(timing, t('en'))).toBe('year and time zone from 5 of 6 queue ids');
  expect(timeEvidence(timing, t('ja'))).toBe('年と時間帯は、キュー ID 6 個のうち 5 個から求めました');
});

test.each(TIME_BASES)('evidence of the kind %s has words in both languages', (zoneBasis) => {
  expect(timeEvidence({ ...timing, zoneBasis }, t('en'))).not.toBe('');
  expect(timeEvidence({ ...timing, zoneBasis }, t('ja'))).not.toBe('');
});

test('Japanese is chosen when the system is Japanese, English otherwise', () => {
  expect(['ja', 'ja-JP', 'ja_JP.UTF-8', 'JA', 'jam', 'en-US', 'de', ''].map(languageOf)).toEqual([
    'ja',
    'ja',
    'ja',
    'ja',
    'en',
    'en',
    'en',
    'en',
  ]);
});
