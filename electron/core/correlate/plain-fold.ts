/**
 * The short way for messages as most are: an arrival, deliveries and nothing else. What build-message.ts and
 * recipients.ts say of them is worked out on the numbers in the rows, and put into arrays that the next message takes
 * over, without an object; for all others, and whenever deliveries do not stand in the order of time, `take` answers
 * false and the Message has to be made. That both ways agree is tested on whole logs.
 */
import { parseDelay } from '#core/formats/sendmail/duration.ts';
import type { Milliseconds, OffsetMinutes } from '#core/base/units.ts';
import { ARRIVAL, DELIVERY, FLAG, OF, STATUS_BITS, type BuilderRows } from './builder-rows.ts';
import type { Clock } from './clock.ts';
import { TextMemory } from './text-memory.ts';

/** What makes two deliveries the same line, opened twice. */
const SAME_LINE = [DELIVERY.stat, DELIVERY.delay, DELIVERY.relay, DELIVERY.dsn];
/** Of a text in TextMemory: is it what it is in lower case? */
const LOWER = 1;
const MIXED = 2;

/** Recipients of one message that are looked through one by one; beyond them they are found by their names. */
const FEW = 8;

export class PlainFold {
  builder = 0;
  /** As in OF. */
  arrival = 0;
  /** NaN where the log does not say. */
  arrived: Milliseconds = NaN;
  /** Of its entries, the latest. */
  latest: Milliseconds = NaN;
  /** Of the first entry that has a time; NaN without one. */
  zone: OffsetMinutes = NaN;
  /** Of recipients. */
  count = 0;
  /** Of each recipient a text, the row of its last delivery, and how many of its deliveries count as attempts. */
  readonly to: number[] = [];
  readonly last: number[] = [];
  readonly tries: number[] = [];
  /** Rows of deliveries that count as attempts; of each recipient its first, of each the next of the same; -1 for none. */
  readonly attempts: number[] = [];
  readonly first: number[] = [];
  readonly next: number[] = [];
  readonly #latest: number[] = [];
  #tried = 0;
  readonly #rows: BuilderRows;
  readonly #clock: Clock;
  readonly #cases = new TextMemory();
  readonly #lower = new Map<string, number>();
  readonly #lowerOf = new Map<number, number>();
  /** Of the message, its recipients by the number of the name without regard to case, where they are many. */
  readonly #many = new Map<number, number>();

  constructor(rows: BuilderRows, clock: Clock) {
    this.#rows = rows;
    this.#clock = clock;
  }

  take(builder: number): boolean {
    const { builders } = this.#rows;
    if (!isPlain(this.#rows, builder)) return false;
    this.builder = builder;
    this.arrival = builders.get(builder, OF.arrival);
    this.count = 0;
    this.#tried = 0;
    this.#many.clear();
    const end = builders.get(builder, OF.deliveries);
    if (!this.#takeDeliveries(end)) return false;
    const earliest = this.#takeEntries(builders.get(builder, OF.entries));
    this.arrived = this.#beginning(end, earliest);
    return true;
  }

  statusOf(delivery: number): number {
    return this.#rows.deliveries.get(delivery, DELIVERY.flags) & STATUS_BITS;
  }

  delayOf(delivery: number): number | undefined {
    return this.#rows.unpackNumber(this.#rows.deliveries.get(delivery, DELIVERY.delay), parseDelay);
  }

  /** False where they do not stand in the order of time. */
  #takeDeliveries(end: number): boolean {
    if (end === 0) return true;
    const { deliveries } = this.#rows;
    const first = deliveries.get(end - 1, DELIVERY.next);
    let before = -Infinity;
    for (let row = first; ; row = deliveries.get(row, DELIVERY.next)) {
      const time = this.#clock.millisecondsOf(deliveries.get(row, DELIVERY.record));
      if (row !== first && !(time >= before)) return false;
      before = time;
      this.#deliver(row, time);
      if (row === end - 1) return true;
    }
  }

  /** Answers the time of the first entry that has one. */
  #takeEntries(end: number): Milliseconds {
    const { entries } = this.#rows;
    let earliest = NaN;
    let entry = 0;
    this.latest = NaN;
    for (let at = end; at !== 0; at = entries.before(at)) {
      const time = this.#clock.millisecondsOf(entries.entryAt(at));
      if (Number.isNaN(time)) continue;
      if (!(this.latest >= time)) this.latest = time;
      earliest = time;
      entry = entries.entryAt(at);
    }
    this.zone = Number.isNaN(earliest) ? NaN : this.#clock.zoneAt(entry);
    return earliest;
  }

  #beginning(end: number, earliest: Milliseconds): Milliseconds {
    const { arrivals, deliveries } = this.#rows;
    if (this.arrival !== 0) return this.#clock.millisecondsOf(arrivals.get(this.arrival - 1, ARRIVAL.record));
    if (end === 0) return earliest;
    const first = deliveries.get(end - 1, DELIVERY.next);
    const time = this.#clock.millisecondsOf(deliveries.get(first, DELIVERY.record));
    return time - (this.delayOf(first) ?? 0) * 1000;
  }

