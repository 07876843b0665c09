/**
 * What the reader says about the home: which networks are inside, what this server is called, what stands between it
 * and the Internet. One small JSON object: kept by main, exported and imported as a file, and handed to whatever draws.
 */
import * as v from 'valibot';
import { err, ok, type Result } from '#core/base/result.ts';
import { addressGroups, isNetworkName, Networks } from '#core/correlate/networks.ts';

/** Raised when an older Relayscope could no longer read what is written. */
export const NETWORK_VERSION = 1;
const MOST = 1000;

const text = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most));
const name = v.pipe(text(255), v.minLength(1));
const network = v.pipe(name, v.check(isNetworkName));
const address = v.pipe(
  name,
  v.check((value) => addressGroups(value) !== undefined),
);
/** A day of the calendar, `2026-11-25`. */
const day = v.pipe(v.string(), v.isoDate());

const outsideAddress = v.pipe(
  v.object({
    address,
    from: v.exactOptional(day),
    /** The last day it was this server's. */
    to: v.exactOptional(day),
  }),
  v.check(({ from, to }) => from === undefined || to === undefined || from <= to),
);

const host = v.object({
  /** The name or the address as it stands in the log. */
  host: name,
  label: v.exactOptional(text(60)),
  note: v.exactOptional(text(2000)),
});

const schema = v.object({
  version: v.literal(NETWORK_VERSION),
  /** Addresses, ranges and host or domain names that are inside, beside the private ranges. */
  internal: v.pipe(v.array(network), v.maxLength(MOST)),
  server: v.object({
    names: v.pipe(v.array(name), v.maxLength(MOST)),
    /** A dynamic address is this server's for a time only: afterwards it is a stranger's. */
    outside: v.pipe(v.array(outsideAddress), v.maxLength(MOST)),
  }),
  /** The modem or router between this server and the Internet. */
  router: v.exactOptional(v.object({ name: v.exactOptional(text(60)), address: v.exactOptional(address) })),
  /** The host that all outgoing mail is handed to. */
  smartHost: v.exactOptional(name),
  hosts: v.pipe(v.array(host), v.maxLength(MOST)),
});

type Frozen<T> = T extends readonly (infer I)[]
  ? readonly Frozen<I>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

export const networkSchema = schema;
export type NetworkFacts = Frozen<v.InferOutput<typeof schema>>;
export type OutsideAddress = NetworkFacts['server']['outside'][number];
export type HostFacts = NetworkFacts['hosts'][number];

export const NO_NETWORK: NetworkFacts = {
  version: NETWORK_VERSION,
  internal: [],
  server: { names: [], outside: [] },
  hosts: [],
};

/** The error names the place in the file, such as `server.outside.0.from`; empty when it is no JSON at all. */
export function parseNetwork(json: string): Result<NetworkFacts, { readonly at: string }> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return err({ at: '' });
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return ok(parsed.output);
  return err({ at: v.getDotPath(parsed.issues[0]) ?? 'version' });
}

export function networkJson(facts: NetworkFacts): string {
  return `${JSON.stringify(facts, undefined, 2)}\n`;
}

/** What counts as inside by name or range; the outside addresses need a time and are not in it. */
export function internalOf({ internal, server }: NetworkFacts): readonly string[] {
  return [...internal, ...server.names.filter(isNetworkName)];
}

/** What is inside and what is not; `more` is what counts as internal beside it. */
export function networksOf(facts: NetworkFacts | undefined, more: readonly string[] = []): Networks {
  return facts === undefined
    ? new Networks(more)
    : new Networks([...more, ...internalOf(facts)], facts.server.outside);
}

/** The reader's own words for a host, by its name or its address. */
export function hostFacts(
  facts: NetworkFacts,
  peer: { readonly name?: string; readonly address?: string },
): HostFacts | undefined {
  const known = [peer.name, peer.address].filter((word) => word !== undefined).map(plain);
  return facts.hosts.find(({ host: named }) => known.includes(plain(named)));
}

function plain(host: string): string {
  return host.toLowerCase().replace(/^\[|\]$|\.$/g, '');
}
