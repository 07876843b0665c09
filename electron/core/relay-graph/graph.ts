/**
 * The way of one message as nodes and edges: facts only. Positions come from layout.ts, words from labels.ts,
 * ink from the page's RelayDiagram. Everything the log wrote is kept as logged (but for characters that cannot
 * be drawn, see text.ts).
 */
import type { Bytes, Milliseconds, OffsetMinutes, RecordIndex, Seconds } from '#core/base/units.ts';
import type { Status } from '#core/correlate/message.ts';

export const NODE_ROLES = ['client', 'parent', 'submission', 'mta', 'next', 'mailbox', 'end', 'child'] as const;
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
  /** Domain under which several servers of one receiver stand together. */
  readonly group?: string;
}

export const ANNOTATION_KEYS = [
  'protocol',
  'daemon',
  'mailer',
  'tls',
  'cipher',
  'auth',
  'dsn',
  'words',
  'delay',
  'transactionDelay',
  'remoteQueueId',
  'size',
  'time',
  'attempts',
] as const;
export type AnnotationKey = (typeof ANNOTATION_KEYS)[number];

/** A fact on an arrow: text as logged, or a number in the unit of its key (seconds, bytes, milliseconds UTC, a count). */
export type Annotation =
  | { readonly key: 'protocol' | 'daemon' | 'mailer' | 'tls' | 'cipher' | 'auth' | 'dsn' | 'words' | 'remoteQueueId'; readonly value: string }
  | { readonly key: 'delay' | 'transactionDelay'; readonly value: Seconds }
  | { readonly key: 'size'; readonly value: Bytes }
  | { readonly key: 'time'; readonly value: Milliseconds }
  | { readonly key: 'attempts'; readonly value: number };

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
}

export interface RelayGraph {
  readonly messageId: string;
  readonly zone: OffsetMinutes;
  readonly nodes: readonly GraphNode[];
  /** In the order in which they are read: arrival first, then deliveries by time. */
  readonly edges: readonly GraphEdge[];
  /** Servers, arrows or recipients that were too many to draw. */
  readonly leftOut: { readonly nodes: number; readonly edges: number };
  readonly title: { readonly from?: string; readonly to?: string; readonly more: number; readonly queueId?: string; readonly arrived?: Milliseconds };
}

/** The annotation of that key, narrowed to its own type. */
export function annotation<K extends AnnotationKey>(edge: GraphEdge, key: K): Extract<Annotation, { key: K }>['value'] | undefined {
  const found = edge.annotations.find((a) => a.key === key);
  return found?.value as Extract<Annotation, { key: K }>['value'] | undefined;
}
