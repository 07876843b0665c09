/**
 * All builders of a log by queue id, as numbers of rows. The same id means the same message within one host and a
 * queue's life; undated ids of old sendmails are used again after days. Links between ids that come before their target
 * create it.
 */
import type { Milliseconds, RecordIndex } from '#core/base/units.ts';
import type { BuilderRows } from './builder-rows.ts';
import { FLAG, KIND, LINK, OF } from './builder-rows.ts';
import { chain, chained } from './circles.ts';
import type { Clock } from './clock.ts';
import type { Entry } from './entry.ts';
import { idTime } from './evidence.ts';
import type { IntRows } from './int-rows.ts';

const DAY = 86_400_000;
/** Longer than any queue keeps a message. */
const QUEUE_LIFE = 30 * DAY;

export class BuilderTable {
  readonly rows: BuilderRows;
  readonly #builders: IntRows;
  readonly #clock: Clock;

  constructor(clock: Clock, rows: BuilderRows) {
    this.#clock = clock;
    this.rows = rows;
    this.#builders = rows.builders;
  }

  /** `id`: a queue id, in `rows.ids`. */
  of(entry: Entry, id: number): number {
    const { host } = entry;
    let newest = -1;
    let uses = 0;
    for (let b = this.#first(id); b >= 0; b = this.#builders.get(b, OF.sameId) - 1) {
      if (this.#builders.get(b, OF.host) !== host) continue;
      uses++;
      if (!this.#isOtherUse(b, entry)) newest = b;
    }
    return newest >= 0 ? newest : this.#add(id, host, uses, !entry.isSendmail);
  }

  /** For a connection that never got an id. */
  anonymous({ host, isSendmail, record }: Entry): number {
    const builder = this.#builders.add();
    this.#builders.set(builder, OF.host, host);
    this.#builders.set(builder, OF.use, this.rows.texts.id(`NOQUEUE.${record.source}.${record.line}`));
    this.flag(builder, FLAG.anonymous);
    if (!isSendmail) this.flag(builder, FLAG.otherDialect);
    return builder;
  }

  flag(builder: number, flag: number): void {
    this.#builders.set(builder, OF.flags, this.#builders.get(builder, OF.flags) | flag);
  }

  addEntry(builder: number, entry: RecordIndex): void {
    const end = this.#builders.get(builder, OF.entries);
    this.#builders.set(builder, OF.entries, this.rows.entries.add(end, entry));
  }

  relate(parent: number, child: number): void {
    const { links } = this.rows;
    for (const link of chain(links, LINK.next, this.#builders.get(child, OF.links))) {
      if (links.get(link, LINK.kind) === KIND.parent && links.get(link, LINK.target) === parent) return;
    }
    this.flag(parent, FLAG.hasChildren);
    this.#append(parent, KIND.child, child);
    this.#append(child, KIND.parent, parent);
  }

  /** From the submission queue to the MTA of the same host: one message, two ids. */
  handOver(builder: number, delivery: number, id: number): void {
    if (!this.#noteHandOver(builder, delivery, this.rows.ids.text(id))) return;
    const host = this.#builders.get(builder, OF.host);
    const other = (this.#builders.get(builder, OF.flags) & FLAG.otherDialect) !== 0;
    const found = this.#find(host, id);
    const target = found >= 0 ? found : this.#add(id, host, 0, other);
    if (
      this.rows.rootOf(target) === this.rows.rootOf(builder) ||
      this.#builders.get(target, OF.mergedInto) !== 0
    )
      return;
    this.#builders.set(target, OF.mergedInto, builder + 1);
    this.#append(builder, KIND.part, target);
  }

  /** Another server took the message under this id, which has a date; its log may be open as well. */
  sentAs(builder: number, id: number): void {
    if (this.#builders.get(builder, OF.id) === id) return;
    put(this.rows.sentAs, id, builder + 1);
    for (let b = this.#first(id); b >= 0; b = this.#builders.get(b, OF.sameId) - 1) this.relate(builder, b);
  }

  linkFromElsewhere(builder: number): void {
    const id = this.#builders.get(builder, OF.id);
    const sender = id === 0 ? -1 : at(this.rows.sentAs, id) - 1;
    if (sender >= 0 && this.rows.rootOf(sender) !== this.rows.rootOf(builder)) this.relate(sender, builder);
  }

  /** False for a hand-over that was noted before. */
  #noteHandOver(builder: number, delivery: number, queueId: string): boolean {
    const { links } = this.rows;
    for (const link of chain(links, LINK.next, this.#builders.get(builder, OF.links))) {
      const known = links.get(link, LINK.kind) === KIND.handOver;
      if (known && this.rows.remoteIdOf(links.get(link, LINK.target)) === queueId) return false;
    }
    this.#append(builder, KIND.handOver, delivery);
    return true;
  }

  #append(from: number, kind: number, target: number): void {
    const { links } = this.rows;
    const row = links.add();
    links.set(row, LINK.kind, kind);
    links.set(row, LINK.target, target);
    this.#builders.set(from, OF.links, chained(links, LINK.next, this.#builders.get(from, OF.links), row));
  }

  #first(id: number): number {
    return at(this.rows.firstOfId, id) - 1;
  }

  #find(host: number, id: number): number {
    let found = -1;
    for (let b = this.#first(id); b >= 0; b = this.#builders.get(b, OF.sameId) - 1)
      if (this.#builders.get(b, OF.host) === host) found = b;
    return found;
  }

  #add(id: number, host: number, use: number, otherDialect: boolean): number {
    const builder = this.#builders.add();
    this.#builders.set(builder, OF.id, id);
    this.#builders.set(builder, OF.host, host);
    this.#builders.set(builder, OF.use, use);
    if (otherDialect) this.flag(builder, FLAG.otherDialect);
    const first = this.#first(id);
    if (first < 0) {
      put(this.rows.firstOfId, id, builder + 1);
      return builder;
    }
    let last = first;
    for (let b = last; b >= 0; b = this.#builders.get(b, OF.sameId) - 1) last = b;
    this.#builders.set(last, OF.sameId, builder + 1);
    return builder;
  }

  /** Is this entry too far from the builder's last one, or a second arrival under a reused id? */
  #isOtherUse(builder: number, { kind, index }: Entry): boolean {
    const last = this.rows.entries.last(this.#builders.get(builder, OF.entries));
    if (last === undefined || last >= index) return false;
    const gap = Math.abs(this.#gap(last, index));
    if (gap > QUEUE_LIFE) return true;
    const again = kind === 'from' && this.#builders.get(builder, OF.arrival) !== 0;
    return (
      again && gap > 60_000 && idTime(this.rows.ids.text(this.#builders.get(builder, OF.id))) === undefined
    );
  }

  #gap(before: RecordIndex, now: RecordIndex): Milliseconds {
    const gap = this.#clock.roughTimeOf(now) - this.#clock.roughTimeOf(before);
    return Number.isNaN(gap) ? 0 : gap;
  }
}

/** Of a table with a row an id, which grows with the ids. */
function at(rows: IntRows, id: number): number {
  return id < rows.count ? rows.get(id, 0) : 0;
}

function put(rows: IntRows, id: number, value: number): void {
  while (rows.count <= id) rows.add();
  rows.set(id, 0, value);
}
