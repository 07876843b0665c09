/** The relay diagram as an SVG file: the page's own component, drawn without a page. */
import { render } from 'svelte/server';
import type { Language } from '#core/contract/channels.ts';
import type { Message } from '#core/correlate/message.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { layoutGraph } from '#core/relay-graph/layout.ts';
import { relayGraph } from '#core/relay-graph/relay-graph.ts';
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
  return `<?xml version="1.0" encoding="UTF-8"?>\n${withoutMarks(body)}\n`;
}

/** Svelte leaves comments for hydration; log text cannot form one, as its `<` is escaped. */
function withoutMarks(markup: string): string {
  return markup.replace(/<!--.*?-->/gs, '').trim();
}
