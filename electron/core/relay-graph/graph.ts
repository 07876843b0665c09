/**
 * The way of one message as nodes and edges: facts only. Positions come from layout.ts, words from labels.ts,
 * ink from the page's RelayDiagram. Everything the log wrote is kept as logged (but for characters that cannot
 * be drawn, see text.ts).
 */
import type { Bytes, Milliseconds, OffsetMinutes, RecordIndex, Seconds } from '#core/base/units.ts';
import type { Status } from '#core/correlate/message.ts';

export const NODE_ROLES = [
  'client',
  'parent',
  'submission',
  'mta',
  'next',
  'mailbox',
  'end',
  'child',
] as const;
/**
 * client      who handed the message in; parent: the message that caused this one
 * submission  the submission queue of the same host; mta: the server that wrote the log
 * next        a server it was given to; mailbox: a mailbox, program or file here
 * end         where it stays or stopped without leaving: queue, quarantine, discarded, refused
 * child       a bounce, notice or copy that this message caused
 */
export type NodeRole = (typeof NODE_ROLES)[number];

export const NETWORKS = ['lan', 'server', 'internet'] as const;
export type Network = (typeof NETWORKS)[number];

/** What exactly a node is, for its words and its icon. */
export type NodeKind =
  | 'host'
  | 'local-user'
  | 'unknown-client'
  | 'own-mail'
  | 'message'
  | 'submission-queue'
  | 'mta'
  | 'server'
  | 'unknown-server'
  | 'more-servers'
  | 'mailbox'
  | 'program'
  | 'file'
  | 'queue'
  | 'quarantine'
  | 'discarded'
  | 'stopped'
  | 'notice'
  | 'copy';

export interface NodeRecipient {
  readonly address: string;
  readonly status: Status;
}

export interface GraphNode {
  readonly id: string;
  readonly role: NodeRole;
  readonly kind: NodeKind;
  readonly network: Network;
  readonly name?: string;
  readonly address?: string;
  readonly ident?: string;
  readonly forged?: true;
  readonly queueIds?: readonly string[];
  /** The envelope's sender, on the node where the message begins. */
  readonly sender?: string;
  readonly recipients: readonly NodeRecipient[];
  /** Recipients beyond those listed. */
  readonly moreRecipients: number;
  /** The reader's own name for it, and what they noted of it. */
  readonly label?: string;
  readonly note?: string;
  /** Domain under which several servers of one receiver stand together. */
  readonly group?: string;
  /** Of another message, where its way is known: how long it is, and whether it is drawn in this picture. */
  readonly way?: { readonly message: string; readonly hops: number; readonly open: boolean };
}

/** Facts on an arrow: texts as logged, numbers in the unit of their key. */
export interface AnnotationValues {
  readonly protocol: string;
  readonly daemon: string;
  readonly mailer: string;
  readonly tls: string;
  readonly cipher: string;
  readonly auth: string;
  readonly dsn: string;
  readonly words: string;
  readonly remoteQueueId: string;
  readonly delay: Seconds;
  readonly transactionDelay: Seconds;
  readonly size: Bytes;
  readonly time: Milliseconds;
  readonly attempts: number;
}
export type AnnotationKey = keyof AnnotationValues;
export type Annotation = {
  readonly [K in AnnotationKey]: { readonly key: K; readonly value: AnnotationValues[K] };
}[AnnotationKey];

/** Both: each side's own log tells of this hop. One: only this server's. Inferred: no line says so. */
export type Evidence = 'both' | 'one' | 'inferred';

export interface GraphEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** `arrival`: towards this server; `delivery`: away from it; `caused`: to a notice or copy. */
  readonly step: 'arrival' | 'delivery' | 'caused';
  readonly status: Status;
  readonly annotations: readonly Annotation[];
  readonly evidence: Evidence;
  readonly recordIndexes: readonly RecordIndex[];
  /** For whom, when it is not everyone at the node. */
  readonly recipients: readonly string[];
  /** Recipients beyond those named. */
  readonly moreRecipients?: number;
}

/** Recipients that an arrow names; nobody reads more of them on it. */
const MOST_NAMED = 20;

export function namedOn(recipients: readonly string[]): Pick<GraphEdge, 'recipients' | 'moreRecipients'> {
  const more = recipients.length - MOST_NAMED;
  return more <= 0 ? { recipients } : { recipients: recipients.slice(0, MOST_NAMED), moreRecipients: more };
}

/** For how many it is. */
export function recipientsOn({ recipients, moreRecipients = 0 }: GraphEdge): number {
  return recipients.length + moreRecipients;
}

export interface RelayGraph {
  readonly messageId: string;
  readonly zone: OffsetMinutes;
  readonly nodes: readonly GraphNode[];
  /** In the order in which they are read: arrival first, then deliveries by time. */
  readonly edges: readonly GraphEdge[];
  /** What the reader says stands between this server and the Internet. */
  readonly router?: { readonly name?: string; readonly address?: string };
  /** Servers, arrows, and messages that caused this one or that it caused, which were too many to draw. */
  readonly leftOut: { readonly nodes: number; readonly edges: number; readonly messages: number };
  readonly title: {
    readonly from?: string;
    readonly to?: string;
    readonly more: number;
    readonly queueId?: string;
    readonly arrived?: Milliseconds;
  };
}

/** The value of that key, or undefined. */
export function annotation<K extends AnnotationKey>(
  edge: GraphEdge,
  key: K,
): AnnotationValues[K] | undefined {
  for (const a of edge.annotations) if (a.key === key) return a.value as AnnotationValues[K];
  return undefined;
}
