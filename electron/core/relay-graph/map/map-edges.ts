/** The edges between the cards of the map and its servers: broad by weight, apart from each other at both ends. */
import type { Box, Point } from '../diagram-layout.ts';
import { rounded } from '../time-picture.ts';
import type { Entry } from './choose.ts';
import { entryFilter, entryName, flowWords, levelOf } from './map-card.ts';
import { added, bothNoted, NO_FLOW, WAYS, type Flow, type MapLink, type Way } from './map-model.ts';
import type { MapEdge, MapEdgeNotes, MapOptions } from './map-picture.ts';
import { mapWords } from './map-words.ts';

const BREADTH = { least: 1.5, most: 10 } as const;
const SLOT = 3;

/** An edge before it has a place. */
export interface Strand {
  readonly entry: Entry;
  readonly server: number;
  readonly way: Way;
  readonly flow: Flow;
  readonly breadth: number;
  readonly noted: readonly string[];
}

/** One list for each side; the breadths of all are on one scale. */
export function strandsOf(
  sides: readonly (readonly Entry[])[],
  servers: number,
  { weight }: MapOptions,
): readonly (readonly Strand[])[] {
  const flows = sides.map((entries) => joined(entries.flatMap((entry) => flowsOf(entry, servers))));
  const most = flows
    .flat()
    .reduce((high, { entry, flow }) => (entry.form === 'rest' ? high : Math.max(high, flow[weight])), 1);
  return flows.map((list) =>
    list.map((strand) => {
      const share = Math.sqrt(Math.min(1, strand.flow[weight] / most));
      return { ...strand, breadth: BREADTH.least + (BREADTH.most - BREADTH.least) * share };
    }),
  );
}

function flowsOf(entry: Entry, servers: number): readonly Omit<Strand, 'breadth'>[] {
  return entry.links.flatMap((link) =>
    WAYS.filter((way) => link[way].messages > 0).map((way) => ({
      entry,
      server: Math.min(link.server, servers - 1),
      way,
      flow: link[way],
      noted: link.noted?.[way] ?? [],
    })),
  );
}

/** Servers beyond those drawn are one: their edges to the same card are one too. */
function joined(flows: readonly Omit<Strand, 'breadth'>[]): readonly Omit<Strand, 'breadth'>[] {
  const known = new Map<string, Omit<Strand, 'breadth'>>();
  for (const strand of flows) {
    const key = `${strand.server}>${strand.way}>${strand.entry.id}`;
    const before = known.get(key);
    known.set(key, before === undefined ? strand : both(before, strand));
  }
  return [...known.values()];
}

function both(before: Omit<Strand, 'breadth'>, strand: Omit<Strand, 'breadth'>): Omit<Strand, 'breadth'> {
  const noted = bothNoted(before.noted, strand.noted);
  return { ...strand, flow: added(before.flow, strand.flow), noted };
}

/** Room that strands need along the side of a server's card. */
export function slotsHeight(strands: readonly Strand[]): number {
  return strands.reduce((height, { breadth }) => height + breadth + SLOT, 0);
}

export interface Ends {
  readonly cards: ReadonlyMap<string, Box>;
  readonly servers: readonly Box[];
  /** Cards stand left of the servers. */
  readonly left: boolean;
}

/** With the points at its card and at its server. */
export interface PlacedStrand extends Strand {
  readonly atCard: Point;
  readonly atServer: Point;
}

/** Strands of one side; they come sorted from top to bottom, so that none crosses another of its server. */
export function placedStrands(strands: readonly Strand[], ends: Ends): readonly PlacedStrand[] {
  const cardYs = cardHeights(strands, ends);
  const serverYs = serverHeights(strands, ends);
  return strands.map((strand, i) => {
    const card = boxOf(strand, ends);
    const server = ends.servers[strand.server] ?? card;
    return {
      ...strand,
      atCard: { x: ends.left ? card.x + card.width : card.x, y: cardYs[i] ?? card.y },
      atServer: { x: ends.left ? server.x : server.x + server.width, y: serverYs[i] ?? server.y },
    };
  });
}

