/**
 * A message as the way it took. The server that wrote the log stands in no `relay=`: it is drawn from the host at the
 * start of its lines. Nodes and arrows that no line names are drawn too, and say that they are inferred.
 */
import type { Message } from '#core/correlate/message.ts';
import { hostFacts, networksOf, type NetworkFacts } from '#core/networks/network-facts.ts';
import { field, type LogRecord } from '#core/records/log-record.ts';
import { deliveriesOf } from './deliveries.ts';
import { entryTime } from './entry-time.ts';
import type { GraphEdge, GraphNode, RelayGraph } from './graph.ts';
import { originsOf } from './origins.ts';
import { MessageRecords } from './session-facts.ts';
import { drawable } from './text.ts';

export interface GraphOptions {
  /** Networks and host names that count as internal beside the private ranges. */
  readonly internal?: readonly string[];
  /** The reader's own description: what is inside, what stands between, friendly names. */
  readonly network?: NetworkFacts;
}

/** `records` are the entries of `message.records`, in that order; without them encryption and notices are not shown. */
export function relayGraph(
  message: Message,
  records: readonly LogRecord[] = [],
  options: GraphOptions = {},
): RelayGraph {
  const { internal = [], network } = options;
  const networks = networksOf(network, internal);
  const entries = new MessageRecords(message, records);
  const origins = originsOf(message, networks, entries);
  const deliveries = deliveriesOf(message, networks, entries);
  const children = childrenOf(message, entries);
  const mta = mtaNode(
    message,
    origins.nodes.some((n) => n.sender !== undefined),
  );
  return {
    messageId: message.id,
    zone: message.zone ?? 0,
    nodes: [...origins.nodes, mta, ...deliveries.nodes, ...children.nodes].map((n) => known(n, network)),
    edges: [...origins.edges, ...deliveries.edges, ...children.edges],
    leftOut: { ...deliveries.leftOut, messages: origins.leftOut + children.leftOut },
    title: titleOf(message),
    ...(network?.router === undefined ? {} : { router: network.router }),
  };
}

/** With the reader's own words for that host. */
function known(node: GraphNode, network: NetworkFacts | undefined): GraphNode {
  const facts = network === undefined ? undefined : hostFacts(network, node);
  const { label = '', note = '' } = facts ?? {};
  return {
    ...node,
    ...(label === '' ? {} : { label: drawable(label) }),
    ...(note === '' ? {} : { note: drawable(note) }),
  };
}

function mtaNode(message: Message, senderShown: boolean): GraphNode {
  const handed = new Set((message.handOvers ?? []).map((h) => h.from));
  return {
    id: 'mta',
    role: 'mta',
    kind: 'mta',
    network: 'server',
    name: drawable(message.host),
    queueIds: message.queueIds.filter((id) => !handed.has(id)).map(drawable),
    ...(senderShown || message.from === undefined
      ? {}
      : { sender: message.from === '' ? '<>' : drawable(message.from) }),
    recipients: [],
    moreRecipients: 0,
  };
}

export const MOST_CHILDREN = 6;

/** Bounces, notices and copies that this message caused here; the next host's own log of it is no child to draw. */
function childrenOf(
  message: Message,
  entries: MessageRecords,
): {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly leftOut: number;
} {
  const own = message.children.filter((id) => id.startsWith(`${message.host}/`));
  const pairs = own.slice(0, MOST_CHILDREN).map((id) => childOf(id, message, entries));
  return {
    nodes: pairs.map((p) => p.node),
    edges: pairs.map((p) => p.edge),
    leftOut: own.length - pairs.length,
  };
}

function childOf(
  id: string,
  message: Message,
  entries: MessageRecords,
): { readonly node: GraphNode; readonly edge: GraphEdge } {
  const queueId = id.slice(id.lastIndexOf('/') + 1);
  const found = [...entries.entries()].find(([, r]) => r.childId === queueId);
  const text = found === undefined ? '' : noticeText(found[1], queueId);
  const copy = text.startsWith('clone');
  const to = copy
    ? []
    : [/^postmaster/i.test(text) ? 'postmaster' : (message.from ?? '')].filter((a) => a !== '');
  const words = text === '' ? [] : [{ key: 'words', value: drawable(text) } as const];
  const time = found === undefined ? undefined : entryTime(found[0], message, entries);
  const when = time === undefined ? [] : [{ key: 'time', value: time } as const];
  return {
    node: {
      id: `child:${id}`,
      role: 'child',
      kind: copy ? 'copy' : 'notice',
      network: 'server',
      queueIds: [drawable(queueId)],
      recipients: to.map((address) => ({ address: drawable(address), status: 'unknown' })),
      moreRecipients: 0,
    },
    edge: {
      id: `child:${id}#`,
      from: 'mta',
      to: `child:${id}`,
      step: 'caused',
      status: 'unknown',
      annotations: [...words, ...when],
      evidence: found === undefined ? 'inferred' : 'one',
      recordIndexes: found === undefined ? [] : [found[0]],
      recipients: [],
    },
  };
}

/** What stands after the second id: `DSN: User unknown`. */
function noticeText(record: LogRecord, queueId: string): string {
  const at = record.text.indexOf(`${queueId}: `);
  return at < 0 ? (field(record, 'stat') ?? '') : record.text.slice(at + queueId.length + 2);
}

function titleOf(message: Message): RelayGraph['title'] {
  const to = message.recipients[0]?.to;
  const queueId = message.queueIds.at(-1);
  return {
    ...(message.from === undefined ? {} : { from: message.from === '' ? '<>' : drawable(message.from) }),
    ...(to === undefined ? {} : { to: drawable(to) }),
    more: Math.max(0, message.recipients.length - 1),
    ...(queueId === undefined ? {} : { queueId: drawable(queueId) }),
    ...(message.arrived === undefined ? {} : { arrived: message.arrived }),
  };
}
