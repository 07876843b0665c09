/**
 * Joins entries into messages while a log is read. `add` sorts each entry into the builder of its queue id and marks
 * that builder changed; `result` turns changed builders into Messages and leaves the others as they were, so it may
 * be asked again and again. When the evidence for the clock changes, all are made anew: that happens early.
 *
 * - clock.ts     what the stamps mean in UTC
 * - sessions.ts  entries without an id that belong to the next message of the same process
 * - verdicts.ts  refusals, quarantine, discard
 * - builder.ts   what is kept of each id; build-message.ts makes the Message
 */
import type { Milliseconds, RecordIndex } from '#core/base/units.ts';
import { isQueueId } from '#core/formats/sendmail/queue-id.ts';
import { field, type LogRecord } from '#core/records/log-record.ts';
import { buildMessage } from './build-message.ts';
import type { Builder, Delivery, Verdict } from './builder.ts';
import { BuilderTable } from './builder-table.ts';
import { Clock } from './clock.ts';
import { linkOf, splitOf, type Link } from './links.ts';
import type { Message } from './message.ts';
import { Networks } from './networks.ts';
import type { Writable } from './put.ts';
import { bareSender, readArrival, readDelivery } from './read-entry.ts';
import { Sessions } from './sessions.ts';
import { appended, detached, TextPool } from './text-pool.ts';
import type { GivenTimes, LogTiming, ResolvedTime } from './timing.ts';
import { bodyOf, findVerdict, type Finding } from './verdicts.ts';

export interface CorrelatorOptions extends GivenTimes {
  /** Networks and hosts that count as internal beside the private ranges. */
  readonly internal?: readonly string[];
  /** When each source was last changed. */
  readonly modified?: readonly (Milliseconds | undefined)[];
}

export interface Correlation {
  /** In the order in which their first entries stand in the log. */
  readonly messages: readonly Message[];
  readonly timing: readonly LogTiming[];
}

export class Correlator {
  readonly #clock: Clock;
  #networks: Networks;
  readonly #pool = new TextPool();
  readonly #sessions = new Sessions();
  readonly #table: BuilderTable;
  #epoch = -1;

  constructor(options: CorrelatorOptions = {}) {
    this.#clock = new Clock(options);
    this.#networks = new Networks(options.internal);
    this.#table = new BuilderTable(this.#clock);
  }

  /** Another view of what is inside: the next `result` has every direction anew, and no entry is read again. */
  setNetworks(networks: Networks): void {
    this.#networks = networks;
    this.#epoch = -1;
  }

  /** Entries come in ascending order of `index`. */
  add(record: LogRecord, index: RecordIndex): void {
    this.#clock.add(record, index);
    if (record.queueId === undefined) this.#addWithoutId(record, index);
    else this.#addWithId(record, record.queueId, index);
  }

  result(): Correlation {
    this.#clock.settle();
    const anew = this.#epoch !== this.#clock.epoch;
    this.#epoch = this.#clock.epoch;
    const context = { clock: this.#clock, networks: this.#networks };
    const messages: Message[] = [];
    for (const builder of this.#table.all) {
      if (builder.mergedInto !== undefined || !builder.visible) continue;
      if (anew) builder.built = undefined;
      builder.built ??= buildMessage(builder, context);
      messages.push(builder.built);
    }
    return { messages, timing: this.#clock.timing() };
  }

  /** Holds from the next result(). */
  overrule(given: GivenTimes): void {
    this.#clock.overrule(given);
  }

  timeOf(index: RecordIndex): ResolvedTime | undefined {
    return this.#clock.timeOf(index);
  }

  #addWithoutId(record: LogRecord, index: RecordIndex): void {
    if (record.dialect !== 'sendmail') return;
    const body = bodyOf(record);
    const finding = record.kind === 'from' || record.kind === 'to' ? undefined : findVerdict(record, body);
    if (finding !== undefined && (finding.connection ?? finding.to ?? finding.sender) !== undefined) {
      const builder = this.#table.anonymous(record);
      builder.addRecord(index);
      this.#judge(builder, finding, index);
    } else this.#sessions.remember(record, index, body);
  }

  #addWithId(record: LogRecord, queueId: string, index: RecordIndex): void {
    const builder = this.#table.of(record, queueId, index);
    builder.addRecord(index);
    for (const claimed of this.#sessions.claim(record)) builder.addRecord(claimed);
    if (record.kind === 'from') this.#arrive(builder, record, index);
    else if (record.kind === 'to') this.#deliver(builder, readDelivery(record, index, this.#pool), record);
    else if (record.dialect === 'sendmail') this.#note(builder, record, queueId, index);
  }

  #arrive(builder: Builder, record: LogRecord, index: RecordIndex): void {
    builder.arrival ??= readArrival(record, index, this.#pool);
    this.#table.linkFromElsewhere(builder);
  }

  #deliver(builder: Builder, delivery: Delivery, record: LogRecord): void {
    const submitted =
      delivery.mailer === 'relay' || isSubmission(builder) || record.program === 'sm-msp-queue';
    const known = submitted && delivery.status === 'sent' ? delivery : withoutHandOver(delivery);
    builder.deliveries = appended(builder.deliveries, known);
    if (known.handOver !== undefined) this.#table.handOver(builder, known, known.handOver);
    else if (known.remoteQueueId !== undefined && isQueueId(known.remoteQueueId)) {
      this.#table.sentAs(builder, known.remoteQueueId);
    }
  }

