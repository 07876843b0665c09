/** The map: what it counts is what there is, whatever is joined, opened or left out, and nothing in it meets. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostKey, type Annotation } from '#core/annotations/annotation.ts';
import type { Message } from '#core/correlate/message.ts';
import { Networks } from '#core/correlate/networks.ts';
import type { Box } from '#core/relay-graph/diagram-layout.ts';
import { layoutMap, placeMap } from '#core/relay-graph/map/map-layout.ts';
import { total, WAYS, type Flow, type MapTally, type TimeRange } from '#core/relay-graph/map/map-model.ts';
import { mapWithNotes } from '#core/relay-graph/map/map-notes.ts';
import type { MapOptions, MapPicture } from '#core/relay-graph/map/map-picture.ts';
import { Tally } from '#core/relay-graph/map/tally.ts';
import { overlaps } from '#core/relay-graph/paths.ts';
import { textBox } from '#core/relay-graph/time-picture.ts';
import { correlate, fixture } from '../../correlate/log.ts';
import { ARRIVED, INBOUND, many, message, MIXED, sent } from '../messages.ts';

const LOGS = ['seed.log', 'real/default.log', 'real/checks.log', 'real/verbose.log', 'real/milter-jst.log'];
const OPTIONS: MapOptions = { language: 'en', width: 1100, weight: 'messages', shade: 'failures', open: {} };

export function tallied(messages: readonly Message[], range?: TimeRange): MapTally {
  const tally = new Tally(new Networks(), range);
  for (const m of messages) tally.add(m);
  return tally.result();
}

/** `domains` receivers with `hosts` servers each, all under one client. */
function manyPeers(domains: number, hosts = 1): readonly Message[] {
  return Array.from({ length: domains * hosts }, (_, i) => {
    const domain = `dom${String(i % domains)}.test`;
    return message({
      id: `user100/${String(i)}`,
      arrived: ARRIVED + i * 1000,
      recipients: [
        sent(`u@${domain}`, { relay: { name: `mx${String(i)}.${domain}`, address: '192.0.2.1' } }),
      ],
    });
  });
}

const received = (picture: MapPicture): Flow =>
  total(picture.edges.filter((e) => e.way === 'received').map((e) => e.flow));
const given = (picture: MapPicture): Flow =>
  total(picture.edges.filter((e) => e.way === 'sent').map((e) => e.flow));

test('of a very long map only what is about the place looked at is made, and it is what the whole map has there', () => {
  const tally = tallied(manyPeers(3000));
  const open = { 'rest:internet': 3000 };
  const whole = layoutMap(tally, { ...OPTIONS, open });
  const sight = { from: 40_000, until: 60_000 };
  const part = layoutMap(tally, { ...OPTIONS, open, sight });
  const near = whole.nodes.filter(({ box }) => box.y < sight.until && box.y + box.height > sight.from);
  const ids = new Set(near.map(({ id }) => id));
  expect(near.length).toBeGreaterThan(300);
  expect(part.nodes).toEqual(near);
  expect(part.edges).toEqual(whole.edges.filter(({ node }) => ids.has(node)));
  expect(part).toMatchObject({ width: whole.width, height: whole.height, covers: sight });
  expect(layoutMap(tally, { ...OPTIONS, sight: { from: 0, until: 60_000 } }).covers).toBeUndefined();
});

test('a map placed once gives each of its parts as one placed anew', () => {
  const tally = tallied(manyPeers(1000, 2));
  const options = { ...OPTIONS, open: { 'rest:internet': 1000 } };
  const draw = placeMap(tally, options);
  for (const from of [0, 20_000, 8_000]) {
    const sight = { from, until: from + 9000 };
    expect(draw({ sight }).nodes.length).toBeGreaterThan(100);
    expect(draw({ sight })).toEqual(layoutMap(tally, { ...options, sight }));
  }
});

test('a note on a host of a very long map is there with its number wherever it is looked at, and the rest is not made', () => {
  const tally = tallied(manyPeers(3000));
  const options = { ...OPTIONS, open: { 'rest:internet': 3000 } };
  const notes = new Map(
    ['mx7.dom7.test', 'mx2900.dom2900.test'].map((host) => {
      const note: Annotation = { key: hostKey(host), subject: 'host', about: '', note: 'slow', changed: 1 };
      return [note.key, note] as const;
    }),
  );
  const layerOf = (picture: MapPicture) =>
    mapWithNotes(picture, (key) => notes.get(key), { language: 'en' }).noteLayer;
  const part = layoutMap(tally, {
    ...options,
    sight: { from: 40_000, until: 60_000 },
    notedHosts: [...notes.keys()],
  });
  expect(layerOf(part)?.tags).toHaveLength(4);
  expect(layerOf(part)).toEqual(layerOf(layoutMap(tally, options)));
  expect(part.nodes.length).toBeLessThan(500);
});

