/** What is known about one queue id, as it is read out of its rows while a Message is made. */
import type { RecordIndex, Seconds } from '#core/base/units.ts';
import { parseDelay } from '#core/formats/sendmail/duration.ts';
import type { Dialect } from '#core/records/log-record.ts';
import {
  ARRIVAL,
  BIRTH,
  DELIVERY,
  FLAG,
  HAND_OVER,
  KIND,
  LINK,
  OF,
  STATUS_BITS,
  VERDICT,
  type BuilderRows,
} from './builder-rows.ts';
import { chain } from './circles.ts';
import { STATUSES, type HandOver, type Peer, type Status } from './message.ts';
import { put, type Writable } from './put.ts';
import { wholeNumber } from './read-entry.ts';

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

export const VERDICT_STATUSES = ['rejected', 'discarded', 'quarantined', 'bounced', 'released'] as const;

/** Something decided about the message beside its deliveries; `to` where it concerns one recipient. */
export interface Verdict {
  readonly record: RecordIndex;
  readonly status: (typeof VERDICT_STATUSES)[number];
  readonly to?: string;
  readonly dsn?: string;
  readonly text?: string;
}

export interface Birth {
  readonly record: RecordIndex;
  /** Of the message it came from. */
  readonly arrival?: Arrival;
  readonly clone: boolean;
  /** Owner of the list for clones. */
  readonly owner?: string;
}

export class Builder {
  readonly #rows: BuilderRows;
  readonly #number: number;
  readonly queueId: string | undefined;
  readonly arrival: Arrival | undefined;
  readonly deliveries: readonly Delivery[];
  readonly verdicts: readonly Verdict[];
  readonly birth: Birth | undefined;
  /** Ascending. */
  readonly records: readonly RecordIndex[];

