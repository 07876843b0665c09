/** Puts messages as most are (plain-fold.ts) into columns, number by number: no text is cut out, no object made. */
import { ARRIVAL, DELIVERY, FLAG, OF, type BuilderRows } from './builder-rows.ts';
import type { BuildContext } from './build-message.ts';
import { FAILED } from './columns-of.ts';
import { directionTo, endOf } from './direction.ts';
import { markCode, type Filling } from './filling.ts';
import { DIRECTIONS, STATUSES, type Status } from './message.ts';
import { isEnded, worstOf } from './outcome.ts';
import { PlainFold } from './plain-fold.ts';
import { wholeNumber } from './read-entry.ts';
import { Sides } from './sides.ts';

const BOUNCE = markCode('bounce');
const INCOMPLETE = markCode('incomplete');
const OPEN = markCode('open');
const RETRIED = markCode('retried');
const FAILED_MARK = markCode('failed');

export class PlainColumns {
  readonly #rows: BuilderRows;
  readonly #to: Filling;
  readonly #fold: PlainFold;
  readonly #sides: Sides;
  /** Of the recipients of the message at hand. */
  readonly #statuses: Status[] = [];

  constructor(rows: BuilderRows, context: BuildContext, to: Filling) {
    this.#rows = rows;
    this.#to = to;
    this.#fold = new PlainFold(rows, context.clock);
    this.#sides = new Sides(rows, context.networks);
  }

  /** False for a message that is not plain. */
  take(m: number, builder: number): boolean {
    const fold = this.#fold;
    if (!fold.take(builder)) return false;
    const statuses = this.#statuses;
    statuses.length = fold.count;
    for (let i = 0; i < fold.count; i++)
      statuses[i] = STATUSES[fold.statusOf(fold.last[i] ?? 0)] ?? 'unknown';
    const status = worstOf(statuses);
    const ended = this.#isEnded(builder, status);
    this.#addArrival(m);
    this.#addNumbers(m, ended);
    this.#addDirection(m);
    this.#addStatus(status);
    for (let i = 0; i < fold.count; i++) this.#addRecipient(i);
    this.#mark(m, status, ended);
    return true;
  }

  #isEnded(builder: number, status: Status): boolean {
    if ((this.#rows.builders.get(builder, OF.flags) & FLAG.done) !== 0) return true;
    return isEnded({
      status,
      statuses: this.#statuses,
      splitUp: false,
      recipientCount: this.#expected(),
      withoutText: this.#fold.arrival !== 0 && this.#ofArrival(ARRIVAL.messageId) === 0,
      expanded: () => this.#isExpanded(),
    });
  }

  #isExpanded(): boolean {
    const { count, to } = this.#fold;
    for (let i = 0; i < count; i++) if (!this.#rows.texts.text(to[i] ?? 0).includes('@')) return true;
    return false;
  }

  #expected(): number | undefined {
    return wholeNumber(this.#rows.texts.optional(this.#ofArrival(ARRIVAL.count)));
  }

  #ofArrival(column: number): number {
    const { arrival } = this.#fold;
    return arrival === 0 ? 0 : this.#rows.arrivals.get(arrival - 1, column);
  }

  #addArrival(m: number): void {
    const { single } = this.#to;
    const { builders } = this.#rows;
    const { builder } = this.#fold;
    single.from[m] = this.#ofArrival(ARRIVAL.from) || builders.get(builder, OF.sender);
    single.client[m] = this.#ofArrival(ARRIVAL.client) || builders.get(builder, OF.client);
    single.messageId[m] = this.#ofArrival(ARRIVAL.messageId);
    single.daemon[m] = this.#ofArrival(ARRIVAL.daemon);
    single.protocol[m] = this.#ofArrival(ARRIVAL.protocol);
  }

  #addNumbers(m: number, ended: boolean): void {
    const { arrival, arrived, count, last, latest, zone } = this.#fold;
    const { numbers } = this.#to;
    const finished = ended ? latest : NaN;
    numbers.finished[m] = finished;
    numbers.time[m] = Number.isNaN(arrived) ? finished : arrived;
    numbers.zone[m] = zone;
    numbers.recipients[m] = this.#expected() ?? count;
    if (arrival !== 0)
      numbers.size[m] = this.#rows.unpackNumber(this.#ofArrival(ARRIVAL.size), wholeNumber) ?? NaN;
    let longest = NaN;
    for (let i = 0; i < count; i++) {
      const delay = this.#fold.delayOf(last[i] ?? 0) ?? NaN;
      if (!(longest >= delay) && !Number.isNaN(delay)) longest = delay;
    }
    numbers.delay[m] = longest;
  }

  #addDirection(m: number): void {
    const { arrived, count, last } = this.#fold;
    const { deliveries } = this.#rows;
    const from = this.#sides.ofPeer(this.#to.single.client[m] ?? 0, arrived);
    let [outside, inside] = [false, false];
    for (let i = 0; i < count && from !== undefined; i++) {
      const row = last[i] ?? 0;
      const mailer = this.#sides.mailer(deliveries.get(row, DELIVERY.mailer));
      const relay = this.#sides.ofPeer(deliveries.get(row, DELIVERY.relay), arrived);
      const end = endOf(this.#statuses[i] ?? 'unknown', mailer, relay);
      outside ||= end === 'outside';
      inside ||= end === 'inside';
    }
    this.#to.single.direction[m] = DIRECTIONS.indexOf(directionTo(from, outside, inside));
  }

  #addStatus(status: Status): void {
    const column = this.#to.several.status;
    column.push(STATUSES.indexOf(status) + 1);
    for (const one of this.#statuses) column.push(STATUSES.indexOf(one) + 1);
  }

  /** What the recipient has at last stands before what its attempts have had. */
  #addRecipient(i: number): void {
    const { to, relay, dsn, stat, mailer, reply } = this.#to.several;
    const { deliveries } = this.#rows;
    const { attempts, first, next, last } = this.#fold;
    to.push(this.#fold.to[i] ?? 0);
    mailer.push(deliveries.get(last[i] ?? 0, DELIVERY.mailer));
    relay.push(deliveries.get(last[i] ?? 0, DELIVERY.relay));
    dsn.push(deliveries.get(last[i] ?? 0, DELIVERY.dsn));
    stat.push(deliveries.get(last[i] ?? 0, DELIVERY.stat));
    for (let at = first[i] ?? -1; at >= 0; at = next[at] ?? -1) {
      const row = attempts[at] ?? 0;
      reply.push(deliveries.get(row, DELIVERY.reply));
      if (row === last[i]) continue;
      relay.push(deliveries.get(row, DELIVERY.relay));
      dsn.push(deliveries.get(row, DELIVERY.dsn));
      stat.push(deliveries.get(row, DELIVERY.stat));
    }
  }

  #mark(m: number, status: Status, ended: boolean): void {
    const { marks } = this.#to.several;
    const { arrival, count, tries } = this.#fold;
    if (this.#to.single.from[m] === this.#rows.empty) marks.push(BOUNCE);
    if (arrival === 0) marks.push(INCOMPLETE);
    if (!ended) marks.push(OPEN);
    for (let i = 0; i < count; i++) if ((tries[i] ?? 0) > 1) marks.push(RETRIED);
    if (FAILED.includes(status)) marks.push(FAILED_MARK);
  }
}