test.each(LOGS)('%s: each message is received once, and sent once to each of its places', (name) => {
  const { messages } = correlate(fixture(name));
  const tally = tallied(messages);
  const picture = layoutMap(tally, OPTIONS);
  expect(tally.messages).toBe(messages.length);
  expect(received(picture).messages).toBe(messages.length);
  expect(given(picture).messages).toBe(tally.deliveries);
  expect(received(picture).bytes).toBe(messages.reduce((sum, m) => sum + (m.size ?? 0), 0));
});

test('one message is one message in every text of its map', () => {
  const picture = layoutMap(tallied([message()]), { ...OPTIONS, heading: true });
  const texts = [...picture.heading, ...picture.servers.flatMap((server) => server.texts)].map(
    ({ text }) => text,
  );
  expect(texts).toEqual(expect.arrayContaining(['The relays of 1 message', '1 message']));
  expect(JSON.stringify(picture)).not.toMatch(/\b1 (?:messages|deliveries|hosts|servers)/);
});

test('whatever is opened, the weights of the edges add up to the messages counted', () => {
  const messages = [...manyPeers(60, 3), MIXED, INBOUND, many(30), message({ recipients: [] })];
  const tally = tallied(messages);
  const key = fc.constantFrom('rest:internet', 'rest:lan', 'site:dom1.test', 'site:dom7.test', 'site:none');
  fc.assert(
    fc.property(
      fc.dictionary(key, fc.nat(500)),
      fc.constantFrom('messages', 'bytes'),
      fc.integer({ min: 300, max: 2400 }),
      (open, weight, width) => {
        const picture = layoutMap(tally, { ...OPTIONS, open, weight, width });
        expect(received(picture).messages).toBe(messages.length);
        expect(given(picture).messages).toBe(tally.deliveries);
        expect(received(picture).bytes).toBe(tally.bytes);
        expect(picture.edges.filter((e) => e.flow.failed > e.flow.messages)).toEqual([]);
        expect(new Set(picture.nodes.map((n) => n.id)).size).toBe(picture.nodes.length);
      },
    ),
    { numRuns: 25 },
  );
});

test('a stretch of time counts its own messages, and the bars count all of them', () => {
  const messages = manyPeers(50);
  const whole = tallied(messages).time;
  if (whole === undefined) throw new Error('Broken assumption: the messages have times');
  fc.assert(
    fc.property(fc.nat(60), fc.nat(60), (a, b) => {
      const from = whole.from + Math.min(a, b) * 1000;
      const until = whole.from + Math.max(a, b) * 1000;
      const tally = tallied(messages, { from, until });
      const inside = messages.filter((m) => {
        const at = (m.arrived ?? 0) + 540 * 60_000;
        return at >= from && at < until;
      });
      expect(tally.messages).toBe(inside.length);
      expect(tally.time?.messages.reduce((sum, n) => sum + n, 0)).toBe(messages.length);
    }),
  );
});

test('hosts inside stand left, this server in the middle, peers right', () => {
  const picture = layoutMap(tallied([message(), MIXED, INBOUND]), OPTIONS);
  const x = (id: string): number => picture.nodes.find((n) => n.id === id)?.box.x ?? NaN;
  const [server] = picture.servers;
  expect(x('lan:local001.localserver200')).toBeLessThan(server?.box.x ?? 0);
  expect(x('here:mailbox')).toBeLessThan(server?.box.x ?? 0);
  expect(x('internet:mafeed.adn.ne.ni')).toBeGreaterThan(server?.box.x ?? Infinity);
});

test('servers of one domain are one card that opens into its hosts and closes again', () => {
  const tally = tallied(manyPeers(3, 5));
  const closed = layoutMap(tally, OPTIONS);
  const site = closed.nodes.find((n) => n.id === 'site:dom1.test');
  expect(site?.button?.text.text).toContain('5 hosts');
  const open = layoutMap(tally, { ...OPTIONS, open: { 'site:dom1.test': site?.button?.count ?? 0 } });
  expect(open.nodes.filter((n) => n.id.endsWith('.dom1.test'))).toHaveLength(5);
  expect(open.frames.map((f) => [f.heading.text, f.button.count])).toEqual([['dom1.test', 0]]);
});

