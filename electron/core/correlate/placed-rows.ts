/** The rows of some entries among those of the whole log: their texts are told apart once, then rows are copied. */
import type { Milliseconds, RecordIndex } from '#core/base/units.ts';
import { ARRIVAL, ARRIVAL_WIDTH, type BuilderRows, DELIVERY, DELIVERY_WIDTH } from './builder-rows.ts';
import { DECIDES, type EntryRows } from './entry-rows.ts';

const ARRIVAL_TEXTS = [
  ARRIVAL.from,
  ARRIVAL.class,
  ARRIVAL.count,
  ARRIVAL.messageId,
  ARRIVAL.protocol,
  ARRIVAL.daemon,
];
const DELIVERY_TEXTS = [DELIVERY.dsn, DELIVERY.stat, DELIVERY.reply, DELIVERY.mailer];

export class PlacedRows {
  readonly #rows: EntryRows;
  readonly #of: BuilderRows;
  /** Numbers in the log's tables, by their own. */
  readonly #ids: Uint32Array;
  readonly #texts: Uint32Array;

  constructor(rows: EntryRows, of: BuilderRows) {
    this.#rows = rows;
    this.#of = of;
    this.#ids = of.ids.idsOf(rows.ids);
    this.#texts = of.texts.idsOf(rows.texts);
  }

  /** 0 for none. */
  queueId(i: number): number {
    return this.#ids[this.#rows.queueId[i] ?? 0] ?? 0;
  }

  /** The UTC moment that it names; NaN for none. */
  moment(i: number): Milliseconds {
    return this.#rows.moment[i] ?? NaN;
  }

  /** Is that moment inside its own queue id? */
  isOwnMoment(i: number): boolean {
    return this.#rows.own[i] === 1;
  }

  /** Of an entry without an id: does it decide something? */
  decides(i: number): boolean {
    return this.#rows.session[i] === DECIDES;
  }

  /** Of an entry without an id: SESSION. */
  session(i: number): number {
    return this.#rows.session[i] ?? 0;
  }

  /** Of an entry without an id: the other end that it names, a text. */
  sessionRelay(i: number): number {
    return this.#text(this.#rows.row[i] ?? 0);
  }

  /** The text of a client, also an empty one. */
  clientOf(i: number): number {
    return this.#text(this.#arrival(i, ARRIVAL.client));
  }

  /** The text of the other end of a delivery, also an empty one. */
  relayOf(i: number): number {
    return this.#text(this.#delivery(i, DELIVERY.relay));
  }

  /** The queue id under which another sendmail took a delivery; 0 for none. */
  remoteId(i: number): number {
    return this.#ids[Math.abs(this.#remote(i))] ?? 0;
  }

  /** Has that id a date? */
  isRemoteDated(i: number): boolean {
    return this.#remote(i) > 0;
  }

  /** Answers the number of the new row. */
  addArrival(i: number, index: RecordIndex): number {
    const { arrivals } = this.#of;
    const row = arrivals.add();
    arrivals.set(row, ARRIVAL.record, index);
    for (const column of ARRIVAL_TEXTS) arrivals.set(row, column, this.#text(this.#arrival(i, column)));
    arrivals.set(row, ARRIVAL.size, this.#packed(this.#arrival(i, ARRIVAL.size)));
    arrivals.set(row, ARRIVAL.client, this.#notEmpty(this.clientOf(i)));
    return row;
  }

  /** Answers the number of the new row. */
  addDelivery(i: number, index: RecordIndex): number {
    const { deliveries } = this.#of;
    const row = deliveries.add();
    deliveries.set(row, DELIVERY.record, index);
    const to = this.#delivery(i, DELIVERY.to);
    deliveries.set(row, DELIVERY.to, to < 0 ? this.#addList(-1 - to) : this.#text(to));
    deliveries.set(row, DELIVERY.flags, this.#delivery(i, DELIVERY.flags));
    for (const column of DELIVERY_TEXTS) deliveries.set(row, column, this.#text(this.#delivery(i, column)));
    deliveries.set(row, DELIVERY.relay, this.#notEmpty(this.relayOf(i)));
    deliveries.set(row, DELIVERY.delay, this.#packed(this.#delivery(i, DELIVERY.delay)));
    deliveries.set(
      row,
      DELIVERY.transactionDelay,
      this.#packed(this.#delivery(i, DELIVERY.transactionDelay)),
    );
    return row;
  }

  #arrival(i: number, column: number): number {
    return this.#rows.arrivals[(this.#rows.row[i] ?? 0) * ARRIVAL_WIDTH + column] ?? 0;
  }

  #delivery(i: number, column: number): number {
    return this.#rows.deliveries[(this.#rows.row[i] ?? 0) * DELIVERY_WIDTH + column] ?? 0;
  }

  #remote(i: number): number {
    return this.#rows.remote[this.#rows.row[i] ?? 0] ?? 0;
  }

  #text(own: number): number {
    return this.#texts[own] ?? 0;
  }

  #notEmpty(text: number): number {
    return text === this.#of.empty ? 0 : text;
  }

  #packed(own: number): number {
    return own < -1 ? -2 - this.#text(-2 - own) : own;
  }

  #addList(at: number): number {
    const { lists } = this.#of;
    const own = this.#rows.lists;
    const place = lists.add();
    const count = own[at] ?? 0;
    lists.set(place, 0, count);
    for (let i = 1; i <= count; i++) lists.set(lists.add(), 0, this.#text(own[at + i] ?? 0));
    return -1 - place;
  }
}
