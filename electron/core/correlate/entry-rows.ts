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
import { ARRIVAL_WIDTH, DELIVERY_WIDTH } from './builder-rows.ts';
import { idTime, momentOf } from './evidence.ts';
import { PlainRows } from './plain-rows.ts';
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
  readonly #arrivals: number[] = [];
  readonly #deliveries: number[] = [];
  readonly #queueId: number[] = [];
  readonly #row: number[] = [];
  readonly #moment: number[] = [];
  readonly #own: number[] = [];
  readonly #session: number[] = [];
  readonly #remote: number[] = [];

  /** All that was added is forgotten; the room for texts stays. */
  begin(): void {
    this.ids.begin();
    this.texts.begin();
    for (const numbers of [this.lists, this.#arrivals, this.#deliveries, this.#remote]) numbers.length = 0;
    for (const numbers of [this.#queueId, this.#row, this.#moment, this.#own, this.#session])
      numbers.length = 0;
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
    this.#queueId.push(queueId);
    this.#row.push(row);
    this.#moment.push(moment);
    this.#own.push(own ? 1 : 0);
    this.#session.push(session);
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
    this.#arrivals.push(0, from, size, kind, count, messageId, protocol, daemon, client);
    return this.#arrivals.length / ARRIVAL_WIDTH - 1;
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
    this.#deliveries.push(0, to, status, dsn, stat, reply, relay, mailer, delay, transactionDelay, 0);
    return this.#deliveries.length / DELIVERY_WIDTH - 1;
  }

  /** Once a delivery: what its `stat=` says, if it may name the id under which another server took it. */
  addRemote(stat: string | undefined): void {
    const remote = stat === undefined ? undefined : remoteQueueId(stat);
    if (remote === undefined || !isQueueId(remote)) this.#remote.push(0);
    else this.#remote.push(this.ids.id(remote) * (idTime(remote) === undefined ? -1 : 1));
  }

  /** Of all that were added. */
  rows(): EntryRows {
    return {
      queueId: new Uint32Array(this.#queueId),
      row: new Uint32Array(this.#row),
      moment: new Float64Array(this.#moment),
      own: new Uint8Array(this.#own),
      session: new Uint8Array(this.#session),
      arrivals: new Int32Array(this.#arrivals),
      deliveries: new Int32Array(this.#deliveries),
      remote: new Int32Array(this.#remote),
      lists: new Int32Array(this.lists),
      ids: this.ids.list(),
      texts: this.texts.list(),
    };
  }

  #rowOf(record: LogRecord): number {
    if (record.kind === 'from') return readArrival(record, this);
    if (record.kind !== 'to') return 0;
    const { row, stat } = readDelivery(record, this);
    this.addRemote(stat);
    return row;
  }
}

/** One after the other, in the same room. */
const writer = new EntryRowsWriter();

export function entryRowsOf(batch: RecordBatch): EntryRows {
  writer.begin();
  const plain = new PlainRows(batch, writer);
  let view: BatchView | undefined;
  for (let i = 0; i < batch.count; i++) {
    if (plain.add(i)) continue;
    view ??= new BatchView(batch);
    writer.add(view.entry(i));
  }
  return writer.rows();
}

/** The rows of one entry. */
export function rowsOfEntry(record: LogRecord): EntryRows {
  writer.begin();
  writer.add(record);
  return writer.rows();
}
