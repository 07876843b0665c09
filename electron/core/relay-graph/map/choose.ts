/**
 * Which cards the map shows: the busiest hosts and domains of each side, the others as one card that opens. Whatever is
 * shown, every message stays in exactly the edges it crossed: cards that stand for many add theirs up.
 */
import type { Network } from '../graph.ts';
import { added, bothNoted, NO_FLOW, type MapLink, type MapPeer, type MapTally } from './map-model.ts';
import type { MapOptions, Weight } from './map-picture.ts';

/** Cards of a side, or of an opened domain, that are shown before anything is opened. */
export const FIRST: Readonly<Record<Network, number>> = { lan: 16, server: 12, internet: 24 };
const FIRST_HOSTS = 12;
/** Each press shows this many times as many. */
const MORE = 4;

export interface Opening {
  readonly key: string;
  readonly count: number;
}

/** A card: one host, a domain as one, or the rest. */
export interface Entry {
  readonly id: string;
  readonly form: 'peer' | 'site' | 'rest';
  readonly network: Network;
  readonly peers: readonly MapPeer[];
  readonly links: readonly MapLink[];
  readonly opening?: Opening;
}

/** Entries in one frame, or one that stands alone. */
export interface Run {
  readonly site?: string;
  readonly closing?: Opening;
  readonly entries: readonly Entry[];
}

interface Site {
  readonly name: string;
  readonly peers: readonly MapPeer[];
  readonly weight: number;
}

export function chosenRuns(
  tally: MapTally,
  network: Network,
  { weight, open }: Pick<MapOptions, 'weight' | 'open'>,
): readonly Run[] {
  const sites = sitesOf(tally, network, weight);
  const key = `rest:${network}`;
  const count = shownOf(sites.length, open[key] ?? FIRST[network]);
  const runs = sites.slice(0, count).map((site) => runOf(site, network, weight, open));
  const rest = sites.slice(count).flatMap((site) => site.peers);
  if (rest.length === 0) return runs;
  const opening = { key, count: count * MORE };
  return [...runs, { entries: [entry(key, 'rest', network, rest, opening)] }];
}

/** Only in the Internet do hosts stand together by domain: those inside are known one by one. */
function sitesOf(tally: MapTally, network: Network, weight: Weight): readonly Site[] {
  const bySite = new Map<string, MapPeer[]>();
  for (const peer of tally.peers) {
    if (peer.network !== network) continue;
    const name = network === 'internet' ? peer.site : peer.id;
    const known = bySite.get(name);
    if (known === undefined) bySite.set(name, [peer]);
    else known.push(peer);
  }
  const sites = [...bySite].map(([name, peers]) => ({ name, peers, weight: weightOf(peers, weight) }));
  return sites.sort((a, b) => b.weight - a.weight || compare(a.name, b.name));
}

function runOf({ name, peers }: Site, network: Network, weight: Weight, open: MapOptions['open']): Run {
  const [only] = peers;
  if (peers.length === 1 && only !== undefined) return { entries: [entry(only.id, 'peer', network, peers)] };
  const key = `site:${name}`;
  const wanted = open[key] ?? 0;
  if (wanted === 0) return { entries: [entry(key, 'site', network, peers, { key, count: FIRST_HOSTS })] };
  const sorted = [...peers].sort(
    (a, b) => weightOf([b], weight) - weightOf([a], weight) || compare(a.id, b.id),
  );
  const count = shownOf(sorted.length, wanted);
  const entries = sorted.slice(0, count).map((peer) => entry(peer.id, 'peer', network, [peer]));
  const rest = sorted.slice(count);
  const more = { key, count: count * MORE };
  return {
    site: name,
    closing: { key, count: 0 },
    entries: rest.length === 0 ? entries : [...entries, entry(`${key}:rest`, 'rest', network, rest, more)],
  };
}

/** A rest of one would take the room of the one. */
function shownOf(all: number, wanted: number): number {
  return all <= wanted + 1 ? all : wanted;
}

function entry(
  id: string,
  form: Entry['form'],
  network: Network,
  peers: readonly MapPeer[],
  opening?: Opening,
): Entry {
  const [only] = peers;
  const links = peers.length === 1 && only !== undefined ? only.links : joinedLinks(peers);
  return { id, form, network, peers, links, ...(opening === undefined ? {} : { opening }) };
}

function joinedLinks(peers: readonly MapPeer[]): readonly MapLink[] {
  const links = new Map<number, MapLink>();
  for (const link of peers.flatMap((peer) => peer.links)) {
    const known = links.get(link.server) ?? { server: link.server, received: NO_FLOW, sent: NO_FLOW };
    links.set(link.server, {
      server: link.server,
      received: added(known.received, link.received),
      sent: added(known.sent, link.sent),
      ...notedOf(known, link),
    });
  }
  return [...links.values()];
}

function notedOf({ noted: a }: MapLink, { noted: b }: MapLink): Pick<MapLink, 'noted'> {
  if (a === undefined && b === undefined) return {};
  return { noted: { received: bothNoted(a?.received, b?.received), sent: bothNoted(a?.sent, b?.sent) } };
}

function weightOf(peers: readonly MapPeer[], weight: Weight): number {
  let sum = 0;
  for (const { links } of peers)
    for (const { received, sent } of links) sum += received[weight] + sent[weight];
  return sum;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
