import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  hopKey,
  hostKey,
  lineKey,
  messageKey,
  type Annotation,
  type Subject,
} from '#core/annotations/annotation.ts';
import {
  annotatedOf,
  hostAnnotations,
  keyOfMessage,
  messageAnnotation,
  ownAnnotations,
} from '#core/annotations/find.ts';
import { findMessages } from '#core/query/find.ts';
import { parseFilter } from '#core/query/filter.ts';
import type { Message } from '#core/correlate/message.ts';
import { message } from '../relay-graph/messages.ts';

const RAWS = ['line one', 'line two'];
const ANCHOR = 'user100/k9LE1v98001811';

function annotation(key: string, facts: Partial<Annotation> = {}): Annotation {
  return { key, subject: key.split(':')[0] as Subject, about: '', changed: 1, note: 'n', ...facts };
}

function finder(...all: readonly Annotation[]) {
  const byKey = new Map(all.map((a) => [a.key, a]));
  return (key: string) => byKey.get(key);
}

test('a note on a message is found whichever of its lines was the first when it was written', () => {
  for (const raw of RAWS) {
    const find = finder(annotation(messageKey(ANCHOR, raw)));
    expect(ownAnnotations(message(), RAWS, find).map(({ note }) => note)).toEqual(['n']);
  }
});

test('of a large message a note is found although its line is not at hand', () => {
  const key = messageKey(ANCHOR, 'line thirty thousand');
  const annotated = { keys: [key], own: ['n'], notes: ['n'], labels: [], noted: true };
  const find = finder(annotation(key));
  expect(ownAnnotations(message({ annotated }), RAWS, find).map(({ note }) => note)).toEqual(['n']);
  expect(ownAnnotations(message({ annotated }), RAWS, finder())).toEqual([]);
});

test('a note is not found on another host, another queue id or another line', () => {
  const find = finder(annotation(keyOfMessage(message(), RAWS)));
  expect(ownAnnotations(message({ host: 'other' }), RAWS, find)).toEqual([]);
  expect(ownAnnotations(message({ queueIds: ['k9LE1v98001812'] }), RAWS, find)).toEqual([]);
  expect(ownAnnotations(message(), ['line three'], find)).toEqual([]);
});

test('a note made on the id of the submission queue is found on the joined message', () => {
  const find = finder(annotation(messageKey('user100/first', RAWS[0] ?? '')));
  expect(ownAnnotations(message({ queueIds: ['first', 'second'] }), RAWS, find)).toHaveLength(1);
});

test('notes on arrows and lines belong to their message, notes on hosts to every message that passed', () => {
  const find = finder(
    annotation(hopKey(ANCHOR, 'delivery', 'line two'), { note: 'slow' }),
    annotation(lineKey('line one'), { label: 'red' }),
    annotation(hostKey('MAILE.ekisaito.ko.ni.'), { note: 'their backup' }),
  );
  const own = ownAnnotations(message(), RAWS, find);
  expect(annotatedOf(own, hostAnnotations(message(), find))).toEqual({
    keys: own.map(({ key }) => key),
    own: ['n', 'slow'],
    notes: ['n', 'slow', 'their backup'],
    labels: ['red'],
    noted: true,
  });
});

test('a host alone does not make its messages noted', () => {
  expect(annotatedOf([], [annotation(hostKey('h'))])).toMatchObject({ noted: false, notes: ['n'] });
});

test('of two notes on one message the younger counts', () => {
  const [a, b] = RAWS.map((raw, i) => annotation(messageKey(ANCHOR, raw), { changed: i, note: raw }));
  expect(messageAnnotation([b, a].filter((x) => x !== undefined))?.note).toBe('line two');
});

test('different texts have different keys', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      fc.pre(a !== b);
      expect(lineKey(a)).not.toBe(lineKey(b));
    }),
  );
  const many = new Set(Array.from({ length: 200_000 }, (_, i) => lineKey(`line ${String(i)}`)));
  expect(many.size).toBe(200_000);
});

const NOTED: Message = {
  ...message(),
  annotated: {
    label: 'red',
    keys: [expect.any(String)],
    own: ['Ask the ISP'],
    notes: ['Ask the ISP'],
    labels: ['red'],
    noted: true,
  },
};

test.each([
  ['is:noted', true],
  ['note:isp', true],
  ['note:"ask the"', true],
  ['note:*isp', true],
  ['note:nothing', false],
  ['label:red', true],
  ['label:blue,red', true],
  ['label:blue', false],
  ['-is:noted', false],
  ['isp', true],
])('%s finds by what the reader wrote', (text, expected) => {
  const filter = parseFilter(text);
  if (!filter.ok) throw new Error(filter.error.code);
  expect(findMessages(filter.value, [NOTED], [])).toHaveLength(Number(expected));
  expect(findMessages(filter.value, [message()], [])).toHaveLength(Number(text.startsWith('-')));
});

test('a label that does not exist is told as such', () => {
  expect(parseFilter('label:mauve')).toMatchObject({ ok: false, error: { code: 'unknown-value' } });
});
