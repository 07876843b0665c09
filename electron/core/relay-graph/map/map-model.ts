/**
 * All relays of many messages as one network: facts only, added up. A message crosses the edge of whoever handed it in
 * once, and the edge of each place it was sent to once, however many recipients or attempts there were.
 */
import type { Bytes, Milliseconds, Seconds } from '#core/base/units.ts';
import type { Network, NodeKind } from '../graph.ts';

/** What crossed an edge. */
export interface Flow {
  readonly messages: number;
  readonly bytes: Bytes;
  /** Messages that were turned away, came back, or still wait there. */
  readonly failed: number;
  /** Sum over the messages of which the delay is known, and how many those are. */
  readonly delay: Seconds;
  readonly timed: number;
}

export const NO_FLOW: Flow = { messages: 0, bytes: 0, failed: 0, delay: 0, timed: 0 };

/** `received`: towards this server; `sent`: away from it. */
export const WAYS = ['received', 'sent'] as const;
export type Way = (typeof WAYS)[number];

/** A term of the filter, such as `relay` = `mx.far.test`. */
export interface Term {
  readonly field: 'client' | 'relay' | 'mailer' | 'to' | 'status';
  readonly how: '=' | ':';
  readonly value: string;
}

export interface MapLink {
  /** Number of the server that wrote the lines, in `MapTally.servers`. */
  readonly server: number;
  readonly received: Flow;
  readonly sent: Flow;
  /** Keys of what the reader wrote to messages that crossed it, to their arrows or lines; the first few. */
  readonly noted?: Readonly<Record<Way, readonly string[]>>;
}

/** Keys kept of an edge. */
export const MOST_NOTED = 8;

/** Of two edges that are drawn as one. */
export function bothNoted(a: readonly string[] = [], b: readonly string[] = []): readonly string[] {
  return b.length === 0 ? a : [...new Set([...a, ...b])].slice(0, MOST_NOTED);
}

/** A host, or what stands for many places on this server: its mailboxes, its programs, its queue. */
export interface MapPeer {
  readonly id: string;
  readonly kind: NodeKind;
  readonly network: Network;
  readonly name?: string;
  readonly address?: string;
  /** The domain or the network it stands in. */
  readonly site: string;
  readonly links: readonly MapLink[];
  /** What finds its messages; empty where no filter can tell them. */
  readonly terms: Readonly<Record<Way, readonly Term[]>>;
}

export interface MapServer {
  readonly name: string;
  readonly messages: number;
}

/** Half-open, on the log's own clock, as if that were UTC. */
export interface TimeRange {
  readonly from: Milliseconds;
  readonly until: Milliseconds;
}

/** How many messages arrived when, over all of them, whatever part of the time is looked at. */
export interface TimeBars extends TimeRange {
  readonly messages: readonly number[];
  readonly failed: readonly number[];
}

export interface MapTally {
  /** The busiest first. */
  readonly servers: readonly MapServer[];
  readonly peers: readonly MapPeer[];
  /** Messages counted; each was received once. */
  readonly messages: number;
  /** Messages with the places they were sent to, added up. */
  readonly deliveries: number;
  readonly bytes: Bytes;
  readonly time?: TimeBars;
}

export function added(a: Flow, b: Flow): Flow {
  return {
    messages: a.messages + b.messages,
    bytes: a.bytes + b.bytes,
    failed: a.failed + b.failed,
    delay: a.delay + b.delay,
    timed: a.timed + b.timed,
  };
}

export function total(flows: readonly Flow[]): Flow {
  return flows.reduce(added, NO_FLOW);
}
