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
import { idTime, type Moment, momentOf } from './evidence.ts';
import { readArrival, readDelivery } from './read-entry.ts';
import { sessionOf } from './sessions.ts';
import { bodyOf, ownFinding } from './verdicts.ts';

/** Texts, joined. Number 0 is "absent"; text `n` ends before `ends[n]`, where the next begins. */
export interface TextList {
  readonly joined: string;
  readonly ends: Uint32Array<ArrayBuffer>;
}

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

/** The texts of some entries, most of them once. */
export class TextNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [''];

  readonly #last: number[] = [];

  id(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  /** Of a text that hardly ever comes twice: it is not looked for. */
  fresh(text: string): number {
    return this.#texts.push(text) - 1;
  }

  /** The same as id(), faster where the value of a column is often that of the entry before. */
  again(column: number, text: string | undefined): number {
    if (text === undefined) return 0;
    const last = this.#last[column] ?? 0;
    if (last !== 0 && this.#texts[last] === text) return last;
    return (this.#last[column] = this.id(text));
  }

  /** 0 for undefined. */
  idOf(text: string | undefined): number {
    return text === undefined ? 0 : this.id(text);
  }

  list(): TextList {
    const texts = this.#texts;
    const ends = new Uint32Array(texts.length);
    for (let i = 1; i < texts.length; i++) ends[i] = (ends[i - 1] ?? 0) + (texts[i] ?? '').length;
    return { joined: texts.join(''), ends };
  }
}

export class EntryRowsWriter {
  readonly arrivals: number[] = [];
  readonly deliveries: number[] = [];
  readonly lists: number[] = [];
  readonly texts = new TextNumbers();
  readonly #ids = new TextNumbers();
  readonly #queueId: number[] = [];
  readonly #row: number[] = [];
  readonly #moment: number[] = [];
  readonly #own: number[] = [];
  readonly #session: number[] = [];
  readonly #remote: number[] = [];
  readonly #momentOfId: (Moment | undefined)[] = [];

  add(record: LogRecord): void {
    const id = this.#ids.idOf(record.queueId);
    const moment = this.#momentOf(record, id);
    this.#queueId.push(id);
    const session = id === 0 ? aboutSession(record) : 0;
    this.#session.push(session);
    if (id !== 0) this.#row.push(this.#rowOf(record));
    else this.#row.push(session === 0 ? 0 : this.texts.idOf(field(record, 'relay')));
    this.#moment.push(moment?.time ?? NaN);
    this.#own.push(moment?.own === true ? 1 : 0);
  }

  /** The entries of a message ask one after the other. */
  #momentOf(record: LogRecord, id: number): Moment | undefined {
    const known = id === 0 || record.dialect !== 'sendmail' ? undefined : this.#momentOfId[id];
    if (known !== undefined) return known;
    const moment = momentOf(record);
    if (moment?.own === true) this.#momentOfId[id] = moment;
    return moment;
  }

  /** Of all that were added. */
  rows(): EntryRows {
    return {
      queueId: new Uint32Array(this.#queueId),
      row: new Uint32Array(this.#row),
      moment: new Float64Array(this.#moment),
      own: new Uint8Array(this.#own),
      session: new Uint8Array(this.#session),
      arrivals: new Int32Array(this.arrivals),
      deliveries: new Int32Array(this.deliveries),
      remote: new Int32Array(this.#remote),
      lists: new Int32Array(this.lists),
      ids: this.#ids.list(),
      texts: this.texts.list(),
    };
  }

  #rowOf(record: LogRecord): number {
    if (record.kind === 'from') return readArrival(record, this);
    if (record.kind !== 'to') return 0;
    const { row, stat } = readDelivery(record, this);
    const remote = stat === undefined ? undefined : remoteQueueId(stat);
    if (remote === undefined || !isQueueId(remote)) this.#remote.push(0);
    else this.#remote.push(this.#ids.id(remote) * (idTime(remote) === undefined ? -1 : 1));
    return row;
  }
}

export function entryRowsOf(batch: RecordBatch): EntryRows {
  const view = new BatchView(batch);
  const writer = new EntryRowsWriter();
  for (let i = 0; i < batch.count; i++) writer.add(view.entry(i));
  return writer.rows();
}
