import { expect, test } from 'vitest';
import type { Message } from '#core/correlate/message.ts';
import type { NetworkFacts } from '#core/networks/network-facts.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import type { Box, DiagramLayout, EdgeLayout, Text } from '#core/relay-graph/diagram-layout.ts';
import { ARROW_FACTS, type ArrowFact } from '#core/relay-graph/edge-label.ts';
import { layoutGraph } from '#core/relay-graph/layout.ts';
import { overlaps } from '#core/relay-graph/paths.ts';
import { relayGraph } from '#core/relay-graph/relay-graph.ts';
import { entries } from '../correlate/log.ts';
import { ARRIVED, INBOUND, many, message, MIXED, sent } from './messages.ts';

const NETWORK: NetworkFacts = {
  version: 1,
  internal: [],
  server: { names: [], outside: [] },
  router: { name: 'The router with the long name in the hall', address: '192.168.38.1' },
  hosts: [
    { host: 'local001.localserver200', label: 'The family computer', note: 'Stands in the living room.' },
    { host: 'mail2.ms.delsol.ne.ni', label: 'Delsol, second server' },
  ],
};

/** A message that was handed back to the server it came from. */
const LOOP = message({
  client: { name: 'maile.ekisaito.ko.ni', address: '333.444.555.666' },
  recipients: [sent('a@b.test'), sent('c@d.test', { status: 'bounced', stat: 'Too many hops' })],
});
const HOSTILE = message({
  host: '<svg onload=x>\u202e',
  client: { name: '\u202e</text><script>alert(1)</script>', address: '"><b>' },
  recipients: [sent('<i>@\u200fabc', { relay: { name: 'مثال.إختبار', address: '&amp;' } })],
});

/** From this machine by way of the submission queue, to a server and to a mailbox, and back with a notice. */
const CHAIN = message({
  queueIds: ['k9LE1v98001810', 'k9LE1v98001811'],
  client: { ident: 'root', name: 'localhost' },
  handOvers: [{ from: 'k9LE1v98001810', to: 'k9LE1v98001811', record: 1, time: ARRIVED + 1000 }],
});
const BRANCHED = message({
  ...CHAIN,
  recipients: [...MIXED.recipients, ...INBOUND.recipients],
  children: MIXED.children,
});

const CASES: readonly (readonly [string, Message])[] = [
  ['one recipient', message()],
  ['a local mailbox', INBOUND],
  ['all outcomes', MIXED],
  ['fifty recipients', many(50)],
  ['a submission queue', CHAIN],
  ['a submission queue and all outcomes', BRANCHED],
  ['a loop', LOOP],
  ['a thousand recipients', many(1000)],
  ['hosts named like markup or right to left', HOSTILE],
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
    const graph = relayGraph(m, noticed(m), width === 900 ? {} : { network: NETWORK });
    const layout = layoutGraph(graph, { language, width, heading: true });
    const boxes = [...layout.nodes.map((n) => n.box), ...layout.edges.map((e) => e.box)];
    expect(clashes(boxes)).toEqual([]);
    expect(boxes.filter((b) => !inside(b, frame(layout)))).toEqual([]);
    const around = [
      ...layout.legend.map((l) => l.text),
      ...layout.returns.map((r) => r.text),
      ...layout.notes,
      ...layout.heading,
      ...layout.regions.map((r) => r.heading),
    ].map(textBox);
    expect(clashes([...boxes, ...around])).toEqual([]);
    expect(around.filter((b) => !inside(b, frame(layout)))).toEqual([]);
    expect(clashes(layout.regions.map((r) => r.box))).toEqual([]);
    expect(layout.nodes.flatMap((n) => n.texts.filter((t) => !inside(textBox(t), n.box)))).toEqual([]);
    expect(layout.edges.flatMap((e) => e.texts.filter((t) => !inside(textBox(t), grown(e.box, 4))))).toEqual(
      [],
    );
  },
);

test('a router stands between this server and the Internet, and no card stands on it', () => {
  const layout = layoutGraph(relayGraph(message(), [], { network: NETWORK }), { language: 'en' });
  const router = layout.regions.find((r) => r.network === 'router');
  const [server, internet] = ['server', 'internet'].map((n) => layout.regions.find((r) => r.network === n));
  expect(router?.heading.full).toBe('The router with the long name in the hall 192.168.38.1');
  expect(router?.box.x).toBeGreaterThan(server?.box.x ?? Infinity);
  expect(router?.box.x).toBeLessThan(internet?.box.x ?? 0);
  expect(clashes([...layout.nodes, ...layout.edges].map((n) => n.box).concat(router?.box ?? []))).toEqual([]);
});

test("the reader's own name and note stand on the card, with the name in the log", () => {
  const layout = layoutGraph(relayGraph(message(), [], { network: NETWORK }), { language: 'en' });
  const client = layout.nodes.find((n) => n.role === 'client');
  const texts = client?.texts.map((t) => t.full ?? t.text) ?? [];
  expect(texts).toEqual(expect.arrayContaining(['The family computer', 'local001.localserver200']));
  expect(client?.words).toContain('Stands in the living room.');
});

