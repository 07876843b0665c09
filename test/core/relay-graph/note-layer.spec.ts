import { expect, test } from 'vitest';
import { hopKey, hostKey, lineKey, type Annotation, type Subject } from '#core/annotations/annotation.ts';
import { keyOfMessage } from '#core/annotations/find.ts';
import { pictureNotes, type PictureNotes } from '#core/annotations/picture-notes.ts';
import type { Message } from '#core/correlate/message.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import type { Box } from '#core/relay-graph/diagram-layout.ts';
import { ladder } from '#core/relay-graph/ladder.ts';
import { layoutGraph } from '#core/relay-graph/layout.ts';
import { diagramWithNotes, timePictureWithNotes } from '#core/relay-graph/note-layer.ts';
import { overlaps } from '#core/relay-graph/paths.ts';
import { relayGraph } from '#core/relay-graph/relay-graph.ts';
import { textBox } from '#core/relay-graph/time-picture.ts';
import { waterfall } from '#core/relay-graph/waterfall.ts';
import { correlate, fixture } from '../correlate/log.ts';

const ID = 'user100/k9LE1v98001811';
const { messages, records: all } = correlate(fixture('seed.log'));
const message = messages.find(({ id }) => id === ID) as Message;
const records = message.records.flatMap((index) => all[index] ?? []);
const raws = records.map(({ raw }) => raw);
const graph = relayGraph(message, records);

function note(key: string, facts: Partial<Annotation> = {}): Annotation {
  return { key, subject: key.split(':')[0] as Subject, about: '', changed: 1, note: 'text', ...facts };
}

function notesOf(annotations: readonly Annotation[], of: readonly LogRecord[] = records): PictureNotes {
  const byKey = new Map(annotations.map((a) => [a.key, a]));
  return pictureNotes({ message, records: of, graph }, (key) => byKey.get(key), 'en');
}

const EVERYWHERE: readonly Annotation[] = [
  note(keyOfMessage(message, raws), { note: 'First of the week', label: 'green' }),
  note(hostKey('maile.ekisaito.ko.ni'), { note: 'Slow on Sundays\n\nsecond paragraph' }),
  note(hopKey(ID, 'delivery', raws[1] ?? ''), { note: '', label: 'red' }),
  note(lineKey(raws[0] ?? ''), { note: '<b>odd</b> \u202e size' }),
];

test('without notes every picture is what it was', () => {
  const layout = layoutGraph(graph, { language: 'en' });
  expect(diagramWithNotes(layout, notesOf([]), { language: 'en' })).toBe(layout);
  const picture = waterfall(message, { language: 'en', width: 900 });
  expect(timePictureWithNotes(picture, notesOf([]), graph.edges, { language: 'en' })).toBe(picture);
});

test('each note has a number, stands at its host or arrow and in words below the picture', () => {
  const plain = layoutGraph(graph, { language: 'en' });
  const { noteLayer, height } = diagramWithNotes(plain, notesOf(EVERYWHERE), { language: 'en' });
  const said = noteLayer?.texts.map(({ text }) => text);
  expect(said).toEqual([
    'Message: First of the week (label green)',
    'Host maile.ekisaito.ko.ni: Slow on Sundays',
    'second paragraph',
    expect.stringMatching(/^Line Oct 21 23:01:58/),
    ...(said ?? []).slice(4, -1),
    'Arrow user100 → maile.ekisaito.ko.ni: label red',
  ]);
  const standing = noteLayer?.tags.filter(({ id }) => !id.startsWith('note-'));
  expect(standing?.map(({ text, label }) => [text.text, label])).toEqual([
    ['2', undefined],
    ['3', undefined],
    ['4', 'red'],
  ]);
  expect(height).toBeGreaterThan(plain.height);
});

test('marks that would turn the direction of a text do not reach the picture', () => {
  const { noteLayer } = diagramWithNotes(layoutGraph(graph, { language: 'en' }), notesOf(EVERYWHERE), {
    language: 'en',
  });
  const texts = [
    ...(noteLayer?.texts ?? []).map(({ text }) => text),
    ...(noteLayer?.tags ?? []).map(({ words }) => words),
  ];
  expect(texts.join('')).not.toContain('\u202e');
});

test.each([480, 900, 1600])(
  'at a width of %d no tag and no note leaves a picture or covers a text',
  (width) => {
    const notes = notesOf(EVERYWHERE);
    const options = { language: 'ja', width } as const;
    const diagram = diagramWithNotes(layoutGraph(graph, options), notes, options);
    const texts = [
      ...diagram.nodes.flatMap((n) => n.texts),
      ...diagram.edges.flatMap((e) => [e.pillText, ...e.texts]),
    ];
    expect(faults(diagram, texts.map(textBox))).toEqual([]);
    for (const picture of [ladder(message, graph, options), waterfall(message, options)]) {
      const noted = timePictureWithNotes(picture, notes, graph.edges, options);
      expect(noted.noteLayer?.tags.length).toBeGreaterThan(notes.all.length);
      expect(faults(noted, [...noted.texts, ...noted.marks.flatMap((m) => m.texts)].map(textBox))).toEqual(
        [],
      );
    }
  },
);

function faults(
  picture: {
    readonly width: number;
    readonly height: number;
    readonly noteLayer?: {
      readonly tags: readonly { readonly box: Box }[];
      readonly texts: readonly Parameters<typeof textBox>[0][];
    };
  },
  texts: readonly Box[],
): readonly Box[] {
  const { tags = [], texts: below = [] } = picture.noteLayer ?? {};
  const added = [...tags.map(({ box }) => box), ...below.map(textBox)];
  return added.filter(
    (box, i) =>
      box.x < 0 ||
      box.y < 0 ||
      box.x + box.width > picture.width + 0.5 ||
      box.y + box.height > picture.height ||
      texts.some((text) => overlaps(box, text)) ||
      added.some((other, n) => n > i && overlaps(box, other)),
  );
}
