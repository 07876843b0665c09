/** What is known so far about one queue id: small, mutable, and turned into a Message when somebody asks. */
import type { RecordIndex, Seconds } from '#core/base/units.ts';
import type { Dialect } from '#core/records/log-record.ts';
import type { HandOver, Message, Peer, Status } from './message.ts';
import { appended } from './text-pool.ts';

const NONE: readonly RecordIndex[] = [];
/** Up to this many entries a list is copied to add one. */
const COPIED = 16;

/** One `to=` entry: an attempt for all recipients it names. */
export interface Delivery {
  readonly record: RecordIndex;
  readonly recipients: readonly string[];
  readonly status: Status;
  readonly dsn?: string;
  readonly stat?: string;
  readonly reply?: string;
  readonly relay?: Peer;
  readonly mailer?: string;
  readonly delay?: Seconds;
  readonly transactionDelay?: Seconds;
  readonly remoteQueueId?: string;
  /** Given to the MTA of the same host under this id. */
  readonly handOver?: string;
}

/** What the `from=` entry says. */
export interface Arrival {
  readonly record: RecordIndex;
  readonly from?: string;
  readonly size?: number;
  readonly class?: number;
  readonly recipientCount?: number;
  readonly messageId?: string;
  readonly protocol?: string;
  readonly daemon?: string;
  readonly client?: Peer;
}

/** Something decided about the message beside its deliveries; `to` where it concerns one recipient. */
export interface Verdict {
  readonly record: RecordIndex;
  readonly status: 'rejected' | 'discarded' | 'quarantined' | 'bounced' | 'released';
  readonly to?: string;
  readonly dsn?: string;
  readonly text?: string;
}

export interface Birth {
  readonly record: RecordIndex;
  readonly parent: Builder;
  readonly clone: boolean;
  /** Owner of the list for clones. */
  readonly owner?: string;
}

export class Builder {
  readonly host: string;
  readonly queueId: string | undefined;
  readonly id: string;
  readonly dialect: Dialect;
  /** Ascending. Never changed in place: messages share it. */
  records: readonly RecordIndex[] = NONE;
  arrival: Arrival | undefined;
  /** A sender or client told by other lines than `from=`. */
  sender: string | undefined;
  client: Peer | undefined;
  birth: Birth | undefined;
  deliveries: readonly Delivery[] | undefined;
  verdicts: readonly Verdict[] | undefined;
  children: readonly Builder[] | undefined;
  parents: readonly Builder[] | undefined;
  handOvers: readonly HandOver[] | undefined;
  /** Parts under other ids (hand-overs from the submission queue); each has `mergedInto` set to this one. */
  parts: readonly Builder[] | undefined;
  mergedInto: Builder | undefined;
  /** A refused connection: shown although no `from=` or `to=` names it. */
  connection = false;
  done = false;
  /** The next, newer use of the same queue id, or the same id on another host. */
  sameId: Builder | undefined;
  built: Message | undefined;
  #own: RecordIndex[] | undefined;

  constructor(host: string, queueId: string | undefined, id: string, dialect: Dialect) {
    this.host = host;
    this.queueId = queueId;
    this.id = id;
    this.dialect = dialect;
  }

  /** The message this id belongs to. */
  get root(): Builder {
    return this.mergedInto?.root ?? this;
  }

  /** A bare id with nothing that makes a message of it is not shown. */
  get visible(): boolean {
    return (
      this.connection ||
      this.arrival !== undefined ||
      this.deliveries !== undefined ||
      this.birth !== undefined ||
      this.children !== undefined ||
      this.verdicts !== undefined
    );
  }

  addRecord(record: RecordIndex): void {
    const last = this.records.at(-1);
    if (last === undefined || record > last) this.#append(record);
    else if (!this.records.includes(record)) this.records = [...this.records, record].sort((a, b) => a - b);
    this.changed();
  }

  /** A long list (a message retried for days, a busy milter) is pushed to, so that it does not cost its square. */
  #append(record: RecordIndex): void {
    const { records } = this;
    if (records.length < COPIED) this.records = appended(records, record);
    else if (this.built === undefined && this.#own === records) this.#own.push(record);
    else this.records = this.#own = [...records, record];
  }

  changed(): void {
    this.built = undefined;
    for (let up = this.mergedInto; up !== undefined; up = up.mergedInto) up.built = undefined;
  }
}
