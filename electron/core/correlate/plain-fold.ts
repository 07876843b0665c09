/**
 * The short way for messages as most are: an arrival, or the birth of a bounce, deliveries, refusals and bounces. What
 * build-message.ts and recipients.ts say of them is worked out on the numbers in the rows, without an object. For all
 * others (parts and hand-overs, clones, discards, quarantines, refused connections), and whenever what has happened does
 * not stand in the order of time, `take` answers false and the Message has to be made. That both ways agree is tested on
 * whole logs.
 */
import { parseDelay } from '#core/formats/sendmail/duration.ts';
import type { Milliseconds, OffsetMinutes, Seconds } from '#core/base/units.ts';
import { VERDICT_STATUSES } from './builder.ts';
import { ARRIVAL, BIRTH, DELIVERY, FLAG, KIND, LINK, OF, VERDICT, type BuilderRows } from './builder-rows.ts';
import type { Clock } from './clock.ts';
import { STATUSES } from './message.ts';
import { PlainRecipients } from './plain-recipients.ts';
import { isExpiry } from './recipients.ts';

/** By number of VERDICT_STATUSES, that of the state it leads to; undefined for what is not done here. */
const CLOSES = VERDICT_STATUSES.map((status) =>
  status === 'rejected' || status === 'bounced' ? STATUSES.indexOf(status) : undefined,
);
const BOUNCED = STATUSES.indexOf('bounced');
const DEFERRED = STATUSES.indexOf('deferred');
const QUEUED = STATUSES.indexOf('queued');

export class PlainFold {
  readonly recipients: PlainRecipients;
  builder = 0;
  /** As in OF. */
  arrival = 0;
  birth = 0;
  /** Has it gone on in others, as an envelope that was split? */
  splitUp = false;
  /** NaN where the log does not say. */
  arrived: Milliseconds = NaN;
  /** Of its entries, the latest. */
  latest: Milliseconds = NaN;
  /** Of the first entry that has a time; NaN without one. */
  zone: OffsetMinutes = NaN;
  /** The row of the last verdict about the message as a whole, or -1. */
  verdict = -1;
  /** As in OF, of deliveries. */
  #deliveries = 0;
  readonly #rows: BuilderRows;
  readonly #clock: Clock;

  constructor(rows: BuilderRows, clock: Clock) {
    this.#rows = rows;
    this.#clock = clock;
    this.recipients = new PlainRecipients(rows, clock);
  }

  take(builder: number): boolean {
    const { builders } = this.#rows;
    if ((builders.get(builder, OF.flags) & FLAG.connection) !== 0) return false;
    this.builder = builder;
    this.arrival = builders.get(builder, OF.arrival);
    this.birth = builders.get(builder, OF.birth);
    this.#deliveries = builders.get(builder, OF.deliveries);
    if (this.birth !== 0 && this.#isClone(this.birth)) return false;
    if (!this.#takeLinks(builders.get(builder, OF.links))) return false;
    if (!this.#takeEvents(builders.get(builder, OF.verdicts))) return false;
    const earliest = this.#takeEntries(builders.get(builder, OF.entries));
    this.arrived = this.#beginning(earliest);
    return true;
  }

  /** Does the log hold its beginning? */
  get startSeen(): boolean {
    const told = this.arrival !== 0 || this.birth !== 0;
    return told || (this.#deliveries === 0 && this.recipients.count > 0);
  }

  delayOf(delivery: number): Seconds | undefined {
    return this.#rows.unpackNumber(this.#rows.deliveries.get(delivery, DELIVERY.delay), parseDelay);
  }

  #isClone(birth: number): boolean {
    return this.#rows.births.get(birth - 1, BIRTH.clone) === 1;
  }

  /** False where a part of it has another id. */
  #takeLinks(end: number): boolean {
    this.splitUp = false;
    if (end === 0) return true;
    const { builders, links } = this.#rows;
    for (let row = links.get(end - 1, LINK.next); ; row = links.get(row, LINK.next)) {
      const kind = links.get(row, LINK.kind);
      if (kind !== KIND.child && kind !== KIND.parent) return false;
      const birth = kind === KIND.child ? builders.get(links.get(row, LINK.target), OF.birth) : 0;
      this.splitUp ||= birth !== 0 && this.#isClone(birth);
      if (row === end - 1) return true;
    }
  }

  /** Deliveries and verdicts as they stand in the log. False where that is not the order of time. `verdictEnd`: as in OF. */
  #takeEvents(verdictEnd: number): boolean {
    const { deliveries, verdicts } = this.#rows;
    this.recipients.clear();
    this.verdict = -1;
    let delivery = this.#deliveries === 0 ? -1 : deliveries.get(this.#deliveries - 1, DELIVERY.next);
    let verdict = verdictEnd === 0 ? -1 : verdicts.get(verdictEnd - 1, VERDICT.next);
    let before = NaN;
    for (let n = 0; delivery >= 0 || verdict >= 0; n++) {
      const delivered = delivery < 0 ? Infinity : deliveries.get(delivery, DELIVERY.record);
      const decided = verdict < 0 ? Infinity : verdicts.get(verdict, VERDICT.record);
      const time = this.#clock.millisecondsOf(Math.min(delivered, decided));
      if (n > 0 && !(time >= before)) return false;
      before = time;
      if (delivered <= decided) {
        this.recipients.deliver(delivery, time);
        delivery = delivery === this.#deliveries - 1 ? -1 : deliveries.get(delivery, DELIVERY.next);
      } else {
        if (!this.#decide(verdict)) return false;
        verdict = verdict === verdictEnd - 1 ? -1 : verdicts.get(verdict, VERDICT.next);
      }
    }
    return true;
  }

  /** False for one that is not done here. */
  #decide(verdict: number): boolean {
    const { verdicts } = this.#rows;
    const status = CLOSES[verdicts.get(verdict, VERDICT.status)];
    if (status === undefined) return false;
    const to = verdicts.get(verdict, VERDICT.to);
    if (to !== 0) this.recipients.close(to, verdict, status);
    else {
      this.verdict = verdict;
      if (status === BOUNCED) this.#bounceAll(verdict);
    }
    return true;
  }

  /** Expiry ends what is still open, any other bounce what was never tried. */
  #bounceAll(verdict: number): void {
    const { recipients } = this;
    const { texts, verdicts } = this.#rows;
    const expired = isExpiry(texts.optional(verdicts.get(verdict, VERDICT.text)));
    for (let i = 0; i < recipients.count; i++) {
      const status = recipients.status[i];
      if (status === QUEUED || (expired && status === DEFERRED)) recipients.closeAt(i, verdict, BOUNCED);
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

  /** `earliest`: of its entries. */
  #beginning(earliest: Milliseconds): Milliseconds {
    const { arrivals, births, deliveries } = this.#rows;
    if (this.arrival !== 0) return this.#clock.millisecondsOf(arrivals.get(this.arrival - 1, ARRIVAL.record));
    if (this.birth !== 0) return this.#clock.millisecondsOf(births.get(this.birth - 1, BIRTH.record));
    if (this.#deliveries === 0) return earliest;
    const first = deliveries.get(this.#deliveries - 1, DELIVERY.next);
    const time = this.#clock.millisecondsOf(deliveries.get(first, DELIVERY.record));
    return time - (this.delayOf(first) ?? 0) * 1000;
  }
}
