/** What stands in a card of the map: a name, how much crossed, and how well. Positions are those of the picture. */
import { formatBytes, formatCount, formatDuration } from '#core/explain/format.ts';
import { hostFacts } from '#core/networks/network-facts.ts';
import type { Box, Text } from '../diagram-layout.ts';
import { diagramLabels } from '../labels.ts';
import { TYPE } from '../metrics.ts';
import { drawable, type Measure } from '../text.ts';
import { textAt } from '../time-picture.ts';
import type { Entry } from './choose.ts';
import { peerFilter, siteFilter } from './map-filter.ts';
import { total, WAYS, type Flow, type Way } from './map-model.ts';
import type { Level, MapButton, MapNode, MapOptions, Shade, Weight } from './map-picture.ts';
import { mapWords } from './map-words.ts';

export const CARD = { height: 44, padding: 10, icon: 18, gap: 8 } as const;

/** Shares and seconds from which on an edge is drawn as partly or badly served. */
const BOUNDS: Readonly<Record<Shade, readonly [some: number, much: number]>> = {
  failures: [Number.MIN_VALUE, 0.2],
  delay: [60, 3600],
};

export function levelOf(flow: Flow, shade: Shade): Level {
  const [some, much] = BOUNDS[shade];
  const value = shadeValue(flow, shade);
  if (value === undefined || value < some) return 0;
  return value < much ? 1 : 2;
}

function shadeValue({ messages, failed, delay, timed }: Flow, shade: Shade): number | undefined {
  if (shade === 'failures') return messages === 0 ? undefined : failed / messages;
  return timed === 0 ? undefined : delay / timed;
}

/** `3 %`, `4 min`; empty where nothing failed or no delay is known. */
function shadeText(flow: Flow, { shade, language }: MapOptions): string {
  const value = shadeValue(flow, shade);
  if (value === undefined || (shade === 'failures' && value === 0)) return '';
  return shade === 'failures' ? percent(value) : formatDuration(Math.round(value), language);
}

function percent(share: number): string {
  return share < 0.01 ? '<1 %' : `${Math.round(share * 100)} %`;
}

export function amountText(flow: Flow, weight: Weight, { language }: MapOptions): string {
  return weight === 'bytes' ? formatBytes(flow.bytes, language) : formatCount(flow.messages, language);
}

export function flowOf(entry: Pick<Entry, 'links'>, way: Way): Flow {
  return total(entry.links.map((link) => link[way]));
}

function waysOf(entry: Entry): readonly Way[] {
  return WAYS.filter((way) => flowOf(entry, way).messages > 0);
}

/** `120 received · 4 sent` in what the breadth of edges says. */
function amountsText(entry: Entry, options: MapOptions): string {
  const words = mapWords(options.language);
  return waysOf(entry)
    .map((way) => words.ways[way](amountText(flowOf(entry, way), options.weight, options)))
    .join(' · ');
}

export function entryName(
  entry: Entry,
  options: MapOptions,
): { readonly text: string; readonly full?: string } {
  const { language, network } = options;
  const words = mapWords(language);
  const [first] = entry.peers;
  if (entry.form === 'rest' || first === undefined)
    return { text: words.rest(formatCount(entry.peers.length, language)) };
  if (entry.form === 'site') return { text: drawable(first.site) };
  const { name, address, kind } = first;
  const logged = name ?? (address === undefined ? undefined : `[${address}]`);
  const plain =
    kind === 'server' ? (logged ?? words.nobody) : (logged ?? diagramLabels(language).kinds[kind]);
  const known = network === undefined ? undefined : hostFacts(network, peerOf(name, address));
  if (known?.label === undefined || known.label === '') return { text: drawable(plain) };
  return { text: drawable(known.label), full: `${known.label} (${drawable(plain)})` };
}

function peerOf(name: string | undefined, address: string | undefined) {
  return { ...(name === undefined ? {} : { name }), ...(address === undefined ? {} : { address }) };
}

export function entryWords(entry: Entry, options: MapOptions): string {
  const { text, full } = entryName(entry, options);
  const { join, hosts } = mapWords(options.language);
  const many = entry.form === 'site' ? [hosts(formatCount(entry.peers.length, options.language))] : [];
  return [full ?? text, ...many, ...waysOf(entry).map((way) => flowWords(entry, way, options))].join(join);
}

