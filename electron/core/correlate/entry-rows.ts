/**
 * What entries say, each read by itself: rows as builders keep them (builder-rows.ts), over texts of their own. They are
 * made where a log is read, in a process beside the index worker, which only has to give them their places
 * (placed-rows.ts). They are not stored: of stored lines they are made anew.
 */
import { isQueueId } from '#core/formats/sendmail/queue-id.ts';
import { remoteQueueId } from '#core/formats/sendmail/status.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { field, type LogRecord } from '#core/records/log-record.ts';
import { BatchView } from '#core/records/record-at.ts';
import { ARRIVAL, ARRIVAL_WIDTH, DELIVERY, DELIVERY_WIDTH } from './builder-rows.ts';
import { idTime, momentOf } from './evidence.ts';
import { KIND_FROM, KIND_TO, PlainRows } from './plain-rows.ts';
import { readArrival, readDelivery } from './read-entry.ts';
import { sessionOf } from './sessions.ts';
import { type TextList, TextNumbers } from './text-numbers.ts';
import { bodyOf, ownFinding } from './verdicts.ts';

export interface EntryRows {
  /** An element an entry: the number of its queue id in `ids`. */
  readonly queueId: Uint32Array<ArrayBuffer>;
  /** The number of its row in `arrivals` or `deliveries`, from 0; of an entry without an id, the relay it names, in `texts`. */
  readonly row: Uint32Array<ArrayBuffer>;
  /** The UTC moment that it names, milliseconds; NaN for none. */
  readonly moment: Float64Array<ArrayBuffer>;
  /** 1 where the moment is inside its own queue id. */
  readonly own: Uint8Array<ArrayBuffer>;
  /** Of an entry without an id: SESSION (sessions.ts), or DECIDES. */
  readonly session: Uint8Array<ArrayBuffer>;
  /** ARRIVAL and DELIVERY; `record` and `next` are 0. */
  readonly arrivals: Int32Array<ArrayBuffer>;
  readonly deliveries: Int32Array<ArrayBuffer>;
  /** A number a delivery: in `ids`, the queue id under which another sendmail took it; negative for one without a date. */
  readonly remote: Int32Array<ArrayBuffer>;
  /** Of several recipients: how many, then their texts. */
  readonly lists: Int32Array<ArrayBuffer>;
  readonly ids: TextList;
  readonly texts: TextList;
}

/** It decides something about a message or a connection: what, is read where it is joined. */
export const DECIDES = 255;

function aboutSession(record: LogRecord): number {
  if (record.dialect !== 'sendmail') return 0;
  const body = bodyOf(record);
  return ownFinding(record, body) === undefined ? sessionOf(record, body) : DECIDES;
}

export class EntryRowsWriter {
  readonly lists: number[] = [];
  readonly ids = new TextNumbers();
  readonly texts = new TextNumbers();
  #entries = 0;
  #queueId = new Uint32Array(0);
  #row = new Uint32Array(0);
  #moment = new Float64Array(0);
  #own = new Uint8Array(0);
  #session = new Uint8Array(0);
  #arrivalCount = 0;
  #arrivals = new Int32Array(0);
  #deliveryCount = 0;
  #deliveries = new Int32Array(0);
  #remote = new Int32Array(0);

  /** Room for so many; what was added before is forgotten. `arrivals` and `deliveries`: at most. */
  begin(entries: number, arrivals: number, deliveries: number): void {
    this.ids.begin();
    this.texts.begin();
    this.lists.length = 0;
    this.#entries = this.#arrivalCount = this.#deliveryCount = 0;
    this.#queueId = new Uint32Array(entries);
    this.#row = new Uint32Array(entries);
    this.#moment = new Float64Array(entries);
    this.#own = new Uint8Array(entries);
    this.#session = new Uint8Array(entries);
    this.#arrivals = new Int32Array(arrivals * ARRIVAL_WIDTH);
    this.#deliveries = new Int32Array(deliveries * DELIVERY_WIDTH);
    this.#remote = new Int32Array(deliveries);
  }

  add(record: LogRecord): void {
    const id = this.ids.idOf(record.queueId);
    const moment = momentOf(record);
    const session = id === 0 ? aboutSession(record) : 0;
    const relay = session === 0 ? undefined : field(record, 'relay');
    const row = id === 0 ? this.texts.idOf(relay) : this.#rowOf(record);
    this.entry(id, row, moment?.time ?? NaN, moment?.own === true, session);
  }

