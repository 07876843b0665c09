/**
 * Joins entries into messages while a log is read. `add` sorts each entry into the rows of its queue id. Messages are
 * made from the rows when somebody asks for them and are not kept: neither a list of any length nor its filters need
 * more than columns.
 *
 * - entry.ts         what is asked of every entry
 * - entry-rows.ts    what an entry says by itself; placed-rows.ts gives it a place in the log's tables
 * - clock.ts         what the stamps mean in UTC
 * - sessions.ts      entries without an id that belong to the next message of the same process
 * - verdicts.ts      refusals, quarantine, discard
 * - builder-rows.ts  what is kept of each id; builder-table.ts finds it by its id and links ids
 * - builder.ts       the rows of one id, read out; build-message.ts makes the Message
 * - joined.ts        all messages: numbered, made on demand, as columns
 */
import type { Milliseconds, RecordIndex } from '#core/base/units.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { field, type LogRecord } from '#core/records/log-record.ts';
import { VERDICT_STATUSES } from './builder.ts';
import {
  ARRIVAL,
  BIRTH,
  BuilderRows,
  type BuilderRowsState,
  DELIVERY,
  FLAG,
  HAND_OVER,
  OF,
  STATUS_BITS,
  type StatePart,
  VERDICT,
} from './builder-rows.ts';
import { BuilderTable } from './builder-table.ts';
import { chained } from './circles.ts';
import { Clock, type ClockState } from './clock.ts';
import type { ColumnPass } from './column-pass.ts';
import { BatchEntries, type Entry, singleEntry } from './entry.ts';
import { type EntryRows, entryRowsOf, rowsOfEntry } from './entry-rows.ts';
import { Joined } from './joined.ts';
import { linkOf, splitOf, type Link } from './links.ts';
import { STATUSES, type Message } from './message.ts';
import { Networks } from './networks.ts';
import { PlacedRows } from './placed-rows.ts';
import { bareSender } from './read-entry.ts';
import { Sessions, type SessionsState } from './sessions.ts';
import type { GivenTimes, LogTiming, ResolvedTime } from './timing.ts';
import { bodyOf, findVerdict, ownFinding, type Finding } from './verdicts.ts';

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

const SENT = STATUSES.indexOf('sent');

/** Version of CorrelatorState: renderer/src/worker/README.md has a paragraph per version. */
export const JOIN_VERSION = 3;

/** All that was joined, to go on from. */
export interface CorrelatorState extends BuilderRowsState {
  readonly joined: {
    readonly version: number;
    readonly entries: number;
    readonly clock: ClockState;
    readonly sessions: SessionsState;
  };
  /** As of then: a log that has not grown need not work them out again. */
  readonly columns: ColumnPass;
}

export class Correlator {
  readonly #clock: Clock;
  readonly #rows: BuilderRows;
  readonly #sessions = new Sessions();
  readonly #table: BuilderTable;
  #networks: Networks;
  #joined: Joined | undefined;
  /** Of a log that has grown since, to begin from. */
  #before: ColumnPass | undefined;
  #entries = 0;

  /** `state`: what another correlator had joined. The options are not part of it. */
  constructor(options: CorrelatorOptions = {}, state?: CorrelatorState) {
    this.#clock = new Clock(options);
    this.#networks = new Networks(options.internal);
    this.#rows = new BuilderRows(state);
    this.#table = new BuilderTable(this.#clock, this.#rows);
    if (state === undefined) return;
    const { entries, clock, sessions } = state.joined;
    this.#entries = entries;
    this.#clock.restore(clock);
    this.#sessions.restore(sessions);
    this.#before = state.columns;
  }

  /** Of the entries added so far. */
  state(): CorrelatorState {
    return Object.fromEntries<unknown>([...this.parts()]) as unknown as CorrelatorState;
  }