/** `120 received, 3 % failed or waiting, 4 s on average`. */
export function flowWords(entry: Pick<Entry, 'links'>, way: Way, options: MapOptions): string {
  const { language } = options;
  const words = mapWords(language);
  const flow = flowOf(entry, way);
  const parts = [
    words.ways[way](words.messages(formatCount(flow.messages, language))),
    formatBytes(flow.bytes, language),
    flow.failed === 0 ? '' : words.failed(percent(flow.failed / flow.messages)),
    flow.timed === 0 ? '' : words.delay(formatDuration(Math.round(flow.delay / flow.timed), language)),
  ];
  return parts.filter((part) => part !== '').join(words.join);
}

export function entryFilter(entry: Entry, ways: readonly Way[] = WAYS): string | undefined {
  const [first] = entry.peers;
  if (first === undefined || entry.form === 'rest') return undefined;
  return entry.form === 'site' ? siteFilter(first.site, ways) : peerFilter(first, ways);
}

export function cardOf(entry: Entry, box: Box, options: MapOptions, measure: Measure): MapNode {
  const flow = total(WAYS.map((way) => flowOf(entry, way)));
  const level = levelOf(flow, options.shade);
  const left = box.x + CARD.padding + CARD.icon + CARD.gap;
  const right = box.x + box.width - CARD.padding;
  const button = buttonOf(entry, { ...box, x: right + CARD.padding - 4 }, options, measure);
  const end = button === undefined ? right : button.box.x - CARD.gap;
  const share = shareText(flow, level, { x: end, y: box.y + 18 }, options, measure);
  const nameRoom = (share === undefined ? end : share.x - CARD.gap) - left;
  const { text, full } = entryName(entry, options);
  const name = textAt(
    text,
    { x: left, y: box.y + 18, width: nameRoom },
    { size: TYPE.body, tone: 'text', bold: true, cut: 'middle' },
    measure,
  );
  const amounts = textAt(
    amountsText(entry, options),
    { x: left, y: box.y + 34, width: end - left },
    { size: TYPE.small, tone: 'muted' },
    measure,
  );
  const filter = entryFilter(entry);
  return {
    id: entry.id,
    kind: entry.form === 'peer' ? (entry.peers[0]?.kind ?? 'server') : 'more-servers',
    network: entry.network,
    box,
    icon: { x: box.x + CARD.padding, y: box.y + (CARD.height - CARD.icon) / 2 },
    texts: [full === undefined ? name : { ...name, full }, ...(share === undefined ? [] : [share]), amounts],
    level,
    hosts: hostsOf(entry),
    words: entryWords(entry, options),
    ...(filter === undefined ? {} : { filter }),
    ...(button === undefined ? {} : { button }),
  };
}

const MOST_HOSTS = 12;

/** What is no host, such as a mailbox, is noted nowhere. */
export function hostsOf({ peers }: Entry): readonly string[] {
  return peers.slice(0, MOST_HOSTS).flatMap(({ kind, name, address }) => {
    const known = kind === 'host' || kind === 'server' ? (name ?? address) : undefined;
    return known === undefined ? [] : [known];
  });
}

const LEVEL_STATUS = ['sent', 'deferred', 'bounced'] as const;

/** Right-aligned before `end`. */
function shareText(
  flow: Flow,
  level: Level,
  end: { readonly x: number; readonly y: number },
  options: MapOptions,
  measure: Measure,
): Text | undefined {
  const words = shadeText(flow, options);
  if (words === '') return undefined;
  const style = { size: TYPE.small, tone: 'status', bold: true } as const;
  const text = textAt(words, { ...end, width: 90 }, style, measure);
  return { ...text, x: end.x - text.width, status: LEVEL_STATUS[level] };
}

/** At the right end of the card: what is behind it, and a click shows more of that. `room.x` is the right edge. */
function buttonOf(entry: Entry, room: Box, options: MapOptions, measure: Measure): MapButton | undefined {
  if (entry.opening === undefined) return undefined;
  const words = mapWords(options.language);
  const label = entry.form === 'site' ? words.hosts(formatCount(entry.peers.length, options.language)) : '';
  const text = textAt(
    `${label}${label === '' ? '' : ' '}▸`,
    { x: 0, y: room.y + CARD.height / 2 + 4, width: 110 },
    { size: TYPE.small, tone: 'muted' },
    measure,
  );
  const width = Math.max(28, Math.ceil(text.width) + 14);
  const box = { x: room.x - width, y: room.y + 8, width, height: CARD.height - 16 };
  return {
    ...entry.opening,
    box,
    text: { ...text, x: box.x + (width - text.width) / 2 },
    words: words.open(entryName(entry, options).text),
  };
}
