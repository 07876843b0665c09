/**
 * What is known so far about every queue id, in rows of numbers: a million entries of a log are some hundred
 * megabytes as objects and a third of that so, and rows are stored as they stand. Texts are numbers of `texts`.
 * This file is about the shape alone; builder-table.ts says which rows belong together, builder.ts reads them.
 */
import { remoteQueueId } from '#core/formats/sendmail/status.ts';
import type { Peer } from './message.ts';
import { EntryLists } from './entry-lists.ts';
import { IntRows } from './int-rows.ts';
import { isLoopback } from './networks.ts';
import { PeerTable } from './peer-table.ts';
import { TextMemory } from './text-memory.ts';
import { TextTable, type TextTableState } from './text-table.ts';

/** One a queue id or refused connection. Numbers of rows elsewhere are kept as number + 1: 0 is none. */
export const OF = {
  id: 0,
  host: 1,
  /** 0; how many builders had the same id before; of a refused connection, the text that stands for an id. */
  use: 2,
  flags: 3,
  arrival: 4,
  /** A sender or client told by other lines than `from=`. */
  sender: 5,
  client: 6,
  birth: 7,
  deliveries: 8,
  verdicts: 9,
  links: 10,
  mergedInto: 11,
  /** The next, newer use of the same queue id, or the same id on another host. */
  sameId: 12,
  entries: 13,
} as const;

export const FLAG = { connection: 1, done: 2, otherDialect: 4, anonymous: 8, hasChildren: 16 } as const;

/** `class` and `count` are texts; `size` is packed (unpackNumber). */
export const ARRIVAL = {
  record: 0,
  from: 1,
  size: 2,
  class: 3,
  count: 4,
  messageId: 5,
  protocol: 6,
  daemon: 7,
  client: 8,
} as const;

export const ARRIVAL_WIDTH = 9;

/** One a `to=` entry. `to` is a text, or -1 - place in `lists`; delays are packed. */
export const DELIVERY = {
  record: 0,
  to: 1,
  flags: 2,
  dsn: 3,
  stat: 4,
  reply: 5,
  relay: 6,
  mailer: 7,
  delay: 8,
  transactionDelay: 9,
  next: 10,
} as const;

export const DELIVERY_WIDTH = 11;

/** The status stands in the lower bits. */
export const STATUS_BITS = 15;
export const HAND_OVER = 16;

export const VERDICT = { record: 0, status: 1, to: 2, dsn: 3, text: 4, next: 5 } as const;
export const BIRTH = { record: 0, parent: 1, clone: 2, owner: 3 } as const;
/** `target` is a builder, of a hand-over the delivery. */
export const LINK = { kind: 0, target: 1, next: 2 } as const;
export const KIND = { child: 0, parent: 1, part: 2, handOver: 3 } as const;

const TABLES = {
  builders: 14,
  arrivals: ARRIVAL_WIDTH,
  deliveries: DELIVERY_WIDTH,
  verdicts: 6,
  births: 4,
  links: 3,
  lists: 1,
  /** By number of an id's text: the first builder of that id, and who sent something under it to another server. */
  firstOfId: 1,
  sentAs: 1,
} as const;
type TableName = keyof typeof TABLES;

export interface BuilderRowsState extends Readonly<Record<TableName, Int32Array>> {
  readonly entries: Int32Array;
  readonly ids: TextTableState;
  readonly texts: TextTableState;
}

/** One part of a state by its name. */
export type StatePart<S> = { [P in keyof S]: readonly [P, S[P]] }[keyof S];

/** Of a text in TextMemory. */
const YES = 1;
const NO = 2;

export class BuilderRows {
  readonly builders: IntRows;
  readonly arrivals: IntRows;
  readonly deliveries: IntRows;
  readonly verdicts: IntRows;
  readonly births: IntRows;
  readonly links: IntRows;
  readonly lists: IntRows;
  readonly firstOfId: IntRows;
  readonly sentAs: IntRows;
  readonly entries: EntryLists;
  /** Queue ids. */
  readonly ids: TextTable;
  /** All else. */
  readonly texts: TextTable;
  /** The text of the sender of notices, which no line need name. */
  readonly empty: number;
  readonly #peers: PeerTable;
  #loopback = new TextMemory();

  constructor(state?: BuilderRowsState) {
    const rows = (name: TableName): IntRows => new IntRows(TABLES[name], state?.[name]);
    this.builders = rows('builders');
    this.arrivals = rows('arrivals');
    this.deliveries = rows('deliveries');
    this.verdicts = rows('verdicts');
    this.births = rows('births');
    this.links = rows('links');
    this.lists = rows('lists');
    this.firstOfId = rows('firstOfId');
    this.sentAs = rows('sentAs');
    this.entries = new EntryLists(state?.entries);
    this.ids = state === undefined ? new TextTable() : TextTable.from(state.ids);
    this.texts = state === undefined ? new TextTable() : TextTable.from(state.texts);
    this.#peers = new PeerTable(this.texts);
    /* The first text of every table; asking a table that was read back would hash it all. */
    this.empty = state === undefined ? this.texts.id('') : 1;
  }