  /** The state part by part, `joined` the last, each copied when it is asked for: nothing is to be added meanwhile. */
  *parts(): Generator<StatePart<CorrelatorState>> {
    yield ['columns', this.joined.wholePass()];
    yield* this.#rows.parts();
    const clock = this.#clock.state();
    const sessions = this.#sessions.state();
    yield ['joined', { version: JOIN_VERSION, entries: this.#entries, clock, sessions }];
  }

  /** Another view of what is inside: directions are other ones from now on, and no entry is read again. */
  setNetworks(networks: Networks): void {
    this.#networks = networks;
    this.#changed();
  }

  /** Entries come in ascending order of `index`. */
  add(record: LogRecord, index: RecordIndex): void {
    const said = new PlacedRows(rowsOfEntry(record), this.#rows);
    this.#take(singleEntry(record, index, this.#rows.texts), said);
  }

  /** The entries of a batch, the first of which is number `first`. `rows`: what entryRowsOf() says of it. */
  addBatch(batch: RecordBatch, first: RecordIndex, rows: EntryRows = entryRowsOf(batch)): void {
    const said = new PlacedRows(rows, this.#rows);
    const entries = new BatchEntries(batch, this.#rows.texts);
    for (let at = 0; at < batch.count; at++) this.#take(entries.entry(at, first + at), said);
  }

  /** The messages as they are now; another object after every change. */
  get joined(): Joined {
    this.#clock.settle();
    if (this.#joined === undefined) {
      const context = { clock: this.#clock, networks: this.#networks };
      this.#joined = new Joined(this.#rows, context, this.#before);
      this.#before = undefined;
    }
    return this.#joined;
  }

  #changed(): void {
    this.#before = this.#joined?.lastPass ?? this.#before;
    this.#joined = undefined;
  }

  get timing(): readonly LogTiming[] {
    return this.#clock.timing();
  }

  /** All messages at once, for who goes through them all. */
  result(): Correlation {
    return { messages: [...this.joined.messages()], timing: this.timing };
  }

  /** Nothing more is coming for now: memory that only adding needs is given back. */
  rest(): void {
    this.#rows.rest();
    this.#clock.rest();
  }

  /** Holds from now on. */
  overrule(given: GivenTimes): void {
    this.#clock.overrule(given);
    this.#changed();
  }

  /** Sources were changed, or are new: entries of theirs may come from now on. */
  setModified(modified: readonly (Milliseconds | undefined)[]): void {
    this.#clock.setModified(modified);
    this.#changed();
  }

  timeOf(index: RecordIndex): ResolvedTime | undefined {
    return this.#clock.timeOf(index);
  }

  /** `said`: what it and its neighbours say. */
  #take(entry: Entry, said: PlacedRows): void {
    const { at, index } = entry;
    if (this.#joined !== undefined) this.#changed();
    this.#entries = index + 1;
    this.#clock.take(entry, said.moment(at), said.isOwnMoment(at));
    const id = said.queueId(at);
    if (id === 0) this.#addWithoutId(entry, said);
    else this.#addWithId(entry, said, id);
  }

  #addWithoutId(entry: Entry, said: PlacedRows): void {
    const { at, index } = entry;
    if (!said.decides(at)) {
      this.#sessions.remember(entry, said.session(at), said.sessionRelay(at), this.#rows.texts);
      return;
    }
    const { record } = entry;
    const finding = ownFinding(record, bodyOf(record));
    if (finding === undefined) return;
    const builder = this.#table.anonymous(entry);
    this.#table.addEntry(builder, index);
    this.#judge(builder, finding, index);
  }

  #addWithId(entry: Entry, said: PlacedRows, id: number): void {
    const builder = this.#table.of(entry, id);
    this.#table.addEntry(builder, entry.index);
    if (entry.kind === 'from') this.#arrive(builder, entry, said);
    else if (entry.kind === 'to') this.#deliver(builder, entry, said);
    else if (entry.isSendmail) this.#note(builder, entry);
  }

  /** Entries without an id that were waiting for this one. */
  #claim(builder: number, entry: Entry, relay: number): void {
    for (const claimed of this.#sessions.claim(entry, relay, this.#rows.texts))
      this.#table.addEntry(builder, claimed);
  }

  #arrive(builder: number, entry: Entry, said: PlacedRows): void {
    const { at, index } = entry;
    const { builders } = this.#rows;
    this.#claim(builder, entry, said.clientOf(at));
    if (builders.get(builder, OF.arrival) === 0)
      builders.set(builder, OF.arrival, said.addArrival(at, index) + 1);
    this.#table.linkFromElsewhere(builder);
  }

  #deliver(builder: number, entry: Entry, said: PlacedRows): void {
    const { at, index } = entry;
    const { builders, deliveries } = this.#rows;
    this.#claim(builder, entry, said.relayOf(at));
    const row = said.addDelivery(at, index);
    const end = builders.get(builder, OF.deliveries);
    builders.set(builder, OF.deliveries, chained(deliveries, DELIVERY.next, end, row));
    const flags = deliveries.get(row, DELIVERY.flags);
    const remote = said.remoteId(at);
    if (remote === 0) return;
    if ((flags & STATUS_BITS) === SENT && this.#isHandOver(builder, entry, row)) {
      deliveries.set(row, DELIVERY.flags, flags | HAND_OVER);
      this.#table.handOver(builder, row, remote);
    } else if (said.isRemoteDated(at)) this.#table.sentAs(builder, remote);
  }

  /** From the submission queue, over the loopback. */
  #isHandOver(builder: number, entry: Entry, delivery: number): boolean {
    const rows = this.#rows;
    const relay = rows.deliveries.get(delivery, DELIVERY.relay);
    if (relay === 0 || !rows.isLoopback(relay)) return false;
    if (entry.record.program === 'sm-msp-queue' || this.#isSubmission(builder)) return true;
    return rows.texts.text(rows.deliveries.get(delivery, DELIVERY.mailer)) === 'relay';
  }

  /** A login at this host, without an address: not over SMTP. */
  #isSubmission(builder: number): boolean {
    const rows = this.#rows;
    const arrival = rows.builders.get(builder, OF.arrival);
    const client = arrival === 0 ? 0 : rows.arrivals.get(arrival - 1, ARRIVAL.client);
    return client !== 0 && rows.peer(client).address === undefined;
  }

