/**
 * The recipients of one message as recipients.ts folds them, in arrays that the next message takes over. Texts and rows
 * are numbers of the log's. What is not done here: discards, quarantines and hand-overs.
 */
import type { Milliseconds } from '#core/base/units.ts';
import { DELIVERY, STATUS_BITS, VERDICT, type BuilderRows } from './builder-rows.ts';
import type { Clock } from './clock.ts';
import { STATUSES } from './message.ts';
import { TextMemory } from './text-memory.ts';

/** What makes two deliveries the same line, opened twice. */
const SAME_LINE = [DELIVERY.stat, DELIVERY.delay, DELIVERY.relay, DELIVERY.dsn];
/** Of a text in TextMemory: is it what it is in lower case? */
const LOWER = 1;
const MIXED = 2;
/** Recipients of one message that are looked through one by one; beyond them they are found by their names. */
const FEW = 8;
const REJECTED = STATUSES.indexOf('rejected');
/** A packed delay that the line does not tell. */
const NO_DELAY = -1;
const NONE = -1;

export class PlainRecipients {
  count = 0;
  /** Of each recipient a text, the number of its state in STATUSES, and the row of its last delivery or -1. */
  readonly to: number[] = [];
  readonly status: number[] = [];
  readonly last: number[] = [];
  /** What was said of it at last, texts. */
  readonly stat: number[] = [];
  readonly dsn: number[] = [];
  /** How many attempts it has; the first of them, or -1. */
  readonly tries: number[] = [];
  readonly first: number[] = [];
  /** Of each attempt the next of the same recipient, or -1. */
  readonly next: number[] = [];
  readonly #latest: number[] = [];
  /** Of each attempt the row of its delivery, or -1 - row of its verdict. */
  readonly #attempts: number[] = [];
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

  /** The next message begins. */
  clear(): void {
    this.count = 0;
    this.#tried = 0;
    if (this.#many.size > 0) this.#many.clear();
  }

  /** Of an attempt, DELIVERY.relay, stat, dsn or reply. A verdict names no relay and no reply. */
  said(attempt: number, column: number): number {
    const row = this.#attempts[attempt] ?? 0;
    if (row >= 0) return this.#rows.deliveries.get(row, column);
    if (column === DELIVERY.stat) return this.#rows.verdicts.get(-1 - row, VERDICT.text);
    if (column === DELIVERY.dsn) return this.#rows.verdicts.get(-1 - row, VERDICT.dsn);
    return column === DELIVERY.delay ? NO_DELAY : 0;
  }

  /** A delivery, at `time`, to all recipients that it names. */
  deliver(delivery: number, time: Milliseconds): void {
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

  /** A verdict about one recipient, by its text. */
  close(to: number, verdict: number, status: number): void {
    this.closeAt(this.#recipient(to), verdict, status);
  }

  closeAt(i: number, verdict: number, status: number): void {
    const { verdicts } = this.#rows;
    const dsn = verdicts.get(verdict, VERDICT.dsn);
    this.status[i] = status;
    this.stat[i] = verdicts.get(verdict, VERDICT.text) || (this.stat[i] ?? 0);
    this.dsn[i] = dsn === 0 && status !== REJECTED ? (this.dsn[i] ?? 0) : dsn;
    this.#try(i, -1 - verdict);
  }

  #deliverTo(to: number, delivery: number, time: Milliseconds): void {
    const { deliveries } = this.#rows;
    const i = this.#recipient(to);
    const before = this.#latest[i] ?? NONE;
    this.last[i] = delivery;
    this.status[i] = deliveries.get(delivery, DELIVERY.flags) & STATUS_BITS;
    this.stat[i] = deliveries.get(delivery, DELIVERY.stat);
    this.dsn[i] = deliveries.get(delivery, DELIVERY.dsn);
    if (before === NONE || !this.#repeats(before, delivery, time)) this.#try(i, delivery);
  }

  #try(i: number, row: number): void {
    const attempt = this.#tried++;
    const before = this.#latest[i] ?? NONE;
    this.#attempts[attempt] = row;
    this.next[attempt] = NONE;
    if (before === NONE) this.first[i] = attempt;
    else this.next[before] = attempt;
    this.#latest[i] = attempt;
    this.tries[i] = (this.tries[i] ?? 0) + 1;
  }

  #recipient(to: number): number {
    const known = this.#find(to);
    return known === NONE ? this.#add(to) : known;
  }

  #add(to: number): number {
    const i = this.count++;
    this.to[i] = to;
    this.last[i] = this.first[i] = this.#latest[i] = NONE;
    this.stat[i] = this.dsn[i] = this.tries[i] = 0;
    if (this.count > FEW)
      for (let j = this.#many.size; j <= i; j++) this.#many.set(this.#lowered(this.to[j] ?? 0), j);
    return i;
  }

  #find(to: number): number {
    if (this.count > FEW) return this.#many.get(this.#lowered(to)) ?? NONE;
    for (let i = 0; i < this.count; i++) if (this.#isSame(this.to[i] ?? 0, to)) return i;
    return NONE;
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
    if (this.#timeOf(before) !== time) return false;
    return SAME_LINE.every((column) => this.said(before, column) === deliveries.get(now, column));
  }

  #timeOf(attempt: number): Milliseconds {
    const { deliveries, verdicts } = this.#rows;
    const row = this.#attempts[attempt] ?? 0;
    const record = row >= 0 ? deliveries.get(row, DELIVERY.record) : verdicts.get(-1 - row, VERDICT.record);
    return this.#clock.millisecondsOf(record);
  }
}
