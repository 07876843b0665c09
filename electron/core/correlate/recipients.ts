/** Folds deliveries and verdicts into recipients: each once, with every attempt and its last known state. */
import type { RecordIndex } from '#core/base/units.ts';
import type { Builder, Delivery, Verdict } from './builder.ts';
import type { Clock } from './clock.ts';
import type { Attempt, Recipient, Status } from './message.ts';
import { put, type Writable } from './put.ts';

interface Open {
  to: string;
  status: Status;
  last: Delivery | undefined;
  stat: string | undefined;
  dsn: string | undefined;
  /** Its last line is a hand-over to the MTA of this host, whose own lines are in the log. */
  handed: boolean;
  attempts: Attempt[];
}

type Event = { readonly record: RecordIndex; readonly delivery?: Delivery; readonly verdict?: Verdict };

/** Folds what the ids of one message say; a hand-over is no end of its own once the MTA's lines are there. */
export class RecipientFold {
  readonly #clock: Clock;
  readonly #open = new Map<string, Open>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(builder: Builder, handedOver: ReadonlySet<string>): void {
    for (const event of inOrder(eventsOf(builder), this.#clock)) {
      if (event.verdict !== undefined) this.#decide(event.verdict);
      else if (event.delivery !== undefined) this.#attempt(event.delivery, handedOver);
    }
  }

  /** `expected`: how many recipients the MTA took over; more than those are its own, under other names. */
  recipients(expected: number): Recipient[] {
    const all = [...this.#open.values()];
    const own = all.filter((o) => !o.handed);
    const shown = own.length === 0 || own.length < expected ? all : own;
    return shown.map(finish);
  }

  /** The submission queue's `alice` is the MTA's `alice@this.host`. */
  #qualify(delivery: Delivery): void {
    for (const to of delivery.recipients) {
      const at = to.lastIndexOf('@');
      const local = at < 0 ? undefined : this.#open.get(to.slice(0, at).toLowerCase());
      if (local?.handed !== true || this.#open.has(to.toLowerCase())) continue;
      this.#open.delete(local.to.toLowerCase());
      local.to = to;
      this.#open.set(to.toLowerCase(), local);
    }
  }

  #attempt(delivery: Delivery, handedOver: ReadonlySet<string>): void {
    const done = delivery.handOver !== undefined && handedOver.has(delivery.handOver);
    const attempt = attemptOf(delivery, this.#clock);
    if (!done) this.#qualify(delivery);
    for (const to of delivery.recipients) {
      const open = this.#recipient(to);
      open.status = done ? 'queued' : delivery.status;
      open.last = delivery;
      open.stat = delivery.stat;
      open.dsn = delivery.dsn;
      open.handed = done;
      if (done) continue;
      if (!repeats(open.attempts.at(-1), attempt)) open.attempts.push(attempt);
    }
  }

  #decide(verdict: Verdict): void {
    if (verdict.status === 'released') this.#release();
    else if (verdict.to === undefined) this.#decideAll(verdict);
    else this.#close(this.#recipient(verdict.to), verdict, verdict.status);
  }

  /**
   * Expiry ends what is still open. Any other bounce ends what was never tried: a deferred recipient of the same
   * message stays in the queue. A discard or a quarantine holds for all.
   */
  #decideAll(verdict: Verdict): void {
    if (verdict.status === 'released') return;
    for (const open of this.#open.values()) {
      const waiting = open.status === 'deferred' || open.status === 'queued';
      const ended = open.status === 'queued' || (waiting && isExpiry(verdict.text));
      if (verdict.status === 'bounced' && ended) this.#close(open, verdict, 'bounced');
      if (verdict.status === 'quarantined' && waiting) open.status = 'quarantined';
      if (verdict.status === 'discarded' && waiting) open.status = 'discarded';
    }
  }

  #close(open: Open, verdict: Verdict, status: Status): void {
    open.status = status;
    open.handed = false;
    open.stat = verdict.text ?? open.stat;
    open.dsn = verdict.dsn ?? (status === 'rejected' ? undefined : open.dsn);
    const attempt: Writable<Attempt> = { status, record: verdict.record };
    put(attempt, 'time', this.#clock.timeOf(verdict.record)?.time);
    put(attempt, 'dsn', verdict.dsn);
    put(attempt, 'stat', verdict.text);
    open.attempts.push(attempt);
  }

  #release(): void {
    for (const open of this.#open.values()) {
      if (open.status !== 'quarantined') continue;
      open.status = open.last === undefined ? 'queued' : open.last.status;
      open.stat = open.last?.stat;
    }
  }

  #recipient(to: string): Open {
    const key = to.toLowerCase();
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const open: Open = {
      to,
      status: 'unknown',
      last: undefined,
      stat: undefined,
      dsn: undefined,
      handed: false,
      attempts: [],
    };
    this.#open.set(key, open);
    return open;
  }
}

function eventsOf(builder: Builder): Event[] {
  return [
    ...builder.deliveries.map((delivery) => ({ record: delivery.record, delivery })),
    ...builder.verdicts.map((verdict) => ({ record: verdict.record, verdict })),
  ];
}

/** The words of the final bounce when Timeout.queuereturn is over. */
export function isExpiry(text: string | undefined): boolean {
  return /^Cannot send message\b/i.test(text ?? '');
}

/** By time, and by place in the log where times are equal or missing. */
function inOrder(events: Event[], clock: Clock): readonly Event[] {
  if (events.length < 2) return events;
  return events.sort((a, b) => {
    const difference = clock.millisecondsOf(a.record) - clock.millisecondsOf(b.record);
    return difference || a.record - b.record;
  });
}

function attemptOf(delivery: Delivery, clock: Clock): Attempt {
  const attempt: Writable<Attempt> = { status: delivery.status, record: delivery.record };
  put(attempt, 'time', clock.timeOf(delivery.record)?.time);
  put(attempt, 'dsn', delivery.dsn);
  put(attempt, 'stat', delivery.stat);
  put(attempt, 'reply', delivery.reply);
  put(attempt, 'relay', delivery.relay);
  put(attempt, 'transactionDelay', delivery.transactionDelay);
  put(attempt, 'delay', delivery.delay);
  return attempt;
}

/** The same line opened twice (a log and its copy) is one attempt. */
function repeats(before: Attempt | undefined, now: Attempt): boolean {
  if (before === undefined || before.time === undefined || before.time !== now.time) return false;
  return (
    before.stat === now.stat &&
    before.delay === now.delay &&
    before.relay === now.relay &&
    before.dsn === now.dsn
  );
}

function finish(open: Open): Recipient {
  const { to, status, stat, dsn, attempts, last } = open;
  const recipient: Writable<Recipient> = { to, status, attempts };
  put(recipient, 'dsn', dsn);
  put(recipient, 'stat', stat);
  put(recipient, 'remoteQueueId', last?.remoteQueueId);
  put(recipient, 'mailer', last?.mailer);
  put(recipient, 'relay', last?.relay);
  put(recipient, 'delay', last?.delay);
  put(recipient, 'transactionDelay', last?.transactionDelay);
  return recipient;
}
