/** Of every message of the recorded logs: no two texts meet, none leaves the picture, at three widths, both languages. */
import { expect, test } from 'vitest';
import type { Message } from '#core/correlate/message.ts';
import type { Box } from '#core/relay-graph/diagram-layout.ts';
import { ladder } from '#core/relay-graph/ladder.ts';
import { layoutGraph } from '#core/relay-graph/layout.ts';
import { overlaps } from '#core/relay-graph/paths.ts';
import { relayGraph } from '#core/relay-graph/relay-graph.ts';
import { textBox, type TimePicture } from '#core/relay-graph/time-picture.ts';
import { waterfall } from '#core/relay-graph/waterfall.ts';
import { correlate, fixture } from '../correlate/log.ts';
import { ARRIVED, many, message, MIXED, recipient } from './messages.ts';

const LOGS = ['seed.log', 'real/default.log', 'real/checks.log', 'real/verbose.log'];
const WIDTHS = [480, 900, 1600];
const LANGUAGES = ['en', 'ja'] as const;

const DEFERRED: Message = message({
  finished: ARRIVED + 5 * 86_400_000,
  recipients: [
    recipient('slow@far.test', {
      status: 'deferred',
      attempts: Array.from({ length: 114 }, (_, i) => ({
        status: 'deferred' as const,
        record: i + 1,
        time: ARRIVED + i * 3_780_000,
        dsn: '4.2.0',
        stat: `Deferred: 451 try again in ${String(i)} seconds`,
        transactionDelay: 2,
      })),
    }),
  ],
});

test.each(LOGS)('%s: every ladder, waterfall and diagram keeps its texts apart and inside', (name) => {
  const { messages, records } = correlate(fixture(name));
  expect(
    messages.flatMap((m) =>
      faults(
        m,
        m.records.flatMap((r) => records[r] ?? []),
      ),
    ),
  ).toEqual([]);
});

test.each([
  ['all outcomes', MIXED],
  ['fifty recipients', many(50)],
  ['a thousand recipients', many(1000)],
  ['114 attempts', DEFERRED],
  ['nothing known', message({ recipients: [], client: {} })],
  ['markup and right to left', message({ from: '<b>\u202eevil</b>@x.test', client: { name: '<script>' } })],
] as const)('%s: ladder, waterfall and diagram keep their texts apart and inside', (_name, m) => {
  expect(faults(m, [])).toEqual([]);
});

test('114 attempts over five days: one row, one answer with its count, bars that do not touch', () => {
  const { marks } = waterfall(DEFERRED, { language: 'en', width: 900 });
  const answers = marks.filter((m) => m.texts.length > 0);
  expect(answers.map((m) => m.texts[0]?.text.includes('× 114'))).toEqual([true]);
  expect(answers[0]?.recordIndexes).toHaveLength(114);
  const bars = marks.filter((m) => m.texts.length === 0).map(({ box }) => box);
  expect(bars).toHaveLength(114);
  const between = bars.slice(1).map(({ x }, i) => x - (bars[i]?.x ?? 0) - (bars[i]?.width ?? 0));
  expect(Math.min(...between)).toBeGreaterThanOrEqual(1);
});

test('moments between begin and end stand below the axis of the waterfall', () => {
  const { texts } = waterfall(DEFERRED, { language: 'en', width: 900 });
  expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['2006-10-23', '2006-10-24']));
});

test('in ladder and waterfall the outcome is said once, not again in the words of the answer', () => {
  const options = { language: 'en', width: 900 } as const;
  for (const { marks } of [ladder(DEFERRED, relayGraph(DEFERRED), options), waterfall(DEFERRED, options)]) {
    const words = marks.map((mark) => mark.words).filter((text) => text.includes('try again'));
    expect(words.filter((text) => /deferred.*deferred| : /i.test(text.split('; ')[0] ?? ''))).toEqual([]);
    expect(words.length).toBeGreaterThan(0);
  }
});

test('beyond sixty recipients the waterfall says how many it leaves out', () => {
  const { texts } = waterfall(many(1000), { language: 'en', width: 900 });
  expect(texts.at(-1)?.text).toBe('940 more recipients are not drawn');
});

test('a notice stands in the ladder with the time of the line that tells of it', () => {
  const { messages, records } = correlate(fixture('real/checks.log'));
  const looped = messages.find(({ queueIds }) => queueIds.includes('6AO3hXdh000175'));
  if (looped === undefined) throw new Error('The recorded log has it');
  const own = looped.records.flatMap((index) => records[index] ?? []);
  const picture = ladder(looped, relayGraph(looped, own), { language: 'en', width: 900 });
  const clocks = picture.texts.map(({ text }) => text).filter((text) => /^\d\d:\d\d:\d\d$/.test(text));
  expect(clocks).toEqual(['03:43:33', '03:43:34']);
});

