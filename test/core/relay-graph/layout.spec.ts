import { expect, test } from 'vitest';
import type { Message } from '#core/correlate/message.ts';
import type { Box, DiagramLayout, Text } from '#core/relay-graph/diagram-layout.ts';
import { layoutGraph } from '#core/relay-graph/layout.ts';
import { overlaps } from '#core/relay-graph/paths.ts';
import { relayGraph } from '#core/relay-graph/relay-graph.ts';
import { INBOUND, many, message, MIXED } from './messages.ts';

const CASES: readonly (readonly [string, Message])[] = [
  ['one recipient', message()],
  ['a local mailbox', INBOUND],
  ['all outcomes', MIXED],
  ['fifty recipients', many(50)],
  ['no recipient', message({ recipients: [] })],
];
const SETTINGS = CASES.flatMap(([name, m]) =>
  (['en', 'ja'] as const).flatMap((language) =>
    [500, 900, 1600].map((width) => [name, language, width, m] as const),
  ),
);

test.each(SETTINGS)(
  '%s, %s at %i pixels: nothing overlaps and nothing leaves the picture',
  (_name, language, width, m) => {
    const layout = layoutGraph(relayGraph(m), { language, width, heading: true });
    const boxes = [...layout.nodes.map((n) => n.box), ...layout.edges.map((e) => e.box)];
    expect(clashes(boxes)).toEqual([]);
    expect(boxes.filter((b) => !inside(b, frame(layout)))).toEqual([]);
    expect(clashes(layout.regions.map((r) => r.box))).toEqual([]);
    expect(layout.nodes.flatMap((n) => n.texts.filter((t) => !inside(textBox(t), n.box)))).toEqual([]);
    expect(layout.edges.flatMap((e) => e.texts.filter((t) => !inside(textBox(t), grown(e.box, 4))))).toEqual(
      [],
    );
  },
);

test('cards stand in the region of their network', () => {
  const layout = layoutGraph(relayGraph(MIXED), { language: 'en' });
  const astray = layout.nodes.filter(
    (n) => !layout.regions.some((r) => r.network === n.network && inside(n.box, r.box)),
  );
  expect(astray).toEqual([]);
});

test('a narrower room makes a narrower picture', () => {
  const graph = relayGraph(message());
  expect(layoutGraph(graph, { language: 'en', width: 700 }).width).toBeLessThan(
    layoutGraph(graph, { language: 'en' }).width,
  );
});

test('a long host name is cut in its middle and whole in its tooltip', () => {
  const layout = layoutGraph(relayGraph(MIXED), { language: 'en', width: 700 });
  const cut = layout.nodes.flatMap((n) => n.texts).find((t) => t.full?.endsWith('.rej.test') === true);
  expect(cut?.full).toBe('a-very-long-mail-exchanger-name-that-nobody-would-ever-type-by-hand.rej.test');
});

test('a hop is told in words, in both languages', () => {
  const words = (language: 'en' | 'ja'): string | undefined =>
    layoutGraph(relayGraph(message()), { language }).edges[1]?.words;
  expect(words('en')).toBe(
    'Hop 2 of 2: user100 to maile.ekisaito.ko.ni; Sent 2.0.0; mailer esmtp; Sent (ok 1161439322 qp 70739); delay 4 s · transaction 4 s · 23:02:02; for otusr111@ekisaito.ko.ni; logged on one side',
  );
  expect(words('ja')).toContain('ホップ 2 / 2: user100 から maile.ekisaito.ko.ni。配送済み 2.0.0');
});

test('the largest picture is placed in well under 50 ms once warm', () => {
  const graph = relayGraph(many(1000));
  layoutGraph(graph, { language: 'ja' });
  const start = performance.now();
  layoutGraph(graph, { language: 'ja' });
  expect(performance.now() - start).toBeLessThan(50);
});

function clashes(boxes: readonly Box[]): readonly (readonly [Box, Box])[] {
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => overlaps(a, b))
      .map((b) => [a, b] as const),
  );
}

function inside(a: Box, b: Box): boolean {
  return (
    a.x >= b.x - 0.5 &&
    a.y >= b.y - 0.5 &&
    a.x + a.width <= b.x + b.width + 0.5 &&
    a.y + a.height <= b.y + b.height + 0.5
  );
}

function frame({ width, height }: DiagramLayout): Box {
  return { x: 0, y: 0, width, height };
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function textBox({ x, y, width, size, anchor }: Text): Box {
  return { x: anchor === 'middle' ? x - width / 2 : x, y: y - size, width, height: size * 1.2 };
}
