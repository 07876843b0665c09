/**
 * The short way for messages as most are: an arrival, deliveries and nothing else. What build-message.ts and
 * recipients.ts say of them is worked out on the numbers in the rows, without an object; for all others, and whenever
 * deliveries do not stand in the order of time, `take` answers false and the Message has to be made. That both ways
 * agree is tested on whole logs.
 */
import { parseDelay } from '#core/formats/sendmail/duration.ts';
import { ARRIVAL, DELIVERY, FLAG, OF, STATUS_BITS, type BuilderRows } from './builder-rows.ts';
import { chain } from './circles.ts';
import type { Clock } from './clock.ts';

export interface PlainRecipient {
  /** A text. */
  readonly to: number;
  /** The row of its last delivery. */
  last: number;
  /** Rows of deliveries that count as attempts. */
  readonly attempts: number[];
}

/** Recipients of one message that are looked through one by one; beyond them they are found by their names. */
const FEW = 8;

export class PlainFold {
  readonly recipients: PlainRecipient[] = [];
  /** NaN where the log does not say. */
  arrived = NaN;
  builder = 0;
  arrival = 0;
  readonly #rows: BuilderRows;
  readonly #clock: Clock;
  readonly #lower = new Map<string, number>();
  readonly #lowerOf = new Map<number, number>();
  /** Of the message, by the number of the name without regard to case, where they are many. */
  readonly #many = new Map<number, PlainRecipient>();

  constructor(rows: BuilderRows, clock: Clock) {
    this.#rows = rows;
    this.#clock = clock;
  }

  /** Nothing but an arrival and deliveries. */
  isPlain(builder: number): boolean {
    const of = (column: number): number => this.#rows.builders.get(builder, column);
    if ((of(OF.links) | of(OF.verdicts) | of(OF.birth)) !== 0) return false;
    return (of(OF.flags) & (FLAG.connection | FLAG.hasChildren)) === 0;
  }

  take(builder: number): boolean {
    if (!this.isPlain(builder)) return false;
    const { builders, deliveries } = this.#rows;
    const of = (column: number): number => builders.get(builder, column);
    this.builder = builder;
    this.arrival = of(OF.arrival);
    this.recipients.length = 0;
    this.#many.clear();
    let before = -Infinity;
    let first = -1;
    for (const delivery of chain(deliveries, DELIVERY.next, of(OF.deliveries))) {
      const time = this.#clock.millisecondsOf(deliveries.get(delivery, DELIVERY.record));
      if (first >= 0 && !(time >= before)) return false;
      before = time;
      if (first < 0) first = delivery;
      this.#deliver(delivery, time);
    }
    this.arrived = this.#beginning(first);
    return true;
  }

  statusOf(delivery: number): number {
    return this.#rows.deliveries.get(delivery, DELIVERY.flags) & STATUS_BITS;
  }

  /** Of its entries, the latest. */
  lastTime(): number {
    let latest = NaN;
    this.#rows.entries.some(this.#rows.builders.get(this.builder, OF.entries), (entry) => {
      const time = this.#clock.millisecondsOf(entry);
      if (!Number.isNaN(time) && !(latest >= time)) latest = time;
      return false;
    });
    return latest;
  }

  /** Of the first entry that has a time. */
  zone(): number | undefined {
    let first: number | undefined;
    this.#rows.entries.some(this.#rows.builders.get(this.builder, OF.entries), (entry) => {
      if (!Number.isNaN(this.#clock.millisecondsOf(entry))) first = entry;
      return false;
    });
    return first === undefined ? undefined : this.#clock.timeOf(first)?.zone;
  }

  delayOf(delivery: number): number | undefined {
    return this.#rows.unpackNumber(this.#rows.deliveries.get(delivery, DELIVERY.delay), parseDelay);
  }

  #beginning(delivery: number): number {
    const { builders, arrivals, deliveries, entries } = this.#rows;
    if (this.arrival !== 0) return this.#clock.millisecondsOf(arrivals.get(this.arrival - 1, ARRIVAL.record));
    if (delivery >= 0) {
      const time = this.#clock.millisecondsOf(deliveries.get(delivery, DELIVERY.record));
      return time - (this.delayOf(delivery) ?? 0) * 1000;
    }
    let first = NaN;
    entries.some(builders.get(this.builder, OF.entries), (entry) => {
      const time = this.#clock.millisecondsOf(entry);
      if (!Number.isNaN(time)) first = time;
      return false;
    });
    return first;
  }

  #deliver(delivery: number, time: number): void {
    for (const to of this.#rows.recipientsOf(delivery)) {
      const known = this.#known(to);
      if (known === undefined) this.#add({ to, last: delivery, attempts: [delivery] });
      else {
        known.last = delivery;
        if (!this.#repeats(known.attempts.at(-1), delivery, time)) known.attempts.push(delivery);
      }
    }
  }

  #add(recipient: PlainRecipient): void {
    this.recipients.push(recipient);
    if (this.recipients.length <= FEW) return;
    const fresh = this.#many.size === 0 ? this.recipients : [recipient];
    for (const one of fresh) this.#many.set(this.#lowered(one.to), one);
  }

  #known(to: number): PlainRecipient | undefined {
    if (this.#many.size > 0) return this.#many.get(this.#lowered(to));
    for (const known of this.recipients) {
      if (known.to === to || this.#lowered(known.to) === this.#lowered(to)) return known;
    }
    return undefined;
  }

  /** A number of the text without regard to case. */
  #lowered(text: number): number {
    const cached = this.#lowerOf.get(text);
    if (cached !== undefined) return cached;
    const lower = this.#rows.texts.text(text).toLowerCase();
    const number = this.#lower.get(lower) ?? this.#lower.size;
    this.#lower.set(lower, number);
    this.#lowerOf.set(text, number);
    return number;
  }

  /** The same line opened twice (a log and its copy) is one attempt. */
  #repeats(before: number | undefined, now: number, time: number): boolean {
    if (before === undefined) return false;
    const { deliveries } = this.#rows;
    if (this.#clock.millisecondsOf(deliveries.get(before, DELIVERY.record)) !== time) return false;
    return [DELIVERY.stat, DELIVERY.delay, DELIVERY.relay, DELIVERY.dsn].every(
      (column) => deliveries.get(before, column) === deliveries.get(now, column),
    );
  }
}