export function edgeOf(strand: PlacedStrand, options: MapOptions): MapEdge {
  const { atCard, atServer, noted } = strand;
  const [from, to] = strand.way === 'received' ? [atCard, atServer] : [atServer, atCard];
  const edge = edgeBetween(strand, from, to, options);
  return noted.length === 0 ? edge : { ...edge, noted: notesOf(strand) };
}

function notesOf({ entry, noted, atCard, atServer }: PlacedStrand): MapEdgeNotes {
  const name = entry.form === 'peer' ? (entry.peers[0]?.name ?? entry.peers[0]?.address) : undefined;
  const forth = atServer.x > atCard.x ? 1 : -1;
  return { keys: noted, at: atCard, forth, ...(name === undefined ? {} : { name }) };
}

function boxOf({ entry }: Strand, { cards }: Ends): Box {
  const box = cards.get(entry.id);
  if (box === undefined) throw new Error(`Broken assumption: ${entry.id} has no place`);
  return box;
}

/** All edges of a card leave it close together around its middle. */
function cardHeights(strands: readonly Strand[], ends: Ends): readonly number[] {
  const own = new Map<string, number[]>();
  for (const [i, { entry }] of strands.entries()) own.set(entry.id, [...(own.get(entry.id) ?? []), i]);
  const heights: number[] = [];
  for (const indexes of own.values()) {
    for (const [at, index] of indexes.entries()) {
      const strand = strands[index];
      if (strand === undefined) continue;
      const box = boxOf(strand, ends);
      const step = indexes.length < 2 ? 0 : Math.min(14, (box.height - 14) / (indexes.length - 1));
      heights[index] = box.y + box.height / 2 + (at - (indexes.length - 1) / 2) * step;
    }
  }
  return heights;
}

function serverHeights(strands: readonly Strand[], { servers }: Ends): readonly number[] {
  const heights: number[] = [];
  for (const [number, box] of servers.entries()) {
    const own = strands.filter((s) => s.server === number);
    const room = box.height - 20;
    const scale = Math.min(1, room / Math.max(1, slotsHeight(own)));
    let y = box.y + box.height / 2 - (slotsHeight(own) * scale) / 2;
    for (const [i, strand] of strands.entries()) {
      if (strand.server !== number) continue;
      const slot = (strand.breadth + SLOT) * scale;
      heights[i] = y + slot / 2;
      y += slot;
    }
  }
  return heights;
}

function edgeBetween(
  { entry, way, flow, breadth, server }: Strand,
  from: Point,
  to: Point,
  options: MapOptions,
): MapEdge {
  const forth = to.x > from.x ? 1 : -1;
  const length = Math.max(7, breadth * 1.1 + 3);
  const half = Math.max(3.5, breadth * 0.5 + 2.5);
  const end = to.x - forth * (length - 1);
  const middle = (from.x + end) / 2;
  const curve = [middle, from.y, middle, to.y, end, to.y].map(rounded).join(' ');
  const head = `M${rounded(to.x)} ${rounded(to.y)}l${rounded(-forth * length)} ${rounded(-half)}v${rounded(2 * half)}Z`;
  const filter = entryFilter(entry, [way]);
  const words = mapWords(options.language);
  return {
    id: `${entry.id}>${server}>${way}`,
    node: entry.id,
    way,
    flow,
    path: `M${rounded(from.x)} ${rounded(from.y)}C${curve}`,
    head,
    breadth,
    level: levelOf(flow, options.shade),
    words: [entryName(entry, options).text, flowWords({ links: linksOf(flow, way) }, way, options)].join(
      words.join,
    ),
    ...(filter === undefined ? {} : { filter }),
  };
}

function linksOf(flow: Flow, way: Way): readonly MapLink[] {
  return [{ server: 0, received: NO_FLOW, sent: NO_FLOW, [way]: flow }];
}
