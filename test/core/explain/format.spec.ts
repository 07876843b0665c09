import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  exactBytes,
  formatBytes,
  formatClock,
  formatDate,
  formatDuration,
  formatMoment,
  formatZone,
} from '#core/explain/format.ts';

const ARRIVED = Date.UTC(2006, 9, 21, 14, 1, 58);

test('sizes are short and in units of 1,024', () => {
  expect([0, 1, 1023, 1024, 6297, 1_048_576, 1_048_575, 5e9].map((b) => formatBytes(b, 'en'))).toEqual([
    '0 bytes',
    '1 byte',
    '1,023 bytes',
    '1 KB',
    '6.1 KB',
    '1 MB',
    '1 MB',
    '4.7 GB',
  ]);
  expect(exactBytes(6297, 'ja')).toBe('6,297 バイト');
});

test('durations show their two largest units', () => {
  expect([0, 4, 65, 3600, 94_172, 0.5].map((s) => formatDuration(s, 'en'))).toEqual([
    '0 s',
    '4 s',
    '1 min 5 s',
    '1 h',
    '1 d 2 h',
    '0.5 s',
  ]);
  expect([4, 65, 7200].map((s) => formatDuration(s, 'ja'))).toEqual(['4 秒', '1 分 5 秒', '2 時間']);
});

test('moments stand in the zone they are asked for', () => {
  expect(formatMoment(ARRIVED, 540)).toBe('2006-10-21 23:01:58');
  expect(formatMoment(ARRIVED, -210)).toBe('2006-10-21 10:31:58');
  expect(formatClock(ARRIVED, 0)).toBe('14:01:58');
  expect(formatDate(ARRIVED, 540, 'ja')).toBe('2006年10月21日（土）');
  expect([540, -210, 0].map(formatZone)).toEqual(['UTC+09:00', 'UTC−03:30', 'UTC']);
});

test('no number makes them throw', () => {
  fc.assert(
    fc.property(
      fc.double(),
      fc.integer({ min: -1440, max: 1440 }),
      fc.constantFrom('en', 'ja'),
      (x, zone, language) => {
        formatBytes(x, language);
        formatDuration(x, language);
        formatDate(x, zone, language);
        expect(formatMoment(x, zone)).toHaveLength(19);
      },
    ),
  );
});
