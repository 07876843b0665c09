/** The relay diagram and the map as SVG files: the page's own components, drawn without a page. */
import { render } from 'svelte/server';
import { notesOfAll } from '#core/annotations/picture-notes.ts';
import { familyParts } from '#core/relay-graph/family.ts';
import { layoutFamily } from '#core/relay-graph/layout-family.ts';
import { layoutMap } from '#core/relay-graph/map/map-layout.ts';
import type { MapTally } from '#core/relay-graph/map/map-model.ts';
import { mapWithNotes } from '#core/relay-graph/map/map-notes.ts';
import { diagramWithNotes } from '#core/relay-graph/note-layer.ts';
import MapSvg from '#renderer/views/map/MapSvg.svelte';
import RelayDiagram from '#renderer/views/diagram/RelayDiagram.svelte';
import type { DiagramWanted, MapWanted } from './io.ts';

const NO_NOTES = (): undefined => undefined;

export function renderDiagram({
  told,
  family,
  find = NO_NOTES,
  language,
  theme: ground = 'light',
  ...options
}: DiagramWanted): string {
  const parts = familyParts(told, family, options);
  const plain = layoutFamily(parts, { language, heading: true });
  const layout = diagramWithNotes(plain, notesOfAll(parts, find, language), { language });
  const { body } = render(RelayDiagram, { props: { layout, language, standalone: true, ground } });
  return svgFile(body);
}

/** Width of the map, pixels; the window's export has the same. */
const MAP_WIDTH = 1100;

export function renderMap(tally: MapTally, wanted: MapWanted): string {
  const { language, theme: ground = 'light', network, find = NO_NOTES } = wanted;
  const options = { weight: 'messages', shade: 'failures', open: {}, heading: true, language } as const;
  const plain = layoutMap(tally, {
    ...options,
    width: MAP_WIDTH,
    ...(network === undefined ? {} : { network }),
  });
  const picture = mapWithNotes(plain, find, { language });
  const { body } = render(MapSvg, { props: { picture, standalone: true, ground } });
  return svgFile(body);
}

function svgFile(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${withoutMarks(body)}\n`;
}

/** Svelte leaves comments for hydration; log text cannot form one, as its `<` is escaped. */
function withoutMarks(markup: string): string {
  return markup.replace(/<!--.*?-->/gs, '').trim();
}
