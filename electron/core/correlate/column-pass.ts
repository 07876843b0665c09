/**
 * One pass over all messages for every column: plain ones by their rows, the others by the Message that is made and let
 * go again. Values are numbers of the log's texts. Of a log that grows, messages to which nothing was added are taken
 * over from the pass before, many at a time, as long as times and networks are what they were. What is made is plain data: it is stored
 * with what is joined, and a log that is opened again has its columns at once.
 */
import {
  MARKS,
  NUMBER_COLUMNS,
  type Mark,
  type NumberColumn,
  type Numbers,
} from '#core/records/message-columns.ts';
import type { BuildContext } from './build-message.ts';
import { ARRIVAL, DELIVERY, FLAG, OF, type BuilderRows } from './builder-rows.ts';
import { timesHold } from './clock-signature.ts';
import { FAILED, longestDelay, marksOf } from './columns-of.ts';
import { directionOf } from './direction.ts';
import { freshnessOf } from './freshness.ts';
import { Gathered, type Lists } from './gathered.ts';
import { DIRECTIONS, STATUSES, type Direction, type Message, type Peer, type Status } from './message.ts';
import { narrowed } from './narrowed.ts';
import { isEnded, worstOf } from './outcome.ts';
import { PlainFold } from './plain-fold.ts';
import { wholeNumber } from './read-entry.ts';

const SINGLE = ['host', 'from', 'messageId', 'daemon', 'protocol', 'client', 'direction', 'verdict'] as const;
const SEVERAL = ['to', 'relay', 'status', 'dsn', 'mailer', 'stat', 'reply', 'marks'] as const;

type Single = (typeof SINGLE)[number];
type Several = (typeof SEVERAL)[number];

export interface PassOver {
  readonly rows: BuilderRows;
  /** Of each message, ascending. */
  readonly builders: Uint32Array;
  readonly context: BuildContext;
  readonly messageAt: (number: number) => Message;
}

export interface ColumnPass {
  readonly single: Readonly<Record<Single, Numbers>>;
  readonly several: Readonly<Record<Several, Lists>>;
  readonly numbers: Readonly<Record<NumberColumn, Float64Array>>;
  readonly builders: Uint32Array;
  /** Of each message its freshness: equal where nothing was added to it. 0 in what older versions have stored. */
  readonly ends: Uint32Array;
  /** Entries of all messages: more of them, and there are other messages. */
  readonly entries: number;
  /** What the times and directions follow from. */
  readonly seen: string;
}

/** `before` itself where it still holds. */
export function columnPass(over: PassOver, before?: ColumnPass): ColumnPass {
  const { clock, networks } = over.context;
  const seen = `${clock.signature}\n${networks.signature}`;
  const usable = before !== undefined && holds(before.seen, seen) ? before : undefined;
  if (usable?.entries === over.rows.entries.count && usable.builders.length === over.builders.length)
    return usable;
  const filler = new Filler(over);
  filler.fill(usable);
  return filler.made(seen);
}

/** Do the times and directions of what was there `before` hold? */
function holds(before: string, now: string): boolean {
  const [times = '', networks] = before.split('\n');
  const [timesNow = '', networksNow] = now.split('\n');
  return networks === networksNow && timesHold(times, timesNow);
}

class Filler {
  readonly #single: Readonly<Record<Single, Uint32Array>>;
  readonly #several: Readonly<Record<Several, Gathered>>;
  readonly #numbers: Readonly<Record<NumberColumn, Float64Array>>;
  readonly #rows: BuilderRows;
  readonly #over: PassOver;
  readonly #fold: PlainFold;
  readonly #ends: Uint32Array;

  constructor(over: PassOver) {
    const count = over.builders.length;
    this.#over = over;
    this.#rows = over.rows;
    this.#fold = new PlainFold(over.rows, over.context.clock);
    this.#ends = new Uint32Array(count);
    this.#single = recordOf(SINGLE, () => new Uint32Array(count));
    this.#several = recordOf(SEVERAL, () => new Gathered(count));
    this.#numbers = recordOf(NUMBER_COLUMNS, () => new Float64Array(count).fill(NaN));
  }

