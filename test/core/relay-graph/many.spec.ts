/** Pictures of messages of very many attempts. What took the square of their number took longer than a test may. */
import { expect, test } from 'vitest';
import { relayGraph } from '#core/relay-graph/relay-graph.ts';
import { waterfall } from '#core/relay-graph/waterfall.ts';
import { annotation } from '#core/relay-graph/graph.ts';
import { correlate } from '../correlate/log.ts';
import { listLog, MANY, retriedLog } from '../correlate/many-log.ts';
import { ARRIVED, message, recipient } from './messages.ts';

test('a message that was tried fifty thousand times has its attempts over time at once, all of them counted', () => {
  const { marks } = waterfall(correlate(retriedLog(50_000)).message(MANY), { language: 'en', width: 960 });
  expect(marks.flatMap(({ words }) => /× [\d,]+/.exec(words) ?? [])).toEqual(['× 16,667', '× 33,333']);
});

test('a message of more attempts than a function takes arguments has its way', () => {
  const attempts = Array.from({ length: 200_000 }, (_, record) => ({
    status: 'deferred' as const,
    record,
    time: ARRIVED + record * 1000,
    stat: `Deferred: ${'abcde'.charAt(Math.max(0, record - 199_995))}`,
  }));
  const { edges } = relayGraph(
    message({ recipients: [recipient('slow@far.test', { status: 'deferred', attempts })] }),
  );
  /* The oldest answer, 199,996 times, stands with the first of the four that are kept apart. */
  expect(edges.flatMap((edge) => annotation(edge, 'attempts') ?? [])).toEqual([199_997]);
});

test('sixty recipients of two hundred attempts each are drawn with few bars that lead to every attempt', () => {
  const attempts = (r: number) =>
    Array.from({ length: 200 }, (_, i) => ({
      status: i % 2 === 0 ? ('deferred' as const) : ('queued' as const),
      record: r * 200 + i,
      time: ARRIVED + i * 900_000,
      stat: 'Deferred: Connection timed out',
    }));
  const recipients = Array.from({ length: 60 }, (_, r) =>
    recipient(`r${String(r)}@far.test`, { status: 'deferred', attempts: attempts(r) }),
  );
  const { marks } = waterfall(message({ recipients }), { language: 'en', width: 960 });
  const bars = marks.filter(({ texts }) => texts.length === 0);
  expect(bars.length).toBeLessThan(1500);
  expect(new Set(bars.flatMap(({ recordIndexes }) => recordIndexes)).size).toBe(12_000);
});

test('recipients to whom a server said an id each stand on one arrow', () => {
  const { edges } = relayGraph(correlate(listLog(3000)).message(MANY));
  expect(edges.filter(({ to }) => to.startsWith('next:mx1.')).map(({ status }) => status)).toEqual([
    'sent',
    'bounced',
  ]);
});
