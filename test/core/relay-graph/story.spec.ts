import { expect, test } from 'vitest';
import { relayGraph } from '#core/relay-graph/relay-graph.ts';
import { storyOf, type Story } from '#core/relay-graph/story.ts';
import { correlate, fixture } from '../correlate/log.ts';
import { INBOUND, many, message, MIXED } from './messages.ts';

function story(m = message(), language: 'en' | 'ja' = 'en'): Story {
  return storyOf(m, relayGraph(m), language);
}

test('a delivered message is told in two sentences, with nothing to do', () => {
  expect(story()).toEqual({
    sentences: [
      'local001.localserver200 handed a message from mailuser555@user100.server100.info to user100 on 2006-10-21 23:01:58.',
      'user100 gave it to maile.ekisaito.ko.ni for otusr111@ekisaito.ko.ni, which took it after 4 s.',
    ],
    next: [],
  });
});

test('the same in Japanese', () => {
  expect(story(message(), 'ja').sentences).toEqual([
    '2006-10-21 23:01:58 に、local001.localserver200 が mailuser555@user100.server100.info からのメールを user100 に渡しました。',
    'user100 が otusr111@ekisaito.ko.ni 宛てのメールを maile.ekisaito.ko.ni に渡し、4 秒後に受け取られました。',
  ]);
});

test('mail for a mailbox here says so', () => {
  expect(story(INBOUND).sentences[1]).toBe(
    'It was delivered here to mailuser555@user100.server100.info after 1 s.',
  );
});

test('each way to fail has its words and what to do next, once', () => {
  const { sentences, next } = story(MIXED);
  expect(sentences.join(' ')).toContain('mail2.ms.delsol.ne.ni did not take it yet for b@slow.test');
  expect(sentences.join(' ')).toContain('Greylisted');
  expect(next).toHaveLength(4);
});

test('a thousand recipients stay a paragraph that says how much is left to the picture', () => {
  expect(story(many(1000)).sentences.length).toBeLessThanOrEqual(14);
  expect(story(many(1000)).sentences.join(' ')).toContain('more arrows are in the picture');
});

test.each(['seed.log', 'real/default.log', 'real/checks.log'])('%s: every message has a story', (name) => {
  const { messages, records } = correlate(fixture(name));
  const silent = messages.filter((m) =>
    (['en', 'ja'] as const).some((language) => {
      const graph = relayGraph(
        m,
        m.records.flatMap((r) => records[r] ?? []),
      );
      const { sentences } = storyOf(m, graph, language);
      return sentences.length === 0 || sentences.join('').includes('undefined');
    }),
  );
  expect(silent.map((m) => m.id)).toEqual([]);
});
