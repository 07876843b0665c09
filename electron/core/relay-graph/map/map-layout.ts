/**
 * Positions for the map: cards of internal hosts and of this server's own places left, the servers that wrote the log in
 * the middle, peers right, the busiest at the top of each. Cards stand below each other, so none can meet another, and
 * what is in sight of a very long map is found by its height alone.
 */
import { hostKey } from '#core/annotations/annotation.ts';
import type { Box, RegionLayout, Text } from '../diagram-layout.ts';
import { formatBytes, formatCount } from '#core/explain/format.ts';
import type { Network } from '../graph.ts';
import { diagramLabels } from '../labels.ts';
import { GROUP, REGION, TYPE } from '../metrics.ts';
import { drawable, type Measure } from '../text.ts';
import { textWidth } from '../text-width.ts';
import { rounded, textAt } from '../time-picture.ts';
import { chosenRuns, type Entry, type Run } from './choose.ts';
import { CARD, cardOf, hostsOf } from './map-card.ts';
import {
  edgeOf,
  placedStrands,
  slotsHeight,
  strandsOf,
  type PlacedStrand,
  type Strand,
} from './map-edges.ts';
import type { MapTally } from './map-model.ts';
import type { MapFrame, MapLegend, MapNode, MapOptions, MapPart, MapPicture } from './map-picture.ts';
import { mapWords } from './map-words.ts';
import { serverCards } from './server-cards.ts';

const SIZE = {
  gap: 8,
  card: 264,
  narrow: 176,
  server: 176,
  shortest: 76,
  way: 116,
  widest: 300,
  heading: 68,
} as const;
/** The highest the servers stand below the top, so that a long map begins with them in sight. */
const DEPTH = 300;

export function layoutMap(tally: MapTally, options: MapOptions): MapPicture {
  return placeMap(tally, options)(options);
}

/** Makes one part of a map after the other: where everything stands is worked out once. */
export type PlacedMap = (part: MapPart) => MapPicture;

export function placeMap(tally: MapTally, options: MapOptions): PlacedMap {
  const placement = new Placement(tally, options);
  return (part) => placement.picture(part);
}

interface Side {
  readonly x: number;
  readonly blocks: readonly { readonly network: Network; readonly runs: readonly Run[] }[];
  readonly entries: readonly Entry[];
}

function isNoted(entry: Entry, hosts: ReadonlySet<string>): boolean {
  if (entry.links.some(({ noted }) => noted !== undefined)) return true;
  return hosts.size > 0 && hostsOf(entry).some((host) => hosts.has(hostKey(host)));
}

class Placement {
  readonly #tally: MapTally;
  readonly #options: MapOptions;
  readonly #measure: Measure;
  readonly #boxes = new Map<string, Box>();
  readonly #regions: RegionLayout[] = [];
  readonly #frames: MapFrame[] = [];
  readonly #card: number;
  readonly #way: number;
  readonly #top: number;
  readonly #entries: readonly Entry[];
  readonly #strands: readonly PlacedStrand[];
  readonly #cards: readonly MapNode[];
  readonly #bottom: number;