  fill(before: ColumnPass | undefined): void {
    const { builders } = this.#over;
    let known = 0;
    /* Messages that stand one after the other here and in the pass before, and end before `m`. */
    let same = 0;
    for (const [m, builder] of builders.entries()) {
      const next = known + same;
      const freshness = freshnessOf(this.#rows, builder);
      this.#ends[m] = freshness;
      if (before !== undefined && before.builders[next] === builder && before.ends[next] === freshness) {
        same++;
        continue;
      }
      this.#takeOver(before, known, same, m - same);
      known = next;
      same = 0;
      while (before !== undefined && (before.builders[known] ?? Infinity) < builder) known++;
      /* It may stand behind others that have become parts of their messages. */
      if (before !== undefined && before.builders[known] === builder && before.ends[known] === freshness) {
        same = 1;
        continue;
      }
      if (before?.builders[known] === builder) known++;
      this.#add(m, builder);
    }
    this.#takeOver(before, known, same, builders.length - same);
  }

  made(seen: string): ColumnPass {
    return {
      single: recordOf(SINGLE, (column) => narrowed(this.#single[column])),
      several: recordOf(SEVERAL, (column) => this.#several[column].lists()),
      numbers: this.#numbers,
      builders: this.#over.builders,
      ends: this.#ends,
      entries: this.#rows.entries.count,
      seen,
    };
  }

  #add(m: number, builder: number): void {
    this.#single.host[m] = this.#rows.builders.get(builder, OF.host);
    if (this.#fold.take(builder)) this.#addPlain(m);
    else this.#addMessage(m, this.#over.messageAt(m));
    for (const column of SEVERAL) this.#several[column].close();
  }

  /** `count` messages from `known` on stand here from `m` on. */
  #takeOver(before: ColumnPass | undefined, known: number, count: number, m: number): void {
    if (before === undefined || count === 0) return;
    const end = known + count;
    for (const column of SINGLE) this.#single[column].set(before.single[column].subarray(known, end), m);
    for (const column of NUMBER_COLUMNS)
      this.#numbers[column].set(before.numbers[column].subarray(known, end), m);
    for (const column of SEVERAL) this.#several[column].copy(before.several[column], known, end);
  }

  #addPlain(m: number): void {
    const { recipients, arrived, builder } = this.#fold;
    const { builders } = this.#rows;
    this.#addArrival(m);
    const statuses: Status[] = [];
    for (const { last } of recipients) statuses.push(STATUSES[this.#fold.statusOf(last)] ?? 'unknown');
    const status = worstOf(statuses);
    const ended =
      (builders.get(builder, OF.flags) & FLAG.done) !== 0 ||
      isEnded({
        statuses,
        status,
        splitUp: false,
        recipientCount: this.#expected(),
        withoutText: this.#withoutText(),
        expanded: () => recipients.some(({ to }) => !this.#rows.texts.text(to).includes('@')),
      });
    const finished = ended ? this.#fold.lastTime() : NaN;
    this.#number(m, 'finished', finished);
    this.#number(m, 'time', Number.isNaN(arrived) ? finished : arrived);
    this.#number(m, 'recipients', this.#expected() ?? recipients.length);
    this.#number(m, 'zone', this.#fold.zone());
    this.#number(m, 'delay', longestDelay(recipients.map(({ last }) => this.#fold.delayOf(last))));
    this.#single.direction[m] = DIRECTIONS.indexOf(this.#direction(m, statuses));
    this.#several.status.push(STATUSES.indexOf(status) + 1);
    for (const s of statuses) this.#several.status.push(STATUSES.indexOf(s) + 1);
    for (const { to, last, attempts } of recipients) this.#addRecipient(to, last, attempts);
    this.#markPlain(m, status, ended);
  }

  #markPlain(m: number, status: Status, ended: boolean): void {
    const { recipients, arrival } = this.#fold;
    if (this.#single.from[m] === this.#rows.empty) this.#mark('bounce');
    if (arrival === 0) this.#mark('incomplete');
    if (!ended) this.#mark('open');
    if (recipients.some(({ attempts }) => attempts.length > 1)) this.#mark('retried');
    if (FAILED.includes(status)) this.#mark('failed');
  }

  #mark(mark: Mark): void {
    this.#several.marks.push(MARKS.indexOf(mark) + 1);
  }

  #addRecipient(to: number, last: number, attempts: readonly number[]): void {
    const { deliveries } = this.#rows;
    this.#several.to.push(to);
    this.#several.mailer.push(deliveries.get(last, DELIVERY.mailer));
    for (const column of ['relay', 'dsn', 'stat'] as const) {
      this.#several[column].push(deliveries.get(last, DELIVERY[column]));
      for (const attempt of attempts) this.#several[column].push(deliveries.get(attempt, DELIVERY[column]));
    }
    for (const attempt of attempts) this.#several.reply.push(deliveries.get(attempt, DELIVERY.reply));
  }

  #addArrival(m: number): void {
    const { arrival, builder } = this.#fold;
    const { arrivals, builders } = this.#rows;
    const get = (column: number): number => (arrival === 0 ? 0 : arrivals.get(arrival - 1, column));
    this.#single.from[m] = get(ARRIVAL.from) || builders.get(builder, OF.sender);
    this.#single.client[m] = get(ARRIVAL.client) || builders.get(builder, OF.client);
    this.#single.messageId[m] = get(ARRIVAL.messageId);
    this.#single.daemon[m] = get(ARRIVAL.daemon);
    this.#single.protocol[m] = get(ARRIVAL.protocol);
    if (arrival !== 0) this.#number(m, 'size', this.#rows.unpackNumber(get(ARRIVAL.size), wholeNumber));
  }

  #expected(): number | undefined {
    const { arrival } = this.#fold;
    if (arrival === 0) return undefined;
    return wholeNumber(this.#rows.texts.optional(this.#rows.arrivals.get(arrival - 1, ARRIVAL.count)));
  }

  #withoutText(): boolean {
    const { arrival } = this.#fold;
    return arrival !== 0 && this.#rows.arrivals.get(arrival - 1, ARRIVAL.messageId) === 0;
  }

  #direction(m: number, statuses: readonly Status[]): Direction {
    const { recipients, arrived } = this.#fold;
    const { deliveries, texts } = this.#rows;
    const client = this.#single.client[m] ?? 0;
    const ends = recipients.map(({ last }, i) => ({
      mailer: texts.optional(deliveries.get(last, DELIVERY.mailer)),
      relay: this.#peer(deliveries.get(last, DELIVERY.relay)),
      status: statuses[i] ?? 'unknown',
    }));
    const at = Number.isNaN(arrived) ? undefined : arrived;
    return directionOf(
      { client: this.#peer(client), ownMail: false, recipients: ends, at },
      this.#over.context.networks,
    );
  }

  #peer(text: number): Peer | undefined {
    return text === 0 ? undefined : this.#rows.peer(text);
  }