  #note(builder: Builder, record: LogRecord, queueId: string, index: RecordIndex): void {
    const body = bodyOf(record);
    if (record.childId !== undefined) this.#bear(builder, linkOf(record.childId, body), record, index);
    if (record.kind === 'clone') this.#beBorn(record, queueId, index);
    for (const child of splitOf(body)) this.#bear(builder, { child, clone: true }, record, index);
    if (body.startsWith('done; ')) builder.done = true;
    if (body.startsWith('collect: ')) this.#readCollect(builder, record, body);
    const finding = findVerdict(record, body);
    if (finding !== undefined) this.#judge(builder, finding, index);
  }

  /** Up to 8.11 the new id tells where it came from: `NEW: clone OLD, owner=A`. */
  #beBorn(record: LogRecord, queueId: string, index: RecordIndex): void {
    const old = field(record, 'clone');
    if (old === undefined) return;
    const parent = this.#table.of(record, old, index);
    const owner = field(record, 'owner');
    parent.addRecord(index);
    this.#bear(
      parent,
      { child: queueId, clone: true, ...(owner === undefined ? {} : { owner: bareSender(owner) }) },
      record,
      index,
    );
  }

  /** OLD caused NEW, which will have no `from=` line of its own. */
  #bear(parent: Builder, link: Link, record: LogRecord, index: RecordIndex): void {
    const child = this.#table.of(record, link.child, index);
    if (child === parent) return;
    const { clone, owner } = link;
    child.birth ??= { record: index, parent, clone, ...(owner === undefined ? {} : { owner }) };
    child.addRecord(index);
    this.#table.relate(parent, child);
    if (link.failure !== undefined) {
      parent.verdicts = appended(parent.verdicts, {
        record: index,
        status: 'bounced',
        text: detached(link.failure),
      });
    }
  }

  #judge(builder: Builder, finding: Finding, index: RecordIndex): void {
    const { connection, relay, sender, status, to, dsn, text } = finding;
    if (relay !== undefined) builder.client ??= this.#pool.peer(relay);
    if (sender !== undefined) builder.sender ??= detached(sender);
    if (connection === true) builder.connection = true;
    builder.verdicts = appended<Verdict>(builder.verdicts, {
      record: index,
      status,
      ...(to === undefined ? {} : { to: detached(to) }),
      ...(dsn === undefined ? {} : { dsn }),
      ...(text === undefined ? {} : { text: this.#pool.shared(text) }),
    });
  }

  #readCollect(builder: Builder, record: LogRecord, body: string): void {
    const sender = field(record, 'from') ?? /, from=(.*?), info=/.exec(body)?.[1];
    if (sender !== undefined) builder.sender ??= detached(bareSender(sender));
  }
}

/** A login at this host, without an address: not over SMTP. */
function isSubmission(builder: Builder): boolean {
  const client = builder.arrival?.client;
  return client !== undefined && client.address === undefined;
}

function withoutHandOver(delivery: Delivery): Delivery {
  if (delivery.handOver === undefined) return delivery;
  const own: Writable<Delivery> = { ...delivery };
  delete own.handOver;
  return own;
}