  constructor(tally: MapTally, options: MapOptions) {
    this.#tally = tally;
    this.#options = options;
    this.#measure = options.measure ?? textWidth;
    const fixed = 2 * REGION.margin + 6 * REGION.padding + SIZE.server;
    const half = (options.width - fixed) / 2;
    this.#card = Math.floor(Math.min(SIZE.card, Math.max(SIZE.narrow, half - SIZE.way)));
    this.#way = Math.floor(Math.min(SIZE.widest, Math.max(SIZE.shortest, half - this.#card)));
    this.#top = REGION.margin + (options.heading === true ? SIZE.heading : 0);

    const left = this.#side(REGION.margin + REGION.padding, ['lan', 'server']);
    const serverX = this.#serverX();
    const right = this.#side(serverX + SIZE.server + 2 * REGION.padding + this.#way, ['internet']);
    const servers = serverCards(this.#tally, this.#options, this.#measure);
    const strands = strandsOf([left.entries, right.entries], servers.length, this.#options);
    const heights = servers.map(({ height }, at) =>
      Math.max(height, ...strands.map((list) => this.#slots(list, at))),
    );
    const stack = heights.reduce((sum, h) => sum + h, 0) + (heights.length - 1) * REGION.gap;
    const inner = this.#top + REGION.heading;
    const own = [left, right].map((side) => this.#heightOf(side));
    const middle = inner + Math.max(stack / 2, Math.min(DEPTH, Math.max(...own) / 2));
    const bottoms = [left, right].map((side, i) =>
      this.#place(side, Math.max(this.#top, middle - REGION.heading - (own[i] ?? 0) / 2), i === 1),
    );
    const cards = this.#servers(servers, heights, serverX, middle - stack / 2);
    const bottom = Math.max(middle + stack / 2 + REGION.padding, ...bottoms);
    if (cards.length > 0) this.#region('server', serverX, SIZE.server, inner - REGION.heading, bottom);
    const ends = { cards: this.#boxes, servers: cards.map(({ box }) => box) };
    this.#strands = [
      ...placedStrands(strands[0] ?? [], { ...ends, left: true }),
      ...placedStrands(strands[1] ?? [], { ...ends, left: false }),
    ];
    this.#entries = [...left.entries, ...right.entries];
    this.#cards = cards;
    this.#bottom = bottom;
  }

  picture(part: MapPart): MapPicture {
    const { language } = this.#options;
    const words = mapWords(language);
    const made = this.#made(part);
    const shown = new Set(made);
    const width = 2 * REGION.margin + 6 * REGION.padding + SIZE.server + 2 * (this.#card + this.#way);
    const router = this.#router(this.#bottom);
    return {
      language,
      width,
      height: Math.ceil(this.#bottom + REGION.margin),
      title: words.title(formatCount(this.#tally.messages, language)),
      heading: this.#heading(width),
      legend: this.#legend(),
      regions: this.#regions,
      frames: this.#frames,
      servers: this.#cards,
      nodes: made.map((entry) => cardOf(entry, this.#box(entry.id), this.#options, this.#measure)),
      edges: this.#strands.filter(({ entry }) => shown.has(entry)).map((s) => edgeOf(s, this.#options)),
      notes: this.#tally.messages === 0 ? [this.#note(words.nothing, width)] : [],
      ...(router === undefined ? {} : { router }),
      ...(part.sight === undefined || made.length === this.#entries.length ? {} : { covers: part.sight }),
    };
  }

  /** A note stands in the picture wherever it is, so what it is about is there too. */
  #made({ sight, notedHosts = [] }: MapPart): readonly Entry[] {
    if (sight === undefined) return this.#entries;
    const keys = new Set(notedHosts);
    return this.#entries.filter((entry) => {
      const { y, height } = this.#box(entry.id);
      return (y < sight.until && y + height > sight.from) || isNoted(entry, keys);
    });
  }

  #box(id: string): Box {
    const box = this.#boxes.get(id);
    if (box === undefined) throw new Error(`Broken assumption: ${id} has no place`);
    return box;
  }

  #serverX(): number {
    return REGION.margin + 3 * REGION.padding + this.#card + this.#way;
  }

  #slots(strands: readonly Strand[], server: number): number {
    return Math.min(560, slotsHeight(strands.filter((s) => s.server === server)) + 20);
  }

  #side(x: number, networks: readonly Network[]): Side {
    const blocks = networks
      .map((network) => ({ network, runs: chosenRuns(this.#tally, network, this.#options) }))
      .filter(({ runs }) => runs.length > 0);
    return { x, blocks, entries: blocks.flatMap(({ runs }) => runs.flatMap((run) => run.entries)) };
  }

  /** Without the first heading and the last padding: from the top of its first card to the bottom of its last. */
  #heightOf({ blocks }: Side): number {
    const runs = blocks.flatMap((block) => block.runs);
    const cards = runs.flatMap((run) => run.entries).length * (CARD.height + SIZE.gap);
    const frames = runs.filter((run) => run.site !== undefined).length * (GROUP.heading + GROUP.padding);
    const between = Math.max(0, blocks.length - 1) * (REGION.heading + REGION.gap + REGION.padding);
    return cards + frames + between;
  }

  /** Answers where it ends. The side that may be very long always begins at the top. */
  #place({ x, blocks }: Side, from: number, long: boolean): number {
    let y = long ? this.#top : from;
    for (const { network, runs } of blocks) {
      const top = y;
      y += REGION.heading;
      for (const run of runs) y = this.#run(run, x, y);
      y += REGION.padding - SIZE.gap;
      this.#region(network, x, this.#card, top, y);
      y += REGION.gap;
    }
    return y - (blocks.length === 0 ? 0 : REGION.gap);
  }

  #run({ site, closing, entries }: Run, x: number, from: number): number {
    const framed = site !== undefined && closing !== undefined;
    let y = from + (framed ? GROUP.heading : 0);
    for (const entry of entries) {
      const inset = framed ? GROUP.padding : 0;
      this.#boxes.set(entry.id, { x: x + inset, y, width: this.#card - 2 * inset, height: CARD.height });
      y += CARD.height + SIZE.gap;
    }
    if (!framed) return y;
    const bottom = y - SIZE.gap + GROUP.padding;
    this.#frames.push(
      this.#frame(site, closing.key, { x, y: from, width: this.#card, height: bottom - from }),
    );
    return bottom + SIZE.gap;
  }

  #frame(site: string, key: string, box: Box): MapFrame {
    const button = { x: box.x + box.width - 32, y: box.y + 2, width: 28, height: 20 };
    const small = { size: TYPE.small, tone: 'muted' } as const;
    const place = { x: box.x + 10, y: box.y + 16, width: box.width - 50 };
    const sign = textAt('▾', { x: button.x + 10, y: box.y + 16, width: 20 }, small, this.#measure);
    return {
      id: key,
      box,
      heading: textAt(site, place, { ...small, bold: true, cut: 'middle' }, this.#measure),
      button: {
        key,
        count: 0,
        box: button,
        text: sign,
        words: mapWords(this.#options.language).close(drawable(site)),
      },
    };
  }

  #servers(
    cards: ReturnType<typeof serverCards>,
    heights: readonly number[],
    x: number,
    top: number,
  ): readonly MapNode[] {
    let y = top;
    return cards.map((card, i) => {
      const box = { x, y, width: SIZE.server, height: heights[i] ?? card.height };
      y += box.height + REGION.gap;
      return card.at(box);
    });
  }

  #region(network: Network, x: number, width: number, top: number, bottom: number): void {
    const { language } = this.#options;
    const isOwn = network === 'server' && x < this.#serverX();
    const box = {
      x: x - REGION.padding,
      y: top,
      width: width + 2 * REGION.padding,
      height: Math.ceil(bottom - top),
    };
    const text = isOwn ? mapWords(language).here : diagramLabels(language).regions[network];
    const style = { size: TYPE.body, tone: 'muted', bold: true } as const;
    const heading = textAt(text, { x: box.x + 34, y: top + 22, width: box.width - 48 }, style, this.#measure);
    const icon = { x: box.x + 14, y: top + 10 };
    this.#regions.push({ id: isOwn ? 'here' : network, network, box, heading, icon });
  }

  /** Between this server and the Internet, where the reader says that something stands there. */
  #router(bottom: number): MapPicture['router'] {
    const facts = this.#options.network?.router;
    if (facts === undefined) return undefined;
    const words = mapWords(this.#options.language);
    const name = facts.name ?? facts.address ?? words.router;
    const x = this.#serverX() + SIZE.server + REGION.padding + this.#way / 2;
    const style = { size: TYPE.small, tone: 'muted', anchor: 'middle', cut: 'middle' } as const;
    const text = textAt(name, { x, y: this.#top + 12, width: this.#way - 12 }, style, this.#measure);
    return { path: `M${rounded(x)} ${rounded(this.#top + 20)}V${rounded(bottom)}`, text };
  }

  #heading(width: number): readonly Text[] {
    if (this.#options.heading !== true) return [];
    const { language } = this.#options;
    const { messages, deliveries, bytes } = this.#tally;
    const words = mapWords(language);
    const counts = words.counted(
      formatCount(messages, language),
      formatCount(deliveries, language),
      formatBytes(bytes, language),
    );
    const room = { x: REGION.margin + 4, width: width - 2 * REGION.margin - 8 };
    const large = { size: TYPE.heading, tone: 'text', bold: true } as const;
    return [
      textAt(
        words.title(formatCount(messages, language)),
        { ...room, y: REGION.margin + 16 },
        large,
        this.#measure,
      ),
      textAt(counts, { ...room, y: REGION.margin + 36 }, { size: TYPE.body, tone: 'muted' }, this.#measure),
    ];
  }

  #legend(): readonly MapLegend[] {
    if (this.#options.heading !== true) return [];
    const names = mapWords(this.#options.language).legend[this.#options.shade];
    let x: number = REGION.margin + 4;
    return ([0, 1, 2] as const).map((level) => {
      const y = REGION.margin + 56;
      const style = { size: TYPE.small, tone: 'muted' } as const;
      const text = textAt(names[level], { x: x + 34, y, width: 220 }, style, this.#measure);
      const from = { x, y: y - 4 };
      x += 34 + text.width + 20;
      return { level, from, text };
    });
  }

  #note(text: string, width: number): Text {
    const place = { x: width / 2, y: this.#top + REGION.heading + 12, width: width - 2 * REGION.margin };
    return textAt(text, place, { size: TYPE.body, tone: 'muted', anchor: 'middle' }, this.#measure);
  }
}
