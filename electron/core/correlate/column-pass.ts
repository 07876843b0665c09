/**
 * One pass over all messages for every column: plain ones by their rows, the others by the Message that is made and let
 * go again. Values are numbers of the log's texts. Of a log that grows, messages to which nothing was added are taken
 * over from the pass before, many at a time, as long as times and networks are what they were. What is made is plain data: it is stored
 * with what is joined, and a log that is opened again has its columns at once.
 */
import { NUMBER_COLUMNS, type NumberColumn, type Numbers } from '#core/records/message-columns.ts';
import type { BuildContext } from './build-message.ts';
import { OF, type BuilderRows } from './builder-rows.ts';
import { timesHold } from './clock-signature.ts';
import { longestDelay, marksOf } from './columns-of.ts';
import {
  emptyFilling,
  markCode,
  recordOf,
  SEVERAL,
  SINGLE,
  type Filling,
  type Several,
  type Single,
} from './filling.ts';
import { freshnessOf } from './freshness.ts';
import type { Lists } from './gathered.ts';
import { DIRECTIONS, STATUSES, type Message } from './message.ts';
import { narrowed } from './narrowed.ts';
import { PlainColumns } from './plain-columns.ts';

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
  readonly #filling: Filling;
  readonly #rows: BuilderRows;
  readonly #over: PassOver;
  readonly #plain: PlainColumns;
  readonly #ends: Uint32Array;

  constructor(over: PassOver) {
    const count = over.builders.length;
    this.#over = over;
    this.#rows = over.rows;
    this.#filling = emptyFilling(count);
    this.#plain = new PlainColumns(over.rows, over.context, this.#filling);
    this.#ends = new Uint32Array(count);
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
    const { single, several, numbers } = this.#filling;
    return {
      single: recordOf(SINGLE, (column) => narrowed(single[column])),
      several: recordOf(SEVERAL, (column) => several[column].lists()),
      numbers,
      builders: this.#over.builders,
      ends: this.#ends,
      entries: this.#rows.entries.count,
      seen,
    };
  }

  #add(m: number, builder: number): void {
    const { single, several } = this.#filling;
    single.host[m] = this.#rows.builders.get(builder, OF.host);
    if (!this.#plain.take(m, builder)) this.#addMessage(m, this.#over.messageAt(m));
    for (const column of SEVERAL) several[column].close();
  }

  /** `count` messages from `known` on stand here from `m` on. */
  #takeOver(before: ColumnPass | undefined, known: number, count: number, m: number): void {
    if (before === undefined || count === 0) return;
    const { single, several, numbers } = this.#filling;
    const end = known + count;
    for (const column of SINGLE) single[column].set(before.single[column].subarray(known, end), m);
    for (const column of NUMBER_COLUMNS) numbers[column].set(before.numbers[column].subarray(known, end), m);
    for (const column of SEVERAL) several[column].copy(before.several[column], known, end);
  }

  #addMessage(m: number, message: Message): void {
    const { single, several } = this.#filling;
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
    for (const mark of marksOf(message)) several.marks.push(markCode(mark));
  }

  #number(m: number, column: NumberColumn, value: number | undefined): void {
    if (value !== undefined) this.#filling.numbers[column][m] = value;
  }
}