  #deliver(delivery: number, time: Milliseconds): void {
    const { deliveries, lists } = this.#rows;
    const to = deliveries.get(delivery, DELIVERY.to);
    if (to >= 0) {
      this.#deliverTo(to, delivery, time);
      return;
    }
    const place = -1 - to;
    const count = lists.get(place, 0);
    for (let i = 1; i <= count; i++) this.#deliverTo(lists.get(place + i, 0), delivery, time);
  }

  #deliverTo(to: number, delivery: number, time: Milliseconds): void {
    const known = this.#find(to);
    const i = known < 0 ? this.#add(to) : known;
    const before = this.#latest[i] ?? -1;
    this.last[i] = delivery;
    if (before >= 0 && this.#repeats(this.attempts[before] ?? 0, delivery, time)) return;
    const attempt = this.#tried++;
    this.attempts[attempt] = delivery;
    this.next[attempt] = -1;
    if (before < 0) this.first[i] = attempt;
    else this.next[before] = attempt;
    this.#latest[i] = attempt;
    this.tries[i] = (this.tries[i] ?? 0) + 1;
  }

  #add(to: number): number {
    const i = this.count++;
    this.to[i] = to;
    this.tries[i] = 0;
    this.#latest[i] = -1;
    if (this.count > FEW)
      for (let j = this.#many.size; j <= i; j++) this.#many.set(this.#lowered(this.to[j] ?? 0), j);
    return i;
  }

  #find(to: number): number {
    if (this.count > FEW) return this.#many.get(this.#lowered(to)) ?? -1;
    for (let i = 0; i < this.count; i++) if (this.#isSame(this.to[i] ?? 0, to)) return i;
    return -1;
  }

  /** Without regard to case. */
  #isSame(one: number, other: number): boolean {
    if (one === other) return true;
    if (this.#caseOf(one) === LOWER && this.#caseOf(other) === LOWER) return false;
    return this.#lowered(one) === this.#lowered(other);
  }

  /** A number of the text without regard to case. */
  #lowered(text: number): number {
    const known = this.#lowerOf.get(text);
    if (known !== undefined) return known;
    const lower = this.#rows.texts.text(text).toLowerCase();
    const number = this.#lower.get(lower) ?? this.#lower.size;
    this.#lower.set(lower, number);
    this.#lowerOf.set(text, number);
    return number;
  }

  #caseOf(text: number): number {
    const known = this.#cases.get(text);
    if (known !== 0) return known;
    const words = this.#rows.texts.text(text);
    return this.#cases.set(text, words === words.toLowerCase() ? LOWER : MIXED);
  }

  /** The same line opened twice (a log and its copy) is one attempt. */
  #repeats(before: number, now: number, time: Milliseconds): boolean {
    const { deliveries } = this.#rows;
    if (this.#clock.millisecondsOf(deliveries.get(before, DELIVERY.record)) !== time) return false;
    return SAME_LINE.every((column) => deliveries.get(before, column) === deliveries.get(now, column));
  }
}

/** Nothing but an arrival and deliveries. */
function isPlain({ builders }: BuilderRows, builder: number): boolean {
  if (builders.get(builder, OF.links) !== 0 || builders.get(builder, OF.verdicts) !== 0) return false;
  if (builders.get(builder, OF.birth) !== 0) return false;
  return (builders.get(builder, OF.flags) & (FLAG.connection | FLAG.hasChildren)) === 0;
}