  /** Its state, each part copied when it is asked for. */
  *parts(): Generator<StatePart<BuilderRowsState>> {
    for (const name of Object.keys(TABLES) as TableName[]) yield [name, this[name].state()];
    yield ['entries', this.entries.state()];
    yield ['ids', this.ids.state()];
    yield ['texts', this.texts.state()];
  }

  /** Nothing more is coming for now. */
  rest(): void {
    for (const name of Object.keys(TABLES) as TableName[]) this[name].rest();
    this.entries.rest();
    this.ids.rest();
    this.texts.rest();
    this.#loopback = new TextMemory();
  }

  /** The same object for the same text, as long as it is asked for now and then. */
  peer(text: number): Peer {
    return this.#peers.peer(text);
  }

  /** Is this text a peer on the log's own host? Asked of every delivery. */
  isLoopback(text: number): boolean {
    const known =
      this.#loopback.get(text) || this.#loopback.set(text, isLoopback(this.peer(text)) ? YES : NO);
    return known === YES;
  }

  /** `host/queueId`, unique in a log. */
  idOf(builder: number): string {
    const host = this.texts.text(this.builders.get(builder, OF.host));
    const name = this.#nameOf(builder);
    return host === '' ? name : `${host}/${name}`;
  }

  /** The builder of an id that idOf() gave. */
  find(id: string): number | undefined {
    for (let slash = id.lastIndexOf('/'); ; slash = id.lastIndexOf('/', slash - 1)) {
      const name = id.slice(slash + 1);
      const found =
        this.#withId(name.replace(/#\d+$/, ''), id) ?? this.#withId(name, id) ?? this.#anonymous(name, id);
      if (found !== undefined || slash <= 0) return found;
    }
  }

  /** The builder whose message this one is part of: mostly itself. */
  rootOf(builder: number): number {
    let root = builder;
    for (
      let up = this.builders.get(root, OF.mergedInto);
      up !== 0;
      up = this.builders.get(root, OF.mergedInto)
    )
      root = up - 1;
    return root;
  }

  /** Has it a place in the list? A bare id with nothing that makes a message of it has none. */
  isMessage(builder: number): boolean {
    const of = (column: number): number => this.builders.get(builder, column);
    if (of(OF.mergedInto) !== 0) return false;
    if ((of(OF.flags) & (FLAG.connection | FLAG.hasChildren)) !== 0) return true;
    return (of(OF.arrival) | of(OF.deliveries) | of(OF.birth) | of(OF.verdicts)) !== 0;
  }

  /** Texts. */
  recipientsOf(delivery: number): readonly number[] {
    const to = this.deliveries.get(delivery, DELIVERY.to);
    if (to >= 0) return [to];
    const place = -1 - to;
    return Array.from({ length: this.lists.get(place, 0) }, (_, i) => this.lists.get(place + 1 + i, 0));
  }

  /** The id under which the next server went on with the message, as its reply names it. */
  remoteIdOf(delivery: number): string | undefined {
    const stat = this.deliveries.get(delivery, DELIVERY.stat);
    return stat === 0 ? undefined : remoteQueueId(this.texts.text(stat));
  }

  #withId(queueId: string, id: string): number | undefined {
    const text = this.ids.find(queueId);
    if (text === 0 || text >= this.firstOfId.count) return undefined;
    for (let b = this.firstOfId.get(text, 0); b !== 0; b = this.builders.get(b - 1, OF.sameId))
      if (this.idOf(b - 1) === id) return b - 1;
    return undefined;
  }

  #anonymous(name: string, id: string): number | undefined {
    const text = name.startsWith('NOQUEUE.') ? this.texts.find(name) : 0;
    if (text === 0) return undefined;
    for (let b = 0; b < this.builders.count; b++) {
      const anonymous = (this.builders.get(b, OF.flags) & FLAG.anonymous) !== 0;
      if (anonymous && this.builders.get(b, OF.use) === text && this.idOf(b) === id) return b;
    }
    return undefined;
  }

  textOfPeer(peer: Peer | undefined): number {
    return this.#peers.textOf(peer);
  }

  #nameOf(builder: number): string {
    const use = this.builders.get(builder, OF.use);
    if ((this.builders.get(builder, OF.flags) & FLAG.anonymous) !== 0) return this.texts.text(use);
    const queueId = this.ids.text(this.builders.get(builder, OF.id));
    return use === 0 ? queueId : `${queueId}#${use + 1}`;
  }

  /** Of what `packNumber` made: a text that does not fit is read again. */
  unpackNumber(packed: number, read: (text: string) => number | undefined): number | undefined {
    if (packed >= 0) return packed;
    return packed === -1 ? undefined : read(this.texts.text(-2 - packed));
  }
}
