/** Approved pictures of messages, compared to the letter. `npm run pictures` rewrites them: look at what changed. */
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { pictureNotes } from '#core/annotations/picture-notes.ts';
import type { Language } from '#core/contract/channels.ts';
import { ladder } from '#core/relay-graph/ladder.ts';
import { layoutGraph } from '#core/relay-graph/layout.ts';
import { diagramWithNotes, timePictureWithNotes } from '#core/relay-graph/note-layer.ts';
import { relayGraph } from '#core/relay-graph/relay-graph.ts';
import { waterfall } from '#core/relay-graph/waterfall.ts';
import RelayDiagram from '#renderer/views/diagram/RelayDiagram.svelte';
import TimeSvg from '#renderer/views/diagram/TimeSvg.svelte';
import { pictureCases, type PictureCase } from './cases.ts';

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
  ].map(
    ({ body }) =>
      `${body
        .replace(/<!--.*?-->/gs, '')
        .replaceAll('><', '>\n<')
        .trim()}\n`,
  );
}

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
