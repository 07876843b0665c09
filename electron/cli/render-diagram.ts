/** The relay diagram and the map as SVG files: the page's own components, drawn without a page. */
import { render } from 'svelte/server';
import type { Language } from '#core/contract/channels.ts';
import type { Message } from '#core/correlate/message.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { layoutGraph } from '#core/relay-graph/layout.ts';
import { relayGraph } from '#core/relay-graph/relay-graph.ts';
import { layoutMap } from '#core/relay-graph/map/map-layout.ts';
import type { MapTally } from '#core/relay-graph/map/map-model.ts';
import MapSvg from '#renderer/views/map/MapSvg.svelte';
import RelayDiagram from '#renderer/views/diagram/RelayDiagram.svelte';

export interface RenderOptions {
  /** Networks and host names that count as internal beside the private ranges. */
  readonly internal?: readonly string[];
}

export function renderDiagram(
  message: Message,
  records: readonly LogRecord[],
  language: Language,
  options: RenderOptions = {},
): string {
  const layout = layoutGraph(relayGraph(message, records, options), { language, heading: true });
  const { body } = render(RelayDiagram, { props: { layout, language, standalone: true } });
  return svgFile(body);
}

/** Width of the map, pixels; the window's export has the same. */
const MAP_WIDTH = 1100;

export function renderMap(tally: MapTally, language: Language): string {
  const options = { weight: 'messages', shade: 'failures', open: {}, heading: true } as const;
  const picture = layoutMap(tally, { ...options, language, width: MAP_WIDTH });
  const { body } = render(MapSvg, { props: { picture, standalone: true } });
  return svgFile(body);
}

function svgFile(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${withoutMarks(body)}\n`;
}

/** Svelte leaves comments for hydration; log text cannot form one, as its `<` is escaped. */
function withoutMarks(markup: string): string {
  return markup.replace(/<!--.*?-->/gs, '').trim();
}
