import { expect, test } from 'vitest';
import { readMoment } from '#core/query/moment.ts';

const SHOWN = Date.UTC(2006, 9, 21, 23, 1, 58);

test.each([
  ['2006-10-22 01:02:03', Date.UTC(2006, 9, 22, 1, 2, 3)],
  ['2006-10-22T01:02', Date.UTC(2006, 9, 22, 1, 2)],
  ['2006/10/22', Date.UTC(2006, 9, 22)],
  ['2006', Date.UTC(2006, 0, 1)],
  ['9:05', Date.UTC(2006, 9, 21, 9, 5)],
  ['23:59:59', Date.UTC(2006, 9, 21, 23, 59, 59)],
  ['11-3', Date.UTC(2006, 10, 3)],
  [' 11/3 9:05 ', Date.UTC(2006, 10, 3, 9, 5)],
])('“%s” names a moment, what is left out is as shown', (typed, time) => {
  expect(readMoment(typed, SHOWN)).toBe(time);
});

test.each(['', 'noon', '25:00', '13-40', '2006-02-30', '1:2'])('“%s” is no time', (typed) => {
  expect(readMoment(typed, SHOWN)).toBeUndefined();
});
