import type { Annotated } from '#core/annotations/annotation.ts';
import type { Bytes, Milliseconds, OffsetMinutes, RecordIndex, Seconds } from '#core/base/units.ts';
import type { Dialect } from '#core/records/log-record.ts';

export const STATUSES = [
  'sent',
  'deferred',
  'bounced',
  'rejected',
  'queued',
  'discarded',
  'quarantined',
  'unknown',
] as const;
export type Status = (typeof STATUSES)[number];

export const DIRECTIONS = ['outbound', 'inbound', 'internal', 'transit', 'unknown'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** One end of a connection, as a `relay=` names it (sendmail daemon.c:getauthinfo()). */
export interface Peer {
  /** Without its trailing dot. */
  readonly name?: string;
  /** As logged, without brackets and `IPv6:`. */
  readonly address?: string;
  /** RFC 1413 answer or login before `@`. */
  readonly ident?: string;
  readonly forged?: true;
}

export interface Attempt {
  readonly time?: Milliseconds;
  readonly status: Status;
  readonly record: RecordIndex;
  readonly dsn?: string;
  readonly stat?: string;
  readonly reply?: string;
  readonly relay?: Peer;
  readonly transactionDelay?: Seconds;
  readonly delay?: Seconds;
}

export interface Recipient {
  /** Without `<>`. */
  readonly to: string;
  readonly status: Status;
  readonly dsn?: string;
  /** The words of `stat=` as logged. */
  readonly stat?: string;
  readonly remoteQueueId?: string;
  readonly mailer?: string;
  readonly relay?: Peer;
  /** Total age at the last attempt. */
  readonly delay?: Seconds;
  /** Time of the last attempt alone (`xdelay=`). */
  readonly transactionDelay?: Seconds;
  readonly attempts: readonly Attempt[];
}

/** One hop inside the host: the submission queue (sm-msp-queue) gave the message to the MTA, which gave it a new id. */
export interface HandOver {
  readonly from: string;
  readonly to: string;
  readonly time?: Milliseconds;
  readonly record: RecordIndex;
  readonly relay?: Peer;
}

/** A message joined from its entries. Absent keys mean the log does not say. Times are UTC milliseconds. */
export interface Message {
  /** `host/queueId`, unique in a log. */
  readonly id: string;
  readonly dialect: Dialect;
  readonly host: string;
  readonly queueIds: readonly string[];
  readonly direction: Direction;
  readonly from?: string;
  readonly messageId?: string;
  readonly size?: Bytes;
  readonly class?: number;
  readonly recipientCount?: number;
  readonly protocol?: string;
  readonly daemon?: string;
  readonly arrived?: Milliseconds;
  readonly finished?: Milliseconds;
  /** Offset of the log's own clock, for display in the log's zone. */
  readonly zone?: OffsetMinutes;
  readonly client?: Peer;
  readonly recipients: readonly Recipient[];
  /** Worst of the recipients' states; 'unknown' without recipients. */
  readonly status: Status;
  readonly children: readonly string[];
  readonly parents: readonly string[];
  /** Hand-overs between the queue ids of this message, oldest first. */
  readonly handOvers?: readonly HandOver[];
  /** A connection that was refused before any message: neither sender nor recipient need be known. */
  readonly connection?: true;
  /** What a check or a milter said when it refused, discarded or quarantined the message as a whole. */
  readonly verdict?: string;
  readonly startSeen: boolean;
  readonly endSeen: boolean;
  /** Entries of this message, in file order. */
  readonly records: readonly RecordIndex[];
  /** What the reader wrote to it: put on by the index, never by the log. */
  readonly annotated?: Annotated;
  /** Of a message whose lists hold only some of what there is (abridged.ts): all of it. */
  readonly whole?: WholeMessage;
}

export interface WholeMessage {
  /** How many recipients, and of each state. */
  readonly recipients: number;
  readonly statuses: Readonly<Partial<Record<Status, number>>>;
}

/** Recipients of the message, also where it is abridged. */
export function recipientsOf({ recipients, whole }: Pick<Message, 'recipients' | 'whole'>): number {
  return whole?.recipients ?? recipients.length;
}
