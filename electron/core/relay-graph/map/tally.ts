/** Adds messages up, one after the other, without keeping them: the caller may pause between any two. */
import type { Message } from '#core/correlate/message.ts';
import type { Networks } from '#core/correlate/networks.ts';
import { crossingsOf, type Crossing } from './crossings.ts';
import {
  bothNoted,
  NO_FLOW,
  type Flow,
  type MapPeer,
  type MapTally,
  type Term,
  type TimeRange,
  type Way,
} from './map-model.ts';
import { siteOf } from './sites.ts';
import { TimeCount } from './time-count.ts';

/** Different terms kept of one place; with more of them a filter would be too long to be read. */
const MOST_TERMS = 12;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Link {
  readonly server: number;
  readonly received: Mutable<Flow>;
  readonly sent: Mutable<Flow>;
  noted?: Readonly<Record<Way, readonly string[]>>;
}

interface Open {
  readonly first: Crossing;
  /** Few: one a server that wrote the log. */
  readonly links: Link[];
  readonly terms: Readonly<Record<Way, Term[]>>;
  /** A message of it has no term, so that no filter would find them all. */
  untold: boolean;
}

export class Tally {
  readonly #networks: Networks;
  readonly #range: TimeRange | undefined;
  readonly #servers = new Map<string, { readonly at: number; messages: number }>();
  readonly #peers = new Map<string, Open>();
  readonly #time = new TimeCount();
  #messages = 0;
  #deliveries = 0;
  #bytes = 0;

  constructor(networks: Networks, range?: TimeRange) {
    this.#networks = networks;
    this.#range = range;
  }

  add(message: Message): void {
    const crossings = crossingsOf(message, this.#networks);
    const time = message.arrived ?? message.finished;
    const local = time === undefined ? undefined : time + (message.zone ?? 0) * 60_000;
    if (local !== undefined)
      this.#time.add(
        local,
        crossings.some(({ failed }) => failed),
      );
    if (!this.#isWanted(local)) return;
    this.#messages++;
    this.#bytes += message.size ?? 0;
    const server = this.#server(message.host);
    const noted = message.annotated?.keys;
    for (const crossing of crossings) {
      const link = this.#cross(crossing, server, message.size ?? 0);
      if (noted !== undefined && noted.length > 0) note(link, crossing.way, noted);
    }
  }

  result(): MapTally {
    const servers = [...this.#servers].map(([name, { messages }], at) => ({ name, messages, at }));
    servers.sort((a, b) => b.messages - a.messages);
    const rank = new Map(servers.map(({ at }, i) => [at, i]));
    const time = this.#time.bars();
    return {
      servers: servers.map(({ name, messages }) => ({ name, messages })),
      peers: [...this.#peers].map(([id, open]) => peerOf(id, open, rank)),
      messages: this.#messages,
      deliveries: this.#deliveries,
      bytes: this.#bytes,
      ...(time === undefined ? {} : { time }),
    };
  }

  #isWanted(local: number | undefined): boolean {
    const range = this.#range;
    return range === undefined || (local !== undefined && local >= range.from && local < range.until);
  }

  #server(host: string): number {
    const known = this.#servers.get(host) ?? { at: this.#servers.size, messages: 0 };
    known.messages++;
    this.#servers.set(host, known);
    return known.at;
  }

  #cross(crossing: Crossing, server: number, bytes: number): Link {
    const open = this.#peers.get(crossing.id) ?? {
      first: crossing,
      links: [],
      terms: { received: [], sent: [] },
      untold: false,
    };
    if (open.first === crossing) this.#peers.set(crossing.id, open);
    let link = open.links.find((known) => known.server === server);
    if (link === undefined) {
      link = { server, received: { ...NO_FLOW }, sent: { ...NO_FLOW } };
      open.links.push(link);
    }
    flow(link[crossing.way], crossing, bytes);
    if (crossing.way === 'sent') this.#deliveries++;
    if (crossing.term === undefined) open.untold = true;
    else addTerm(open.terms[crossing.way], crossing.term);
    return link;
  }
}

function note(link: Link, way: Way, keys: readonly string[]): void {
  const known = link.noted ?? { received: [], sent: [] };
  link.noted = { ...known, [way]: bothNoted(known[way], keys) };
}

/** Each once, in whatever case it was logged. */
function addTerm(terms: Term[], term: Term): void {
  if (terms.length > MOST_TERMS || terms.some((known) => isSame(known, term))) return;
  terms.push(term);
}

function isSame(a: Term, b: Term): boolean {
  return (
    a.field === b.field &&
    a.how === b.how &&
    (a.value === b.value || a.value.toLowerCase() === b.value.toLowerCase())
  );
}

function flow(into: Mutable<Flow>, { failed, delay }: Crossing, bytes: number): void {
  into.messages++;
  into.bytes += bytes;
  if (failed) into.failed++;
  if (delay === undefined || !Number.isFinite(delay)) return;
  into.delay += delay;
  into.timed++;
}

function peerOf(id: string, open: Open, rank: ReadonlyMap<number, number>): MapPeer {
  const { kind, network, name, address } = open.first;
  return {
    id,
    kind,
    network,
    ...(name === undefined ? {} : { name }),
    ...(address === undefined ? {} : { address }),
    site: siteOf(name, address),
    links: open.links.map((link) => ({ ...link, server: rank.get(link.server) ?? 0 })),
    terms: { received: termsOf(open, 'received'), sent: termsOf(open, 'sent') },
  };
}

function termsOf({ terms, untold }: Open, way: Way): readonly Term[] {
  return untold || terms[way].length > MOST_TERMS ? [] : terms[way];
}
