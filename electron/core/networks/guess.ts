/** A first guess at the reader's network from what the log shows: for confirmation, never used unasked. */
import type { Milliseconds } from '#core/base/units.ts';
import type { Message, Peer } from '#core/correlate/message.ts';
import { isLocalhost, isLoopback, Networks } from '#core/correlate/networks.ts';
import { NO_NETWORK, type NetworkFacts, type OutsideAddress } from './network-facts.ts';

/** Fewer deliveries than these tell nothing about a smart host. */
const FEWEST_DELIVERIES = 5;
const FEWEST_DOMAINS = 3;
const MOST_HOSTS = 50;

/** Messages are looked at once, one after the other: a log has more of them than are kept as objects. */
export function guessNetwork(messages: Iterable<Message>): NetworkFacts {
  const seen = new Seen();
  for (const message of messages) seen.add(message);
  const { names, router, smartHost } = seen;
  return {
    ...NO_NETWORK,
    internal: [...seen.inside].slice(0, MOST_HOSTS),
    server: { names, outside: seen.outsideOf(names) },
    ...(router === undefined ? {} : { router: { address: router } }),
    ...(smartHost === undefined ? {} : { smartHost }),
  };
}

interface Stay {
  readonly name: string;
  readonly address: string;
  first: Milliseconds;
  last: Milliseconds;
  readonly zone: number;
}

class Seen {
  /** Names of hosts inside. */
  readonly inside = new Set<string>();
  router: string | undefined;
  readonly #networks = new Networks();
  readonly #hosts = new Map<string, number>();
  readonly #clients = new Map<string, Stay>();
  readonly #domains = new Map<string, Set<string>>();
  readonly #took = new Map<string, number>();
  #deliveries = 0;

  add(message: Message): void {
    const { host, client, recipients } = message;
    if (host !== '') this.#hosts.set(host, (this.#hosts.get(host) ?? 0) + 1);
    for (const peer of [client, ...recipients.map(({ relay }) => relay)])
      if (peer !== undefined) this.#place(peer);
    this.#noteClient(message);
    for (const { to, relay } of recipients) if (relay !== undefined) this.#noteDelivery(to, relay);
  }

  /** The hosts that wrote the log, the busiest first. */
  get names(): readonly string[] {
    return [...this.#hosts]
      .sort((a, b) => b[1] - a[1])
      .map(([name]) => name)
      .slice(0, MOST_HOSTS);
  }

  /** A public address that came under this server's own name was this server's while it was seen. */
  outsideOf(names: readonly string[]): readonly OutsideAddress[] {
    const own = new Set(names.map((name) => name.toLowerCase()));
    const stays = new Map<string, Stay>();
    for (const stay of this.#clients.values()) {
      if (!own.has(stay.name)) continue;
      const known = stays.get(stay.address) ?? stay;
      const first = Math.min(known.first, stay.first);
      stays.set(stay.address, { ...known, first, last: Math.max(known.last, stay.last) });
    }
    return [...stays.values()].map(({ address, first, last, zone }) => ({
      address,
      from: dayOf(first, zone),
      to: dayOf(last, zone),
    }));
  }

  /** One relay outside takes nearly all mail, though it is for several domains. */
  get smartHost(): string | undefined {
    if (this.#deliveries < FEWEST_DELIVERIES) return undefined;
    return [...this.#took].find(
      ([name, n]) => n >= this.#deliveries * 0.9 && (this.#domains.get(name)?.size ?? 0) >= FEWEST_DOMAINS,
    )?.[0];
  }

  #place(peer: Peer): void {
    if (!this.#networks.isInternal(peer) || isLoopback(peer) || isLocalhost(peer)) return;
    if (peer.name !== undefined) this.inside.add(peer.name);
    if (/^\d+\.\d+\.\d+\.(?:1|254)$/.test(peer.address ?? '')) this.router ??= peer.address;
  }

  #noteClient({ client, arrived, zone = 0 }: Message): void {
    if (client?.name === undefined || client.address === undefined || arrived === undefined) return;
    if (client.forged === true || this.#networks.isInternal({ address: client.address })) return;
    const name = client.name.toLowerCase();
    const key = `${client.address} ${name}`;
    const known = this.#clients.get(key);
    if (known === undefined) {
      this.#clients.set(key, { name, address: client.address, first: arrived, last: arrived, zone });
      return;
    }
    known.first = Math.min(known.first, arrived);
    known.last = Math.max(known.last, arrived);
  }

  #noteDelivery(to: string, relay: Peer): void {
    const name = relay.name ?? relay.address;
    if (name === undefined || this.#networks.isInternal(relay)) return;
    this.#deliveries++;
    this.#took.set(name, (this.#took.get(name) ?? 0) + 1);
    const domains = this.#domains.get(name) ?? new Set<string>();
    /* Enough are enough: the relay of a whole log would collect all domains there are. */
    if (domains.size < FEWEST_DOMAINS) domains.add(to.slice(to.lastIndexOf('@') + 1).toLowerCase());
    this.#domains.set(name, domains);
  }
}

function dayOf(time: Milliseconds, zone: number): string {
  return new Date(time + zone * 60_000).toISOString().slice(0, 10);
}
