import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timelineOf, type Timeline, type TimelineQuestion } from '#core/overview/timeline.ts';
import { STATUSES } from '#core/correlate/message.ts';
import { columnsWith } from './columns.ts';

const DAY = 86_400_000;
const JST = 9 * 3_600_000;
const ALL: TimelineQuestion = { rows: undefined, zone: 0, span: undefined, most: 100 };

function counted({ series }: Timeline): number {
  return series.reduce((sum, { counts }) => sum + counts.reduce((a, b) => a + b, 0), 0);
}

const three = columnsWith([
  { arrived: Date.UTC(2006, 9, 20, 15, 30), status: 'sent' },
  { arrived: Date.UTC(2006, 9, 21, 14, 59), status: 'deferred' },
  { arrived: Date.UTC(2006, 9, 22, 15, 0), status: 'sent' },
]);

test('bars of a day begin at midnight of the log’s own clock', () => {
  const found = timelineOf(three, { ...ALL, zone: JST, most: 3 });
  expect(found).toMatchObject({ from: Date.UTC(2006, 9, 21), step: DAY, bars: 3 });
  expect(found?.series.map(({ status, counts }) => [status, [...counts]])).toEqual([
    ['sent', [1, 0, 1]],
    ['deferred', [1, 0, 0]],
  ]);
});

test('only what was found is counted, over the time of the whole log', () => {
  const found = timelineOf(three, { ...ALL, rows: Uint32Array.of(1), zone: JST, most: 3 });
  expect(found).toMatchObject({ from: Date.UTC(2006, 9, 21), bars: 3 });
  expect(found?.series).toEqual([{ status: 'deferred', counts: Uint32Array.of(1, 0, 0) }]);
});

test('a span of time fills the whole width with finer bars', () => {
  const span = { from: Date.UTC(2006, 9, 21), until: Date.UTC(2006, 9, 21, 1) };
  const found = timelineOf(three, { ...ALL, zone: JST, span, most: 60 });
  expect(found).toMatchObject({ from: span.from, step: 60_000, bars: 60 });
});

test('a message without a time is told of, and is in no bar', () => {
  const found = timelineOf(columnsWith([{ arrived: 5 }, {}]), ALL);
  expect([found?.untimed, found === undefined ? 0 : counted(found)]).toEqual([1, 1]);
});

test('without any time there are no bars', () => {
  expect(timelineOf(columnsWith([{}]), ALL)).toBeUndefined();
});

test('every message with a time is in exactly one bar, and there are never too many bars', () => {
  const message = fc.record({
    arrived: fc.integer({ min: 0, max: 4e12 }),
    status: fc.constantFrom(...STATUSES),
  });
  fc.assert(
    fc.property(
      fc.array(message, { minLength: 1, maxLength: 50 }),
      fc.integer({ min: 2, max: 200 }),
      (messages, most) => {
        const found = timelineOf(columnsWith(messages), { ...ALL, most });
        return found !== undefined && counted(found) === messages.length && found.bars <= most;
      },
    ),
  );
});
