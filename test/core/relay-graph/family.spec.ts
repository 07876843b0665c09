/** Bounces, notices and copies unfold in the picture of the message they belong to. */
import { expect, test } from 'vitest';
import type { Message } from '#core/correlate/message.ts';
import type { Box, DiagramLayout } from '#core/relay-graph/diagram-layout.ts';
import type { Told } from '#core/relay-graph/told.ts';
import { familyParts, tellFamily, type Family } from '#core/relay-graph/family.ts';
import { layoutFamily } from '#core/relay-graph/layout-family.ts';
import { overlaps } from '#core/relay-graph/paths.ts';
import { textBox } from '#core/relay-graph/time-picture.ts';
import { correlate, fixture } from '../correlate/log.ts';
import { message, MIXED, recipient, sent } from './messages.ts';

const BOUNCE = withoutClient({
  id: 'user100/k9LE1v98001812',
  queueIds: ['k9LE1v98001812'],
  parents: [MIXED.id],
  children: ['user100/k9LE1v98001813'],
  from: '',
  recipients: [sent('mailuser555@user100.server100.info')],
});
/** Of the bounce, and it names the first message as its own child: nobody unfolds for ever. */
const NOTICE = message({
  id: 'user100/k9LE1v98001813',
  queueIds: ['k9LE1v98001813'],
  parents: [BOUNCE.id],
  children: [MIXED.id],
  recipients: [recipient('postmaster', { status: 'sent', mailer: 'local' })],
});
function withoutClient(facts: Partial<Message>): Message {
  const { client: _, ...rest } = message(facts);
  return rest;
}
const told = (m: Message): Told => ({ message: m, records: [] });
const all = new Map([MIXED, BOUNCE, NOTICE].map((m) => [m.id, told(m)]));
const family = (...open: readonly string[]): Family => ({ told: all, open: new Set(open) });

function picture(open: readonly string[], width?: number): DiagramLayout {
  const room = width === undefined ? {} : { width };
  return layoutFamily(familyParts(told(MIXED), family(...open)), { language: 'en', heading: true, ...room });
}

test('folded, the card of a bounce says how many hops it took, and the picture is no larger for it', () => {
  const layout = picture([]);
  const folds = layout.nodes.flatMap((n) => n.fold ?? []);
  expect(folds.map((f) => [f.open, f.text.text, f.words])).toEqual([
    [false, '3 hops', '3 hops, unfold the way of k9LE1v98001812'],
  ]);
  expect(layout.unfolded).toEqual([]);
});

test('unfolded, its way stands below, with its own arrows, and nothing above has moved', () => {
  const [folded, open] = [picture([]), picture([BOUNCE.id])];
  expect(open.nodes.slice(0, folded.nodes.length).map((n) => n.box)).toEqual(folded.nodes.map((n) => n.box));
  expect(open.edges.length).toBe(folded.edges.length + 3);
  expect(open.unfolded.map((u) => u.heading.text)).toEqual(['Notice k9LE1v98001812 · 2006-10-21 23:01:58']);
  expect(open.edges.at(-1)?.words).toMatch(/^k9LE1v98001812: Hop 3 of 3/);
  expect(new Set(open.edges.map((e) => e.id)).size).toBe(open.edges.length);
});

test('a notice of a bounce unfolds too, and a message that stands there already does not come twice', () => {
  const layout = picture([BOUNCE.id, NOTICE.id, MIXED.id]);
  expect(layout.unfolded.map((u) => u.message)).toEqual([BOUNCE.id, NOTICE.id]);
  expect(layout.nodes.filter((n) => n.fold !== undefined).map((n) => n.fold?.open)).toEqual([true, true]);
});

test('the message that caused a bounce unfolds from its card as well', () => {
  const parts = familyParts(told(BOUNCE), family(MIXED.id));
  const layout = layoutFamily(parts, { language: 'ja' });
  expect(layout.unfolded.map((u) => u.heading.text)).toEqual([
    '元のメッセージ k9LE1v98001811 · 2006-10-21 23:01:58',
  ]);
  expect(faults(layout)).toEqual([]);
});

test('more notices than can be drawn are counted', () => {
  const children = Array.from({ length: 9 }, (_, i) => `user100/k9LE1v9800190${String(i)}`);
  const layout = layoutFamily(familyParts(told(message({ children })), family()), { language: 'en' });
  expect(layout.notes.map((n) => n.text)).toEqual(['3 more messages not drawn']);
});

test('only what stands in the picture is asked for: relatives, and theirs where they are unfolded', async () => {
  const asked: string[] = [];
  const lookUp = (id: string): Promise<Told | undefined> => {
    asked.push(id);
    return Promise.resolve(all.get(id));
  };
  await tellFamily(told(MIXED), () => false, lookUp);
  expect(asked).toEqual([BOUNCE.id]);
  await tellFamily(told(MIXED), () => true, lookUp);
  expect(asked.slice(1)).toEqual([BOUNCE.id, NOTICE.id]);
});

test.each(['seed.log', 'real/default.log', 'real/checks.log', 'real/verbose.log'])(
  '%s: with everything unfolded nothing overlaps and nothing leaves the picture',
  (name) => {
    const { messages, records } = correlate(fixture(name));
    const known = new Map(
      messages.map((m) => [m.id, { message: m, records: m.records.flatMap((r) => records[r] ?? []) }]),
    );
    const open = new Set(known.keys());
    const wanted = [...known.values()].filter(
      (t) => t.message.children.length + t.message.parents.length > 0,
    );
    const found = wanted.flatMap((t) =>
      [480, 900, 1600].flatMap((width) =>
        (['en', 'ja'] as const).flatMap((language) =>
          faults(layoutFamily(familyParts(t, { told: known, open }), { language, width })).map(
            (fault) => `${t.message.id} ${language} ${String(width)}: ${fault}`,
          ),
        ),
      ),
    );
    expect(found).toEqual([]);
  },
);

function faults(layout: DiagramLayout): readonly string[] {
  const around = [
    ...layout.legend.map((l) => l.text),
    ...layout.returns.map((r) => r.text),
    ...layout.unfolded.map((u) => u.heading),
    ...layout.notes,
    ...layout.heading,
  ].map(textBox);
  const boxes = [...layout.nodes.map((n) => n.box), ...layout.edges.map((e) => e.box), ...around];
  const frame = { x: 0, y: 0, width: layout.width, height: layout.height };
  const meet = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => overlaps(a, b)));
  const folds = layout.nodes.filter((n) => n.fold !== undefined && !inside(n.fold.box, n.box));
  return [
    ...meet.map((b) => `meets ${JSON.stringify(b)}`),
    ...boxes.filter((b) => !inside(b, frame)).map((b) => `out ${JSON.stringify(b)}`),
    ...folds.map((n) => `button outside its card ${n.id}`),
  ];
}

function inside(a: Box, b: Box): boolean {
  return (
    a.x >= b.x - 0.5 &&
    a.y >= b.y - 0.5 &&
    a.x + a.width <= b.x + b.width + 0.5 &&
    a.y + a.height <= b.y + b.height + 0.5
  );
}
