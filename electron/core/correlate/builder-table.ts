/**
 * All builders of a log by queue id. The same id means the same message within one host and a queue's life; undated
 * ids of old sendmails are used again after days. Links between ids that come before their target create it.
 */
import type { Milliseconds, RecordIndex } from '#core/base/units.ts';
import { idTime } from './evidence.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { Builder, type Delivery } from './builder.ts';
import type { Clock } from './clock.ts';
import type { HandOver } from './message.ts';
import { appended, detached } from './text-pool.ts';

const DAY = 86_400_000;
/** Longer than any queue keeps a message. */
const QUEUE_LIFE = 30 * DAY;

export class BuilderTable {
  readonly all: Builder[] = [];
  readonly #byId = new Map<string, Builder>();
  /** Who sent something under this id to another server. */
  readonly #sentAs = new Map<string, Builder>();
  readonly #clock: Clock;
  readonly #hosts = new Map<string, string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of(record: LogRecord, queueId: string, index: RecordIndex): Builder {
    const host = record.host ?? '';
    let newest: Builder | undefined;
    let uses = 0;
    for (let b = this.#byId.get(queueId); b !== undefined; b = b.sameId) {
      if (b.host !== host) continue;
      uses++;
      if (!this.#isOtherUse(b, record, index)) newest = b;
    }
    return newest ?? this.#create(record, detached(queueId), uses);
  }

  /** For a connection that never got an id. */
  anonymous(record: LogRecord): Builder {
    const host = this.#host(record.host ?? '');
    const id = idOf(host, `NOQUEUE.${record.source}.${record.line}`);
    const builder = new Builder(host, undefined, id, record.dialect);
    this.all.push(builder);
    return builder;
  }

  relate(parent: Builder, child: Builder): void {
    if (parent.children?.includes(child) !== true) parent.children = appended(parent.children, child);
    if (child.parents?.includes(parent) !== true) child.parents = appended(child.parents, parent);
    parent.root.changed();
    child.root.changed();
    parent.changed();
    child.changed();
  }

  /** From the submission queue to the MTA of the same host: one message, two ids. */
  handOver(builder: Builder, delivery: Delivery, queueId: string): void {
    if (builder.handOvers?.some((h) => h.to === queueId) === true) return;
    builder.handOvers = appended<HandOver>(builder.handOvers, {
      from: builder.queueId ?? '',
      to: queueId,
      record: delivery.record,
      ...(delivery.relay === undefined ? {} : { relay: delivery.relay }),
    });
    const target = this.#find(builder.host, queueId) ?? this.#adopt(builder, queueId);
    if (target.root === builder.root || target.mergedInto !== undefined) return;
    target.mergedInto = builder;
    builder.parts = appended(builder.parts, target);
    builder.changed();
  }

  /** Another server took the message under this id; its log may be open as well. */
  sentAs(builder: Builder, queueId: string): void {
    if (idTime(queueId) === undefined || builder.queueId === queueId) return;
    this.#sentAs.set(queueId, builder);
    for (let b = this.#byId.get(queueId); b !== undefined; b = b.sameId) this.relate(builder, b);
  }

  linkFromElsewhere(builder: Builder): void {
    const sender = builder.queueId === undefined ? undefined : this.#sentAs.get(builder.queueId);
    if (sender !== undefined && sender.root !== builder.root) this.relate(sender, builder);
  }

  #find(host: string, queueId: string): Builder | undefined {
    let found: Builder | undefined;
    for (let b = this.#byId.get(queueId); b !== undefined; b = b.sameId) if (b.host === host) found = b;
    return found;
  }

  #adopt(from: Builder, queueId: string): Builder {
    return this.#add(new Builder(from.host, queueId, idOf(from.host, queueId), from.dialect), queueId);
  }

  #create(record: LogRecord, queueId: string, uses: number): Builder {
    const host = this.#host(record.host ?? '');
    const id = idOf(host, uses === 0 ? queueId : `${queueId}#${uses + 1}`);
    return this.#add(new Builder(host, queueId, id, record.dialect), queueId);
  }

  #add(builder: Builder, queueId: string): Builder {
    this.all.push(builder);
    const first = this.#byId.get(queueId);
    if (first === undefined) this.#byId.set(queueId, builder);
    else {
      let last = first;
      while (last.sameId !== undefined) last = last.sameId;
      last.sameId = builder;
    }
    return builder;
  }

  #host(host: string): string {
    const known = this.#hosts.get(host);
    if (known !== undefined) return known;
    const own = detached(host);
    this.#hosts.set(own, own);
    return own;
  }

  /** Is this entry too far from the builder's last one, or a second arrival under a reused id? */
  #isOtherUse(builder: Builder, record: LogRecord, index: RecordIndex): boolean {
    const last = builder.records.at(-1);
    if (last === undefined || last >= index) return false;
    const gap = this.#gap(last, index);
    if (Math.abs(gap) > QUEUE_LIFE) return true;
    const again = record.kind === 'from' && builder.arrival !== undefined;
    return again && Math.abs(gap) > 60_000 && idTime(builder.queueId ?? '') === undefined;
  }

  #gap(before: RecordIndex, now: RecordIndex): Milliseconds {
    const gap = this.#clock.roughTimeOf(now) - this.#clock.roughTimeOf(before);
    return Number.isNaN(gap) ? 0 : gap;
  }
}

/** Flat, as join() makes it. */
function idOf(host: string, name: string): string {
  return host === '' ? name : [host, name].join('/');
}