  #note(builder: number, entry: Entry): void {
    const { record, index } = entry;
    const body = bodyOf(record);
    if (record.childId !== undefined) this.#bear(builder, linkOf(record.childId, body), entry);
    if (entry.kind === 'clone') this.#beBorn(record, entry);
    for (const child of splitOf(body)) this.#bear(builder, { child, clone: true }, entry);
    if (body.startsWith('done; ')) this.#table.flag(builder, FLAG.done);
    if (body.startsWith('collect: ')) this.#readCollect(builder, record, body);
    const finding = findVerdict(record, body);
    if (finding !== undefined) this.#judge(builder, finding, index);
  }

  /** Up to 8.11 the new id tells where it came from: `NEW: clone OLD, owner=A`. */
  #beBorn(record: LogRecord, entry: Entry): void {
    const old = field(record, 'clone');
    if (old === undefined) return;
    const parent = this.#table.of(entry, this.#rows.ids.id(old));
    const owner = field(record, 'owner');
    const child = record.queueId ?? '';
    this.#table.addEntry(parent, entry.index);
    this.#bear(
      parent,
      { child, clone: true, ...(owner === undefined ? {} : { owner: bareSender(owner) }) },
      entry,
    );
  }

  /** OLD caused NEW, which will have no `from=` line of its own. */
  #bear(parent: number, link: Link, entry: Entry): void {
    const { index } = entry;
    const child = this.#table.of(entry, this.#rows.ids.id(link.child));
    if (child === parent) return;
    const { builders, births, texts } = this.#rows;
    if (builders.get(child, OF.birth) === 0) {
      const row = births.add();
      births.set(row, BIRTH.record, index);
      births.set(row, BIRTH.parent, parent);
      births.set(row, BIRTH.clone, link.clone ? 1 : 0);
      births.set(row, BIRTH.owner, texts.idOf(link.owner));
      builders.set(child, OF.birth, row + 1);
    }
    this.#table.addEntry(child, index);
    this.#table.relate(parent, child);
    if (link.failure !== undefined) this.#decide(parent, { status: 'bounced', text: link.failure }, index);
  }

  #judge(builder: number, finding: Finding, index: RecordIndex): void {
    const { connection, relay, sender } = finding;
    if (relay !== undefined) this.#keepFirst(builder, OF.client, relay);
    if (sender !== undefined) this.#keepFirst(builder, OF.sender, sender);
    if (connection === true) this.#table.flag(builder, FLAG.connection);
    this.#decide(builder, finding, index);
  }

  #decide(builder: number, { status, to, dsn, text }: Finding, index: RecordIndex): void {
    const { builders, verdicts, texts } = this.#rows;
    const row = verdicts.add();
    verdicts.set(row, VERDICT.record, index);
    verdicts.set(row, VERDICT.status, VERDICT_STATUSES.indexOf(status));
    verdicts.set(row, VERDICT.to, texts.idOf(to));
    verdicts.set(row, VERDICT.dsn, texts.idOf(dsn));
    verdicts.set(row, VERDICT.text, texts.idOf(text));
    const end = builders.get(builder, OF.verdicts);
    builders.set(builder, OF.verdicts, chained(verdicts, VERDICT.next, end, row));
  }

  #readCollect(builder: number, record: LogRecord, body: string): void {
    const sender = field(record, 'from') ?? /, from=(.*?), info=/.exec(body)?.[1];
    if (sender !== undefined) this.#keepFirst(builder, OF.sender, bareSender(sender));
  }

  #keepFirst(builder: number, column: number, text: string): void {
    const { builders, texts } = this.#rows;
    if (builders.get(builder, column) === 0) builders.set(builder, column, texts.id(text));
  }
}
