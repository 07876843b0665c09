/** A picture that leaves the window has the very colours of the theme it was asked for in. */
import { readFileSync } from 'node:fs';
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import { layoutGraph } from '#core/relay-graph/layout.ts';
import { relayGraph } from '#core/relay-graph/relay-graph.ts';
import { paintFor } from '#renderer/views/diagram/palette.ts';
import RelayDiagram from '#renderer/views/diagram/RelayDiagram.svelte';
import { message } from '../../../core/relay-graph/messages.ts';

afterEach(cleanup);
const [light = '', dark = ''] = readFileSync('renderer/src/styles/tokens.css', 'utf8').split('data-theme=');

test.each([
  ['light', light],
  ['dark', dark],
] as const)('%s colours are those of the window', (ground, css) => {
  const tokens = [...css.matchAll(/--rs-([\w-]+): (#\w+);/g)].map(([, name = '', value]) => [name, value]);
  const names = ['bg', 'surface', 'text', 'text-muted', 'sent', 'deferred', 'bounced', 'region-lan'] as const;
  const paint = paintFor(true, ground);
  expect(names.map((name) => [name, paint(name)])).toEqual(
    names.map((name) => tokens.find(([token]) => token === name)),
  );
});

test('a picture for a dark ground has nothing of the light one, and nothing live', () => {
  const layout = layoutGraph(relayGraph(message()), { language: 'en' });
  render(RelayDiagram, { layout, language: 'en', standalone: true, ground: 'dark' });
  const svg = screen.getByTestId('diagram').outerHTML;
  expect([svg.includes('#14181d'), /#f7f8fa|#1a2230|var\(/.test(svg)]).toEqual([true, false]);
});