test('a notice after New Year is told in the year that began', () => {
  const log = [
    'Dec 31 23:59:58 mx sendmail[7]: 5BVNxwAB000007: from=<a@b.test>, size=1, nrcpts=1, relay=c.test [192.0.2.1]',
    'Dec 31 23:59:59 mx sendmail[7]: 5BVNxwAB000007: to=<d@e.test>, mailer=esmtp, dsn=5.1.1, stat=User unknown',
    'Jan  1 00:00:01 mx sendmail[7]: 5BVNxwAB000007: 5BVNxwAC000007: DSN: User unknown',
  ];
  const { messages, records } = correlate(`${log.join('\n')}\n`);
  const [bounced] = messages;
  if (bounced === undefined) throw new Error('There is one message');
  const graph = relayGraph(
    bounced,
    bounced.records.flatMap((index) => records[index] ?? []),
  );
  const notice = graph.edges.find(({ step }) => step === 'caused')?.annotations;
  const time = notice?.find(({ key }) => key === 'time')?.value;
  expect(time).toBe((bounced.arrived ?? 0) + 3000);
});

test('the ladder draws each attempt and writes how long the pauses were', () => {
  const picture = ladder(DEFERRED, relayGraph(DEFERRED), { language: 'en', width: 900 });
  expect(picture.marks.length).toBeGreaterThanOrEqual(114);
  expect(picture.texts.some((t) => t.text === '1 h 3 min later')).toBe(true);
});

test('to scale, rows are as far apart as the events were in time, and only the long gaps are folded', () => {
  const times = [0, 1, 11, 12, 5000];
  const attempts = times.map((second, i) => ({
    status: 'deferred' as const,
    record: i + 1,
    time: ARRIVED + second * 1000,
    stat: `Deferred: attempt ${String(i)}`,
  }));
  const m = message({ recipients: [recipient('slow@far.test', { status: 'deferred', attempts })] });
  const picture = (spacing: 'even' | 'scaled') =>
    ladder(m, relayGraph(m), { language: 'en', width: 900, spacing });
  const steps = (spacing: 'even' | 'scaled'): readonly number[] => {
    const ys = picture(spacing)
      .marks.slice(-5)
      .map((mark) => mark.box.y);
    return ys.slice(1).map((y, i) => y - (ys[i] ?? 0));
  };
  expect(new Set(steps('even').slice(0, 3)).size).toBe(1);
  const [one = 0, ten = 0, again = 0, folded = 0] = steps('scaled');
  expect(one).toBe(again);
  expect(ten - 40).toBeCloseTo((one - 40) * 10);
  expect(folded).toBeLessThan(ten);
  expect(picture('scaled').texts.some((t) => t.text === '1 h 23 min later')).toBe(true);
});

test('what happened within one second says so above its bars', () => {
  const at = [{ status: 'sent' as const, record: 1, time: ARRIVED }];
  const { texts } = waterfall(message({ recipients: [recipient('a@b.test', { attempts: at })] }), {
    language: 'en',
    width: 900,
  });
  expect(texts.slice(0, 2).map((t) => t.text)).toEqual(['23:01:58', 'all within one second']);
});

function faults(m: Message, records: Parameters<typeof relayGraph>[1]): readonly string[] {
  const graph = relayGraph(m, records);
  return WIDTHS.flatMap((width) =>
    LANGUAGES.flatMap((language) => {
      const options = { language, width };
      const { nodes, edges, ...size } = layoutGraph(graph, options);
      const diagram = [...nodes.map((n) => n.box), ...edges.map((e) => e.box)];
      return [
        ...clashes('diagram', diagram, size),
        ...clashes('ladder', ...boxesOf(ladder(m, graph, options))),
        ...clashes('ladder to scale', ...boxesOf(ladder(m, graph, { ...options, spacing: 'scaled' }))),
        ...clashes('waterfall', ...boxesOf(waterfall(m, options))),
      ].map((fault) => `${m.id} ${language} ${String(width)}: ${fault}`);
    }),
  );
}

function boxesOf(picture: TimePicture): readonly [readonly Box[], TimePicture] {
  const texts = [...picture.texts, ...picture.marks.flatMap((mark) => mark.texts)];
  return [texts.map(textBox), picture];
}

function clashes(
  name: string,
  boxes: readonly Box[],
  { width, height }: { readonly width: number; readonly height: number },
): readonly string[] {
  const out = boxes.filter(
    (b) => b.x < 0 || b.y < 0 || b.x + b.width > width + 0.5 || b.y + b.height > height,
  );
  const sorted = [...boxes].sort((a, b) => a.y - b.y);
  const meet = sorted.flatMap((a, i) =>
    sorted.slice(i + 1, i + 80).filter((b) => b.y < a.y + a.height && overlaps(a, b)),
  );
  return [
    ...out.map((b) => `${name} out ${JSON.stringify(b)}`),
    ...meet.map((b) => `${name} meets ${JSON.stringify(b)}`),
  ];
}
