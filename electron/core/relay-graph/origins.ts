/** Where the message came from: the client host, a login here, the submission queue, or the message that caused it. */
import type { Message, Peer } from '#core/correlate/message.ts';
import { isLocalhost, isLoopback, type Networks } from '#core/correlate/networks.ts';
import { isRefusedHere, networkOf, peerFacts } from './destinations.ts';
import {
  namedOn,
  type Annotation,
  type Evidence,
  type GraphEdge,
  type GraphNode,
  type Network,
} from './graph.ts';
import type { MessageRecords } from './session-facts.ts';
import { drawable } from './text.ts';

export interface Origins {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Messages that caused this one beyond those drawn. */
  readonly leftOut: number;
}

const BARE = { recipients: [], moreRecipients: 0 } as const;

export function originsOf(message: Message, networks: Networks, records: MessageRecords): Origins {
  const own = ownParents(message);
  const parents = own.slice(0, MOST_PARENTS).map((id) => parentNode(id, message));
  const origin =
    message.client === undefined
      ? withoutClient(message, parents.length > 0)
      : clientNode(message.client, networks);
  const first = origin === undefined ? [] : [{ ...origin, ...senderOf(message) }];
  const submissions = submissionNodes(message);
  const nodes = [...parents, ...first, ...submissions];
  return {
    nodes,
    edges: [
      ...parents.map((p) => parentEdge(p, message)),
      ...arrivalEdges(origin, submissions, message, records),
    ],
    leftOut: own.length - parents.length,
  };
}

function senderOf({ from }: Message): Pick<GraphNode, 'sender'> {
  return from === undefined ? {} : { sender: from === '' ? '<>' : drawable(from) };
}

function clientNode(client: Peer, networks: Networks): GraphNode {
  const login = client.address === undefined && (client.ident !== undefined || isLocalhost(client));
  const local = login || isLoopback(client);
  const network: Network = local ? 'server' : networkOf(client, networks);
  return {
    id: 'client',
    role: 'client',
    kind: local ? 'local-user' : 'host',
    network,
    ...peerFacts(client),
    ...BARE,
  };
}

/** Its first lines are missing, or this server wrote the mail itself. */
function withoutClient(message: Message, hasParent: boolean): GraphNode | undefined {
  if (hasParent) return undefined;
  if (message.startSeen && (message.from === undefined || message.from === '')) {
    return { id: 'client', role: 'client', kind: 'own-mail', network: 'server', ...BARE };
  }
  const network: Network =
    message.direction === 'outbound' || message.direction === 'internal' ? 'lan' : 'internet';
  return { id: 'client', role: 'client', kind: 'unknown-client', network, ...BARE };
}

export const MOST_PARENTS = 3;

/** Parents on another host are that host's view of the same hop, not another message. */
function ownParents(message: Message): readonly string[] {
  return message.parents.filter((id) => message.client === undefined || id.startsWith(`${message.host}/`));
}

function parentNode(id: string, message: Message): GraphNode {
  const slash = id.lastIndexOf('/');
  const host = id.slice(0, Math.max(slash, 0));
  const elsewhere = host !== message.host && host !== '';
  return {
    id: `parent:${id}`,
    role: 'parent',
    kind: 'message',
    network: elsewhere ? 'internet' : 'server',
    queueIds: [drawable(id.slice(slash + 1))],
    ...(elsewhere ? { name: drawable(host) } : {}),
    ...BARE,
  };
}

function parentEdge(parent: GraphNode, message: Message): GraphEdge {
  const recordIndexes = message.records.slice(0, 1);
  return {
    id: `${parent.id}#`,
    from: parent.id,
    to: 'mta',
    step: 'caused',
    status: 'unknown',
    annotations: [],
    evidence: 'one',
    recordIndexes,
    recipients: [],
  };
}

function submissionNodes(message: Message): readonly GraphNode[] {
  return (message.handOvers ?? []).slice(0, 3).map((hand, i) => ({
    id: `submission:${String(i)}`,
    role: 'submission',
    kind: 'submission-queue',
    network: 'server',
    queueIds: [drawable(hand.from)],
    ...BARE,
  }));
}

function arrivalEdges(
  origin: GraphNode | undefined,
  submissions: readonly GraphNode[],
  message: Message,
  records: MessageRecords,
): readonly GraphEdge[] {
  const edges: GraphEdge[] = [];
  const accepted = wasAccepted(message);
  const first = submissions[0]?.id ?? 'mta';
  if (origin !== undefined && accepted) {
    edges.push(acceptedEdge(origin, first, message, records));
  }
  for (const [i, node] of submissions.entries())
    edges.push(handOverEdge(node, submissions[i + 1]?.id ?? 'mta', message, i));
  if (origin !== undefined) edges.push(...refusedEdges(origin, first, message, accepted));
  return edges;
}