  /** The columns of EntryRows. */
  entry(queueId: number, row: number, moment: number, own: boolean, session: number): void {
    const i = this.#entries++;
    this.#queueId[i] = queueId;
    this.#row[i] = row;
    this.#moment[i] = moment;
    this.#own[i] = own ? 1 : 0;
    this.#session[i] = session;
  }

  /** The columns of ARRIVAL from `from` on. Answers the number of the new row. */
  addArrival(
    from: number,
    size: number,
    kind: number,
    count: number,
    messageId: number,
    protocol: number,
    daemon: number,
    client: number,
  ): number {
    const row = this.#arrivalCount++;
    const at = row * ARRIVAL_WIDTH;
    const to = this.#arrivals;
    to[at + ARRIVAL.from] = from;
    to[at + ARRIVAL.size] = size;
    to[at + ARRIVAL.class] = kind;
    to[at + ARRIVAL.count] = count;
    to[at + ARRIVAL.messageId] = messageId;
    to[at + ARRIVAL.protocol] = protocol;
    to[at + ARRIVAL.daemon] = daemon;
    to[at + ARRIVAL.client] = client;
    return row;
  }

  /** The columns of DELIVERY from `to` on. Answers the number of the new row. */
  addDelivery(
    to: number,
    status: number,
    dsn: number,
    stat: number,
    reply: number,
    relay: number,
    mailer: number,
    delay: number,
    transactionDelay: number,
  ): number {
    const row = this.#deliveryCount++;
    const at = row * DELIVERY_WIDTH;
    const own = this.#deliveries;
    own[at + DELIVERY.to] = to;
    own[at + DELIVERY.flags] = status;
    own[at + DELIVERY.dsn] = dsn;
    own[at + DELIVERY.stat] = stat;
    own[at + DELIVERY.reply] = reply;
    own[at + DELIVERY.relay] = relay;
    own[at + DELIVERY.mailer] = mailer;
    own[at + DELIVERY.delay] = delay;
    own[at + DELIVERY.transactionDelay] = transactionDelay;
    return row;
  }

  /** The id under which another server took the latest delivery, where its `stat=` names one. */
  addRemote(stat: string): void {
    const remote = remoteQueueId(stat);
    if (remote === undefined || !isQueueId(remote)) return;
    const dated = idTime(remote) !== undefined;
    this.#remote[this.#deliveryCount - 1] = this.ids.id(remote) * (dated ? 1 : -1);
  }

  /** Of all that were added, as many as there was to be room for. */
  rows(): EntryRows {
    const arrivals = this.#arrivalCount * ARRIVAL_WIDTH;
    const deliveries = this.#deliveryCount * DELIVERY_WIDTH;
    return {
      queueId: this.#queueId,
      row: this.#row,
      moment: this.#moment,
      own: this.#own,
      session: this.#session,
      arrivals: cut(this.#arrivals, arrivals),
      deliveries: cut(this.#deliveries, deliveries),
      remote: cut(this.#remote, this.#deliveryCount),
      lists: new Int32Array(this.lists),
      ids: this.ids.list(),
      texts: this.texts.list(),
    };
  }

  #rowOf(record: LogRecord): number {
    if (record.kind === 'from') return readArrival(record, this);
    if (record.kind !== 'to') return 0;
    const { row, stat } = readDelivery(record, this);
    if (stat !== undefined) this.addRemote(stat);
    return row;
  }
}

/** What is sent takes the memory behind it along. */
function cut(rows: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  return length === rows.length ? rows : rows.slice(0, length);
}

/** One batch after the other, in the same room. */
const writer = new EntryRowsWriter();

export function entryRowsOf(batch: RecordBatch): EntryRows {
  const { count, kind } = batch;
  writer.begin(count, timesOf(KIND_FROM, kind), timesOf(KIND_TO, kind));
  const plain = new PlainRows(batch, writer);
  let view: BatchView | undefined;
  for (let i = 0; i < count; i++) {
    if (plain.add(i)) continue;
    view ??= new BatchView(batch);
    writer.add(view.entry(i));
  }
  return writer.rows();
}

function timesOf(kind: number, kinds: Uint8Array): number {
  let times = 0;
  for (const other of kinds) if (other === kind) times++;
  return times;
}

/** The rows of one entry. */
export function rowsOfEntry(record: LogRecord): EntryRows {
  writer.begin(1, 1, 1);
  writer.add(record);
  return writer.rows();
}
