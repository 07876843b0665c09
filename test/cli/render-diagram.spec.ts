import { expect, test } from 'vitest';
import { Networks } from '#core/correlate/networks.ts';
import { Tally } from '#core/relay-graph/map/tally.ts';
import { renderDiagram, renderMap } from '../../electron/cli/render-diagram.ts';
import { message, MIXED } from '../core/relay-graph/messages.ts';

test('the picture stands alone: no script, link, style from outside or comment', () => {
  const svg = renderDiagram(MIXED, [], 'en');
  expect(svg).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/,
  );
  expect(svg).not.toMatch(/<script|<foreignObject|<a |href|var\(|url\(|style=|<!--|tabindex|undefined|NaN/);
});

test('a host named like markup stands in the picture as text', () => {
  const svg = renderDiagram(
    message({ client: { name: '<script>alert(1)</script>', address: '"><x' } }),
    [],
    'ja',
  );
  expect(svg).not.toContain('<script');
  expect(svg).toContain('&lt;script');
});

test('the map stands alone too, and names everything as text', () => {
  const tally = new Tally(new Networks());
  for (const m of [MIXED, message({ client: { name: '<script>alert(1)</script>' } })]) tally.add(m);
  const svg = renderMap(tally.result(), 'ja');
  expect(svg).not.toMatch(/<script|<foreignObject|<a |href|var\(|url\(|style=|<!--|tabindex|undefined|NaN/);
  expect(svg).toContain('&lt;script');
});