function wasAccepted(message: Message): boolean {
  if (message.connection === true) return false;
  if (message.recipients.length === 0) return message.status !== 'rejected';
  return !message.recipients.every(isRefusedHere);
}

function acceptedEdge(origin: GraphNode, to: string, message: Message, records: MessageRecords): GraphEdge {
  const session = records.arrival();
  const handedOver = to !== 'mta';
  const from = records.ofKind('from');
  const recordIndexes = from.length === 0 ? message.records.slice(0, 1) : from.slice(0, 1);
  return {
    id: 'arrival',
    from: origin.id,
    to,
    step: 'arrival',
    status: 'sent',
    annotations: [
      ...(handedOver ? [] : connectionFacts(message)),
      ...session.annotations,
      ...arrivalFacts(message),
    ],
    evidence: evidenceOf(origin, message),
    recordIndexes:
      origin.kind === 'unknown-client'
        ? []
        : [...recordIndexes, ...session.recordIndexes].sort((a, b) => a - b),
    recipients: [],
  };
}

function evidenceOf(origin: GraphNode, message: Message): Evidence {
  if (origin.kind === 'unknown-client') return 'inferred';
  return message.parents.some((id) => !id.startsWith(`${message.host}/`)) ? 'both' : 'one';
}

function connectionFacts({ protocol, daemon }: Message): readonly Annotation[] {
  return [
    ...(protocol === undefined ? [] : [{ key: 'protocol', value: drawable(protocol) } as const]),
    ...(daemon === undefined ? [] : [{ key: 'daemon', value: drawable(daemon) } as const]),
  ];
}

function arrivalFacts({ size, arrived }: Message): readonly Annotation[] {
  return [
    ...(size === undefined ? [] : [{ key: 'size', value: size } as const]),
    ...(arrived === undefined ? [] : [{ key: 'time', value: arrived } as const]),
  ];
}

function handOverEdge(node: GraphNode, to: string, message: Message, i: number): GraphEdge {
  const hand = message.handOvers?.[i];
  const time: readonly Annotation[] = hand?.time === undefined ? [] : [{ key: 'time', value: hand.time }];
  return {
    id: `${node.id}#`,
    from: node.id,
    to,
    step: 'arrival',
    status: 'sent',
    annotations: [...connectionFacts(message), ...time],
    evidence: 'both',
    recordIndexes: hand === undefined ? [] : [hand.record],
    recipients: [],
  };
}

/** Recipients (or the whole message, or the connection) that this server turned away at the door. */
function refusedEdges(
  origin: GraphNode,
  to: string,
  message: Message,
  accepted: boolean,
): readonly GraphEdge[] {
  const byWords = new Map<
    string,
    { readonly to: string[]; readonly records: number[]; readonly facts: Annotation[] }
  >();
  for (const recipient of message.recipients.filter(isRefusedHere)) {
    const facts = wordsOf(recipient.dsn, recipient.stat ?? message.verdict);
    const key = (recipient.stat ?? '')
      .split(recipient.to)
      .join('')
      .replace(/\d{4,}/g, '#');
    const known = byWords.get(key) ?? { to: [], records: [], facts };
    known.to.push(drawable(recipient.to));
    for (const { record } of recipient.attempts) known.records.push(record);
    byWords.set(key, known);
  }
  if (byWords.size === 0 && !accepted)
    byWords.set('', { to: [], records: [...message.records], facts: wordsOf(undefined, message.verdict) });
  return [...byWords.values()].slice(0, 3).map(({ to: recipients, records, facts }, i) => ({
    id: `refused:${String(i)}`,
    from: origin.id,
    to,
    step: 'arrival',
    status: 'rejected',
    annotations: [
      ...(accepted ? [] : connectionFacts(message)),
      ...facts,
      ...(accepted ? [] : arrivalFacts(message)),
    ],
    evidence: 'one',
    recordIndexes: [...new Set(records)],
    ...namedOn(recipients),
  }));
}

function wordsOf(dsn: string | undefined, words: string | undefined): Annotation[] {
  return [
    ...(dsn === undefined ? [] : [{ key: 'dsn', value: drawable(dsn) } as const]),
    ...(words === undefined || words === '' ? [] : [{ key: 'words', value: drawable(words) } as const]),
  ];
}