  constructor(rows: BuilderRows, number: number) {
    this.#rows = rows;
    this.#number = number;
    this.queueId = rows.ids.optional(this.#get(OF.id));
    this.arrival = readArrival(rows, this.#get(OF.arrival));
    this.deliveries = Array.from(chain(rows.deliveries, DELIVERY.next, this.#get(OF.deliveries)), (row) =>
      readDelivery(rows, row),
    );
    this.verdicts = Array.from(chain(rows.verdicts, VERDICT.next, this.#get(OF.verdicts)), (row) =>
      readVerdict(rows, row),
    );
    this.birth = this.#readBirth();
    this.records = rows.entries.all(this.#get(OF.entries));
  }

  get host(): string {
    return this.#rows.texts.text(this.#get(OF.host));
  }

  /** `host/queueId`, unique in a log. */
  get id(): string {
    return this.#rows.idOf(this.#number);
  }

  get dialect(): Dialect {
    return this.#has(FLAG.otherDialect) ? 'other' : 'sendmail';
  }

  /** A refused connection: shown although no `from=` or `to=` names it. */
  get connection(): boolean {
    return this.#has(FLAG.connection);
  }

  get done(): boolean {
    return this.#has(FLAG.done);
  }

  get sender(): string | undefined {
    return this.#rows.texts.optional(this.#get(OF.sender));
  }

  get client(): Peer | undefined {
    const client = this.#get(OF.client);
    return client === 0 ? undefined : this.#rows.peer(client);
  }

  /** Of its children and parents, those whose messages they are part of. */
  get children(): readonly string[] {
    return this.#linked(KIND.child).map((child) => this.#rows.idOf(this.#rows.rootOf(child)));
  }

  get parents(): readonly string[] {
    return this.#linked(KIND.parent).map((parent) => this.#rows.idOf(this.#rows.rootOf(parent)));
  }

  /** Has it gone on in others, as a list that was cloned or an envelope that was split? */
  get splitUp(): boolean {
    const { builders, births } = this.#rows;
    return this.#linked(KIND.child).some((child) => {
      const birth = builders.get(child, OF.birth);
      return birth !== 0 && births.get(birth - 1, BIRTH.clone) === 1;
    });
  }

  /** Parts under other ids (hand-overs from the submission queue). */
  get parts(): readonly Builder[] {
    return this.#linked(KIND.part).map((part) => new Builder(this.#rows, part));
  }

  get handOvers(): readonly HandOver[] {
    return this.#linked(KIND.handOver).map((delivery) => {
      const { record, relay, remoteQueueId } = readDelivery(this.#rows, delivery);
      const handOver: Writable<HandOver> = { from: this.queueId ?? '', to: remoteQueueId ?? '', record };
      put(handOver, 'relay', relay);
      return handOver;
    });
  }

  #get(column: number): number {
    return this.#rows.builders.get(this.#number, column);
  }

  #has(flag: number): boolean {
    return (this.#get(OF.flags) & flag) !== 0;
  }

  #linked(kind: number): readonly number[] {
    const { links } = this.#rows;
    const all = [...chain(links, LINK.next, this.#get(OF.links))];
    return all.filter((row) => links.get(row, LINK.kind) === kind).map((row) => links.get(row, LINK.target));
  }

  #readBirth(): Birth | undefined {
    const row = this.#get(OF.birth) - 1;
    if (row < 0) return undefined;
    const { births, builders, texts } = this.#rows;
    const birth: Writable<Birth> = {
      record: births.get(row, BIRTH.record),
      clone: births.get(row, BIRTH.clone) === 1,
    };
    const parent = births.get(row, BIRTH.parent);
    put(birth, 'arrival', readArrival(this.#rows, builders.get(parent, OF.arrival)));
    put(birth, 'owner', texts.optional(births.get(row, BIRTH.owner)));
    return birth;
  }
}

/** `place`: as kept, number + 1. */
function readArrival(rows: BuilderRows, place: number): Arrival | undefined {
  if (place === 0) return undefined;
  const { texts } = rows;
  const get = (column: number): number => rows.arrivals.get(place - 1, column);
  const client = get(ARRIVAL.client);
  const arrival: Writable<Arrival> = { record: get(ARRIVAL.record) };
  put(arrival, 'from', texts.optional(get(ARRIVAL.from)));
  put(arrival, 'size', rows.unpackNumber(get(ARRIVAL.size), wholeNumber));
  put(arrival, 'class', wholeNumber(texts.optional(get(ARRIVAL.class))));
  put(arrival, 'recipientCount', wholeNumber(texts.optional(get(ARRIVAL.count))));
  put(arrival, 'messageId', texts.optional(get(ARRIVAL.messageId)));
  put(arrival, 'protocol', texts.optional(get(ARRIVAL.protocol)));
  put(arrival, 'daemon', texts.optional(get(ARRIVAL.daemon)));
  if (client !== 0) arrival.client = rows.peer(client);
  return arrival;
}

function readDelivery(rows: BuilderRows, row: number): Delivery {
  const { texts } = rows;
  const get = (column: number): number => rows.deliveries.get(row, column);
  const relay = get(DELIVERY.relay);
  const remote = rows.remoteIdOf(row);
  const delivery: Writable<Delivery> = {
    record: get(DELIVERY.record),
    recipients: rows.recipientsOf(row).map((to) => texts.text(to)),
    status: STATUSES[get(DELIVERY.flags) & STATUS_BITS] ?? 'unknown',
  };
  put(delivery, 'dsn', texts.optional(get(DELIVERY.dsn)));
  put(delivery, 'stat', texts.optional(get(DELIVERY.stat)));
  put(delivery, 'reply', texts.optional(get(DELIVERY.reply)));
  if (relay !== 0) delivery.relay = rows.peer(relay);
  put(delivery, 'mailer', texts.optional(get(DELIVERY.mailer)));
  put(delivery, 'delay', rows.unpackNumber(get(DELIVERY.delay), parseDelay));
  put(delivery, 'transactionDelay', rows.unpackNumber(get(DELIVERY.transactionDelay), parseDelay));
  put(delivery, 'remoteQueueId', remote);
  if ((get(DELIVERY.flags) & HAND_OVER) !== 0) put(delivery, 'handOver', remote);
  return delivery;
}

function readVerdict(rows: BuilderRows, row: number): Verdict {
  const { verdicts, texts } = rows;
  const verdict: Writable<Verdict> = {
    record: verdicts.get(row, VERDICT.record),
    status: VERDICT_STATUSES[verdicts.get(row, VERDICT.status)] ?? 'rejected',
  };
  put(verdict, 'to', texts.optional(verdicts.get(row, VERDICT.to)));
  put(verdict, 'dsn', texts.optional(verdicts.get(row, VERDICT.dsn)));
  put(verdict, 'text', texts.optional(verdicts.get(row, VERDICT.text)));
  return verdict;
}
