/** Approved pictures of messages, compared to the letter. `npm run pictures` rewrites them: look at what changed. */
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { withAnnotations } from '#core/annotations/find.ts';
import { pictureNotes } from '#core/annotations/picture-notes.ts';
import type { Language } from '#core/contract/channels.ts';
import { Networks } from '#core/correlate/networks.ts';
import { familyParts } from '#core/relay-graph/family.ts';
import { ladder } from '#core/relay-graph/ladder.ts';
import { layoutFamily } from '#core/relay-graph/layout-family.ts';
import { layoutGraph } from '#core/relay-graph/layout.ts';
import { layoutMap } from '#core/relay-graph/map/map-layout.ts';
import { mapWithNotes } from '#core/relay-graph/map/map-notes.ts';
import { Tally } from '#core/relay-graph/map/tally.ts';
import { diagramWithNotes, timePictureWithNotes } from '#core/relay-graph/note-layer.ts';
import { relayGraph } from '#core/relay-graph/relay-graph.ts';
import { waterfall } from '#core/relay-graph/waterfall.ts';
import RelayDiagram from '#renderer/views/diagram/RelayDiagram.svelte';
import TimeSvg from '#renderer/views/diagram/TimeSvg.svelte';
import MapSvg from '#renderer/views/map/MapSvg.svelte';
import { correlate, fixture } from '../core/correlate/log.ts';
import { hostNotes, messageNotes, pictureCases, queued, unfoldedCase, type PictureCase } from './cases.ts';

const FOLDER = '../expected/pictures';
const WIDTH = 960;
/** Japanese stands on dark: so both languages and both grounds are seen, once each. */
const LOOKS = [
  ['en', 'light'],
  ['ja', 'dark'],
] as const;

function svgs({ message, records, find }: PictureCase, language: Language, ground: 'light' | 'dark') {
  const graph = relayGraph(message, records);
  const notes = pictureNotes({ message, records, graph }, find, language);
  const options = { language, width: WIDTH };
  const plain = layoutGraph(graph, { language, heading: true });
  const layout = diagramWithNotes(plain, notes, options);
  const time = [ladder(message, graph, options), waterfall(message, options)].map((picture) =>
    timePictureWithNotes(picture, notes, graph.edges, options),
  );
  return [
    render(RelayDiagram, { props: { layout, language, standalone: true, ground } }),
    ...time.map((picture) => render(TimeSvg, { props: { picture, standalone: true, ground } })),
  ].map(({ body }) => plainSvg(body));
}

function plainSvg(body: string): string {
  return `${body
    .replace(/<!--.*?-->/gs, '')
    .replaceAll('><', '>\n<')
    .trim()}\n`;
}

/** A bounce of the recorded log in the way of the message that came back, one below the other. */
function unfoldedSvg(language: Language, ground: 'light' | 'dark'): string {
  const { told, family } = unfoldedCase();
  const layout = layoutFamily(familyParts(told, family), { language, heading: true });
  return render(RelayDiagram, { props: { layout, language, standalone: true, ground } }).body;
}

/** The map of the seed with notes on two of its hosts, on a message and on an arrow. */
function mapSvg(language: Language, ground: 'light' | 'dark'): string {
  const tally = new Tally(new Networks());
  const { messages, records } = correlate(fixture('seed.log'));
  const notes = new Map([...hostNotes(), ...messageNotes(messages, records)].map((note) => [note.key, note]));
  const find = (key: string) => notes.get(key);
  for (const message of messages) {
    const raws = message.records.map((index) => records[index]?.raw ?? '');
    tally.add(withAnnotations(message, raws, find));
  }
  const options = { language, width: WIDTH, heading: true, weight: 'messages', shade: 'failures' } as const;
  const plain = layoutMap(tally.result(), { ...options, open: {} });
  const picture = mapWithNotes(plain, find, { language });
  return render(MapSvg, { props: { picture, standalone: true, ground } }).body;
}

/** A message from the submission queue, as a narrow panel shows it. */
function narrowSvg(language: Language, ground: 'light' | 'dark'): string {
  const layout = layoutGraph(relayGraph(queued()), { language, width: 740 });
  return render(RelayDiagram, { props: { layout, language, standalone: true, ground } }).body;
}

test.each(LOOKS)(
  'a bounce unfolded, a long way in a narrow panel and a map with notes in %s, %s are as approved',
  async (...look) => {
    for (const [name, svg] of [
      ['unfolded-way', unfoldedSvg(...look)],
      ['narrow-way', narrowSvg(...look)],
      ['map-noted', mapSvg(...look)],
    ] as const)
      await expect(plainSvg(svg)).toMatchFileSnapshot(`${FOLDER}/${name}-${look.join('-')}.svg`);
  },
);

const ALL = pictureCases().flatMap(([name, shown]) => LOOKS.map((look) => [name, ...look, shown] as const));

test.each(ALL)(
  'way, ladder and waterfall of “%s” in %s, %s are as approved',
  async (name, language, ground, shown) => {
    const [way = '', ladderSvg = '', waterfallSvg = ''] = svgs(shown, language, ground);
    for (const [kind, svg] of [
      ['way', way],
      ['ladder', ladderSvg],
      ['waterfall', waterfallSvg],
    ] as const) {
      await expect(svg).toMatchFileSnapshot(`${FOLDER}/${name}-${kind}-${language}-${ground}.svg`);
    }
  },
);