test('beyond the busiest the rest is one card that opens until every peer is shown', () => {
  const tally = tallied(manyPeers(3000));
  let open: Record<string, number> = {};
  let picture = layoutMap(tally, OPTIONS);
  expect(picture.nodes.find((n) => n.id === 'rest:internet')?.texts[0]?.text).toBe('2,976 more');
  for (let i = 0; i < 6; i++) {
    const button = picture.nodes.find((n) => n.id === 'rest:internet')?.button;
    open = button === undefined ? open : { ...open, [button.key]: button.count };
    picture = layoutMap(tally, { ...OPTIONS, open });
  }
  expect(picture.nodes.filter((n) => n.network === 'internet')).toHaveLength(3000);
});

test('an edge says in its breadth how many, in its line how well', () => {
  const picture = layoutMap(tallied([MIXED, message(), message(), message()]), OPTIONS);
  const to = (id: string) => picture.edges.find((e) => e.node === id && e.way === 'sent');
  const good = to('internet:maile.ekisaito.ko.ni');
  const bad = to('internet:a-very-long-mail-exchanger-name-that-nobody-would-ever-type-by-hand.rej.test');
  expect(good?.breadth).toBeGreaterThan(bad?.breadth ?? NaN);
  expect([good?.level, bad?.level]).toEqual([0, 2]);
});

const SETTINGS = [480, 900, 1600].flatMap((width) =>
  (['en', 'ja'] as const).map((language) => [width, language] as const),
);
test.each(SETTINGS)('%i pixels, %s: no cards or texts meet, none leaves the picture', (width, language) => {
  const hostile = message({
    host: '<b>server\u202e</b>'.repeat(9),
    client: { name: '\u202e<script>alert(1)</script>.'.repeat(6) },
    recipients: [
      sent('a@b.test', {
        relay: {
          name: 'a-very-long-mail-exchanger-name-that-nobody-would-ever-type-by-hand.rej.test',
          address: '2001:db8::1',
        },
      }),
    ],
  });
  const seed = correlate(fixture('seed.log')).messages;
  const cases = [[], [MIXED, INBOUND, many(200)], manyPeers(40, 3), [hostile], seed];
  const open = { 'site:dom1.test': 2, 'rest:internet': 80 };
  const network = {
    version: 1 as const,
    internal: [],
    server: { names: [], outside: [] },
    router: { name: 'A router with quite a long name of its own' },
    hosts: [{ host: 'mx.dom3.test', label: 'A friendly but long name for one host' }],
  };
  const pictures = cases.flatMap((messages) =>
    ([{}, { open }, { heading: true, network, shade: 'delay', weight: 'bytes' }] as const).map((more) =>
      layoutMap(tallied(messages), { ...OPTIONS, width, language, ...more }),
    ),
  );
  expect(pictures.flatMap(faults)).toEqual([]);
});

function faults(picture: MapPicture): readonly string[] {
  const cards = [...picture.nodes, ...picture.servers];
  const texts = [
    ...picture.heading,
    ...picture.legend.map((l) => l.text),
    ...picture.notes,
    ...picture.regions.map((r) => r.heading),
    ...picture.frames.map((f) => f.heading),
    ...(picture.router === undefined ? [] : [picture.router.text]),
    ...cards.flatMap((n) => n.texts),
    ...picture.nodes.flatMap((n) => (n.button === undefined ? [] : [n.button.text])),
  ].map((text) => textBox(text));
  const frame = { x: 0, y: 0, width: picture.width, height: picture.height };
  return [
    ...meeting(cards.map((n) => n.box)).map((b) => `card meets ${JSON.stringify(b)}`),
    ...meeting(texts).map((b) => `text meets ${JSON.stringify(b)}`),
    ...meeting(picture.regions.map((r) => r.box)).map((b) => `region meets ${JSON.stringify(b)}`),
    ...[...texts, ...cards.map((n) => n.box)]
      .filter((b) => !inside(b, frame))
      .map((b) => `out ${JSON.stringify(b)}`),
    ...picture.nodes.flatMap((n) =>
      n.texts.filter((t) => !inside(textBox(t), n.box)).map((t) => `${n.id}: ${t.text}`),
    ),
  ];
}

function meeting(boxes: readonly Box[]): readonly Box[] {
  const sorted = [...boxes].sort((a, b) => a.y - b.y);
  return sorted.flatMap((a, i) =>
    sorted.slice(i + 1, i + 60).filter((b) => b.y < a.y + a.height && overlaps(a, b)),
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

test('ways of a card leave and reach it apart', () => {
  const both = [message(), message({ client: { name: 'maile.ekisaito.ko.ni', address: '333.444.555.666' } })];
  const own = layoutMap(tallied(both), OPTIONS).edges.filter((e) => e.node.includes('maile'));
  expect(own.map((e) => e.way)).toEqual([...WAYS]);
  expect(new Set(own.map((e) => e.path)).size).toBe(2);
});