test('what is switched off is not on the arrows, but still in the words of the hop', () => {
  const shown = (hidden: readonly ArrowFact[]) =>
    layoutGraph(relayGraph(message()), { language: 'en', hidden: new Set(hidden) }).edges[1];
  const textOf = (edge: EdgeLayout | undefined) =>
    [edge?.pillText, ...(edge?.texts ?? [])].map((t) => t?.text ?? '').join('|');
  expect(textOf(shown([]))).toMatch(/2\.0\.0.*mailer.esmtp.*ok 1161439322.*delay.4/);
  expect(textOf(shown([...ARROW_FACTS]))).toBe('Sent|23:02:02');
  expect(shown([...ARROW_FACTS])?.words).toBe(shown([])?.words);
});

test('each kind of evidence in the picture is explained below it, once', () => {
  const legend = (m: Message) =>
    layoutGraph(relayGraph(m), { language: 'en' }).legend.map((l) => l.text.text);
  expect(legend(message())).toEqual(['logged on one side']);
  expect(legend(MIXED)).toContain('inferred, no line says so');
});

test('a bounce goes back to who handed the message in, below everything; a notice to the postmaster does not', () => {
  const back = (text: string) => layoutGraph(relayGraph(MIXED, noticed(MIXED, text)), { language: 'en' });
  const layout = back('DSN: User unknown');
  const client = layout.nodes.find((n) => n.role === 'client');
  expect(layout.returns.map((r) => r.words)).toEqual(['back to mailuser555@user100.server100.info']);
  expect(layout.returns[0]?.tip.x).toBe((client?.box.x ?? 0) - 1);
  expect(layout.returns[0]?.text.y).toBeGreaterThan(
    Math.max(...layout.nodes.map((n) => n.box.y + n.box.height)),
  );
  expect(back('postmaster notify: User unknown').returns).toEqual([]);
});

/** Of the message handed over by the submission queue, at the size at which it opens in a panel so wide. */
const opened = (m: Message, language: 'en' | 'ja', room: number) => {
  const layout = layoutGraph(relayGraph(m, noticed(m)), { language, width: room * 1.12 });
  return { layout, scale: room / layout.width };
};

test.each([
  ['en', 844],
  ['ja', 844],
  ['en', 660],
  ['ja', 660],
] as const)(
  'in %s a chain of four cards opens in a panel of %i pixels at a legible size',
  (language, room) => {
    for (const m of [CHAIN, BRANCHED]) {
      const { layout, scale } = opened(m, language, room);
      expect(layout.nodes.length).toBeGreaterThan(3);
      expect(scale).toBeGreaterThanOrEqual(0.85);
    }
  },
);

test('where the room is narrow the mail server and what follows stand below what handed the message in', () => {
  const { layout } = opened(CHAIN, 'en', 660);
  const box = (role: string) => layout.nodes.find((n) => n.role === role)?.box;
  const [client, queue, mta, next] = ['client', 'submission', 'mta', 'next'].map(box);
  expect(queue?.x).toBeGreaterThan(client?.x ?? Infinity);
  expect(mta?.y).toBeGreaterThan((queue?.y ?? Infinity) + (queue?.height ?? 0));
  expect(next?.x).toBeGreaterThan(mta?.x ?? Infinity);
  const wide = layoutGraph(relayGraph(CHAIN), { language: 'en' });
  const middles = wide.nodes.map(({ box: { y, height } }) => Math.round(y + height / 2));
  expect(new Set(middles).size).toBe(1);
});

test('in two rows no line crosses a card or a text', () => {
  const { layout } = opened(BRANCHED, 'en', 660);
  const boxes = [...layout.nodes.map((n) => n.box), ...layout.edges.map((e) => e.box)];
  const back = layout.edges.find((e) => e.to === 'mta');
  const points = pathPoints(back?.path ?? '').slice(2, -1);
  expect(points.length).toBeGreaterThan(3);
  const hit = points.filter(({ x, y }) => boxes.some((b) => overlaps({ x, y, width: 1, height: 1 }, b)));
  expect(hit).toEqual([]);
  expect(points.filter((p) => p.x < 0 || p.x > layout.width || p.y > layout.height)).toEqual([]);
});

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

/** The line that tells of the first child, as the last of the message's entries. */
function noticed(m: Message, text = 'DSN: User unknown'): readonly LogRecord[] {
  const childId = m.children[0]?.split('/').at(-1);
  if (childId === undefined) return [];
  const [record] = entries(`Oct 21 23:02:03 user100 sendmail[1811]: k9LE1v98001811: ${childId}: ${text}\n`);
  return record === undefined ? [] : m.records.map(() => record);
}

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

/** Where the pieces of a line begin and end. */
function pathPoints(path: string): readonly { readonly x: number; readonly y: number }[] {
  let [x, y] = [0, 0];
  return [...path.matchAll(/([MHVqC])([^MHVqC]*)/g)].map(([, letter = '', rest = '']) => {
    const given = rest
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    const [last, before] = [given.at(-1) ?? 0, given.at(-2) ?? 0];
    const to: Record<string, readonly [number, number]> = {
      H: [last, y],
      V: [x, last],
      q: [x + before, y + last],
    };
    [x, y] = to[letter] ?? [before, last];
    return { x, y };
  });
}
