/** Puts messages as most are (plain-fold.ts) into columns, number by number: no text is cut out, no object made. */
import { VERDICT_STATUSES } from './builder.ts';
import { ARRIVAL, DELIVERY, FLAG, OF, VERDICT, type BuilderRows } from './builder-rows.ts';
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
    const { recipients, verdict } = fold;
    const statuses = this.#statuses;
    statuses.length = recipients.count;
    for (let i = 0; i < recipients.count; i++) statuses[i] = STATUSES[recipients.status[i] ?? 0] ?? 'unknown';
    const status = verdict >= 0 && recipients.count === 0 ? this.#decided(verdict) : worstOf(statuses);
    const ended = this.#isEnded(builder, status);
    this.#addArrival(m);
    this.#addVerdict(m, verdict);
    this.#addNumbers(m, ended);
    this.#addDirection(m);
    this.#addStatus(status);
    for (let i = 0; i < recipients.count; i++) this.#addRecipient(i);
    this.#mark(m, status, ended);
    return true;
  }

  #decided(verdict: number): Status {
    const status = VERDICT_STATUSES[this.#rows.verdicts.get(verdict, VERDICT.status)];
    return status === undefined || status === 'released' ? 'unknown' : status;
  }

  #isEnded(builder: number, status: Status): boolean {
    if ((this.#rows.builders.get(builder, OF.flags) & FLAG.done) !== 0) return true;
    return isEnded({
      status,
      statuses: this.#statuses,
      splitUp: this.#fold.splitUp,
      recipientCount: this.#expected(),
      withoutText: this.#fold.arrival !== 0 && this.#ofArrival(ARRIVAL.messageId) === 0,
      expanded: () => this.#isExpanded(),
    });
  }

  #isExpanded(): boolean {
    const { count, to } = this.#fold.recipients;
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
    const { birth, builder } = this.#fold;
    const unnamed = birth === 0 ? 0 : this.#rows.empty;
    single.from[m] = this.#ofArrival(ARRIVAL.from) || builders.get(builder, OF.sender) || unnamed;
    single.client[m] = this.#ofArrival(ARRIVAL.client) || builders.get(builder, OF.client);
    single.messageId[m] = this.#ofArrival(ARRIVAL.messageId);
    single.daemon[m] = this.#ofArrival(ARRIVAL.daemon);
    single.protocol[m] = this.#ofArrival(ARRIVAL.protocol);
  }

  /** The words of a failure stand with the recipients already, where these are known. */
  #addVerdict(m: number, verdict: number): void {
    if (verdict < 0) return;
    const told = this.#fold.recipients.count > 0 && this.#decided(verdict) === 'bounced';
    this.#to.single.verdict[m] = told ? 0 : this.#rows.verdicts.get(verdict, VERDICT.text);
  }

  #addNumbers(m: number, ended: boolean): void {
    const { arrival, arrived, latest, zone } = this.#fold;
    const { count, last } = this.#fold.recipients;
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
      const row = last[i] ?? -1;
      const delay = row < 0 ? undefined : this.#fold.delayOf(row);
      if (delay !== undefined && !(longest >= delay)) longest = delay;
    }
    numbers.delay[m] = longest;
  }

  #addDirection(m: number): void {
    const { arrived, birth } = this.#fold;
    const { count, last } = this.#fold.recipients;
    const from = birth !== 0 ? 'inside' : this.#sides.ofPeer(this.#to.single.client[m] ?? 0, arrived);
    let [outside, inside] = [false, false];
    for (let i = 0; i < count && from !== undefined; i++) {
      const mailer = this.#sides.mailer(this.#ofDelivery(last[i], DELIVERY.mailer));
      const relay = this.#sides.ofPeer(this.#ofDelivery(last[i], DELIVERY.relay), arrived);
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

  /** 0 for the row -1. */
  #ofDelivery(row = -1, column: number): number {
    return row < 0 ? 0 : this.#rows.deliveries.get(row, column);
  }

  /** What the recipient has at last stands before what its attempts have had. */
  #addRecipient(i: number): void {
    const { recipients } = this.#fold;
    const { to, relay, dsn, stat, mailer, reply } = this.#to.several;
    to.push(recipients.to[i] ?? 0);
    mailer.push(this.#ofDelivery(recipients.last[i], DELIVERY.mailer));
    relay.push(this.#ofDelivery(recipients.last[i], DELIVERY.relay));
    dsn.push(recipients.dsn[i] ?? 0);
    stat.push(recipients.stat[i] ?? 0);
    for (let at = recipients.first[i] ?? -1; at >= 0; at = recipients.next[at] ?? -1) {
      relay.push(recipients.said(at, DELIVERY.relay));
      dsn.push(recipients.said(at, DELIVERY.dsn));
      stat.push(recipients.said(at, DELIVERY.stat));
      reply.push(recipients.said(at, DELIVERY.reply));
    }
  }

  #mark(m: number, status: Status, ended: boolean): void {
    const { marks } = this.#to.several;
    const { count, tries } = this.#fold.recipients;
    if (this.#to.single.from[m] === this.#rows.empty) marks.push(BOUNCE);
    if (!this.#fold.startSeen) marks.push(INCOMPLETE);
    if (!ended) marks.push(OPEN);
    for (let i = 0; i < count; i++) if ((tries[i] ?? 0) > 1) marks.push(RETRIED);
    if (FAILED.includes(status)) marks.push(FAILED_MARK);
  }
}