  #addMessage(m: number, message: Message): void {
    const single = this.#single;
    const several = this.#several;
    const text = (value: string | undefined): number =>
      value === undefined ? 0 : this.#rows.texts.find(value);
    single.from[m] = text(message.from);
    single.messageId[m] = text(message.messageId);
    single.daemon[m] = text(message.daemon);
    single.protocol[m] = text(message.protocol);
    single.verdict[m] = text(message.verdict);
    single.client[m] = this.#rows.textOfPeer(message.client);
    single.direction[m] = DIRECTIONS.indexOf(message.direction);
    this.#number(m, 'time', message.arrived ?? message.finished);
    this.#number(m, 'finished', message.finished);
    this.#number(m, 'size', message.size);
    this.#number(m, 'recipients', message.recipientCount ?? message.recipients.length);
    this.#number(m, 'zone', message.zone);
    this.#number(m, 'delay', longestDelay(message.recipients.map(({ delay }) => delay)));
    several.status.push(STATUSES.indexOf(message.status) + 1);
    for (const r of message.recipients) {
      several.to.push(text(r.to));
      several.mailer.push(text(r.mailer));
      several.status.push(STATUSES.indexOf(r.status) + 1);
      for (const said of [r, ...r.attempts]) {
        several.relay.push(this.#rows.textOfPeer(said.relay));
        several.dsn.push(text(said.dsn));
        several.stat.push(text(said.stat));
      }
      for (const { reply } of r.attempts) several.reply.push(text(reply));
    }
    for (const mark of marksOf(message)) this.#mark(mark);
  }

  #number(m: number, column: NumberColumn, value: number | undefined): void {
    if (value !== undefined) this.#numbers[column][m] = value;
  }
}

function recordOf<K extends string, V>(names: readonly K[], make: (name: K) => V): Record<K, V> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, V>;
}
