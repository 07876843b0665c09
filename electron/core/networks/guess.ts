/** A first guess at the reader's network from what the log shows: for confirmation, never used unasked. */
import type { Milliseconds } from '#core/base/units.ts';
import type { Message, Peer } from '#core/correlate/message.ts';
import { isLocalhost, isLoopback, Networks } from '#core/correlate/networks.ts';
import { NO_NETWORK, type NetworkFacts, type OutsideAddress } from './network-facts.ts';

/** Fewer deliveries than these tell nothing about a smart host. */
const FEWEST_DELIVERIES = 5;
const FEWEST_DOMAINS = 3;
const MOST_HOSTS = 50;

export function guessNetwork(messages: readonly Message[]): NetworkFacts {
  const networks = new Networks();
  const names = namesOf(messages);
  const inside = peersOf(messages).filter((p) => networks.isInternal(p) && !isLoopback(p) && !isLocalhost(p));
  const router = inside.map((p) => p.address ?? '').find((a) => /^\d+\.\d+\.\d+\.(?:1|254)$/.test(a));
  const smartHost = smartHostOf(messages, networks);
  return {
    ...NO_NETWORK,
    internal: unique(inside.flatMap((p) => p.name ?? [])).slice(0, MOST_HOSTS),
    server: { names, outside: outsideOf(messages, names, networks) },
    ...(router === undefined ? {} : { router: { address: router } }),
    ...(smartHost === undefined ? {} : { smartHost }),
  };
}

/** The hosts that wrote the log, the busiest first. */
function namesOf(messages: readonly Message[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { host } of messages) if (host !== '') counts.set(host, (counts.get(host) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([name]) => name)
    .slice(0, MOST_HOSTS);
}

function peersOf(messages: readonly Message[]): readonly Peer[] {
  return messages.flatMap(({ client, recipients }) =>
    [client, ...recipients.map(({ relay }) => relay)].filter((peer) => peer !== undefined),
  );
}

/** A public address that came under this server's own name was this server's while it was seen. */
function outsideOf(
  messages: readonly Message[],
  names: readonly string[],
  networks: Networks,
): readonly OutsideAddress[] {
  const own = new Set(names.map((name) => name.toLowerCase()));
  const seen = new Map<string, { first: Milliseconds; last: Milliseconds; zone: number }>();
  for (const { client, arrived, zone = 0 } of messages) {
    if (client?.name === undefined || client.address === undefined || arrived === undefined) continue;
    if (client.forged === true || !own.has(client.name.toLowerCase())) continue;
    if (networks.isInternal({ address: client.address })) continue;
    const known = seen.get(client.address) ?? { first: arrived, last: arrived, zone };
    seen.set(client.address, {
      first: Math.min(known.first, arrived),
      last: Math.max(known.last, arrived),
      zone,
    });
  }
  return [...seen].map(([address, { first, last, zone }]) => ({
    address,
    from: dayOf(first, zone),
    to: dayOf(last, zone),
  }));
}

/** One relay outside takes nearly all mail, though it is for several domains. */
function smartHostOf(messages: readonly Message[], networks: Networks): string | undefined {
  const counts = new Map<string, Set<string>>();
  const took = new Map<string, number>();
  let all = 0;
  for (const { to, relay } of messages.flatMap(({ recipients }) => recipients)) {
    const name = relay?.name ?? relay?.address;
    if (relay === undefined || name === undefined || networks.isInternal(relay)) continue;
    all++;
    took.set(name, (took.get(name) ?? 0) + 1);
    const domains = counts.get(name) ?? new Set<string>();
    counts.set(name, domains.add(to.slice(to.lastIndexOf('@') + 1).toLowerCase()));
  }
  if (all < FEWEST_DELIVERIES) return undefined;
  return [...took].find(
    ([name, n]) => n >= all * 0.9 && (counts.get(name)?.size ?? 0) >= FEWEST_DOMAINS,
  )?.[0];
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}

function dayOf(time: Milliseconds, zone: number): string {
  return new Date(time + zone * 60_000).toISOString().slice(0, 10);
}
