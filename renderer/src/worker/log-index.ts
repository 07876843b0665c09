/**
 * A log in memory: what is joined, one byte a record for its kind, and where each record's block is. Texts stay in the
 * blocks, of which the most recently used are kept up to a limit.
 */
import { lineKey, type Annotation } from '#core/annotations/annotation.ts';
import type { Alert } from '#core/base/problem.ts';
import type { NoteHere } from '#core/contract/annotation-calls.ts';
import type { Correlator } from '#core/correlate/correlator.ts';
import type { EntryRows } from '#core/correlate/entry-rows.ts';
import { recipientRow, type RecipientRow } from '#core/correlate/abridged.ts';
import type { Networks } from '#core/correlate/networks.ts';
import type { Message } from '#core/correlate/message.ts';
import type { GivenTimes, LogTiming } from '#core/correlate/timing.ts';
import type { NetworkFacts } from '#core/networks/network-facts.ts';
import type { WordNode } from '#core/query/ast.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { recordAt } from '#core/records/record-at.ts';
import { toldOf } from '#core/relay-graph/digest.ts';
import type { Told } from '#core/relay-graph/told.ts';
import { KINDS, type Kind, type LogRecord } from '#core/records/log-record.ts';
import type { MessageColumns } from '#core/records/message-columns.ts';
import { AlertList, type AlertListState } from './alert-list.ts';
import { BlockCache } from './block-cache.ts';
import type { KnownBlock, ReadBlocks } from './block-store.ts';
import { EntrySearch, type Blocks, type SearchedBlock } from './entry-search.ts';
import { EntryValues } from './entry-values.ts';
import { LargeMessages } from './large-messages.ts';
import { LineQuery } from './line-query.ts';
import { MessageQuery, type Searched } from './message-query.ts';
import { Noted } from './noted.ts';
import type { Lines } from './text-search.ts';

interface Block extends SearchedBlock {
  /** Its source, where the block may be dropped when that grows. */
  readonly provisional?: number;
}

/** What is stored of an index; what is joined is stored beside it. */
export interface IndexState {
  readonly blocks: readonly Block[];
  readonly lines: number;
  readonly alerts: AlertListState;
}

export class LogIndex implements Searched, Blocks {
  readonly query = new MessageQuery(this);
  readonly #noted = new Noted(async ({ records }) => (await this.recordsOf(records)).map(({ raw }) => raw));
  readonly search = new EntrySearch(this);
  readonly values = new EntryValues(this);
  readonly lineQuery: LineQuery;
  readonly #stored: ReadBlocks;
  readonly #correlator: Correlator;
  readonly #large = new LargeMessages(() => this.#correlator.joined);
  readonly #blocks: Block[] = [];
  readonly #cache: BlockCache;
  #count = 0;
  #lines = 0;
  /** Entries of each kind, by its number. */
  readonly #byKind = new Uint32Array(KINDS.length);
  readonly #alerts = new AlertList();
  #names: readonly string[];
  #revision = 0;
  #owners: { readonly columns: MessageColumns; readonly of: Int32Array } | undefined;

  constructor(stored: ReadBlocks, correlator: Correlator, names: readonly string[], state?: IndexState) {
    this.#stored = stored;
    this.#cache = new BlockCache(stored);
    this.#correlator = correlator;
    this.#names = names;
    this.lineQuery = new LineQuery({
      entries: () => this.#count,
      batch: (block) => this.batch(block),
      blockAt: (entry) => this.#blockOf(entry),
      messageOf: (entry) => this.#messageOf(entry),
      search: this.search,
      revision: () => this.#revision,
      columns: async () => {
        await this.settleNotes();
        return this.columns;
      },
      timeOf: (entry) => this.#correlator.timeOf(entry),
    });
    if (state !== undefined) this.#restore(state);
  }

  state(): IndexState {
    return { blocks: this.#blocks.slice(), lines: this.#lines, alerts: this.#alerts.state() };
  }

  /** Number of the last block; 0 for none. */
  get lastBlock(): number {
    return this.#blocks.at(-1)?.id ?? 0;
  }

  /** May the last block be dropped when its source grows? */
  get endsProvisionally(): boolean {
    return this.#blocks.at(-1)?.provisional !== undefined;
  }

  get revision(): number {
    return this.#revision;
  }

  get alerts(): readonly Alert[] {
    return this.#alerts.all();
  }

  get lines(): number {
    return this.#lines;
  }

  get entries(): number {
    return this.#count;
  }

  get byKind(): Readonly<Partial<Record<Kind, number>>> {
    const counts: Partial<Record<Kind, number>> = {};
    for (const [i, kind] of KINDS.entries()) {
      const count = this.#byKind[i] ?? 0;
      if (count !== 0) counts[kind] = count;
    }
    return counts;
  }

  get timing(): readonly LogTiming[] {
    return this.#correlator.timing;
  }

  get messageCount(): number {
    return this.#correlator.joined.count;
  }

  setAnnotations(annotations: readonly Annotation[]): void {
    this.#noted.set(annotations);
    this.#revision++;
  }

  /** Messages and columns carry their notes from here on. */
  settleNotes(): Promise<void> {
    return this.#noted.settle(this.#correlator.joined);
  }

  /** Notes that belong to this log; for a line outside messages its text is looked for. */
  async notesHere(): Promise<readonly NoteHere[]> {
    await this.settleNotes();
    const loose: NoteHere[] = [];
    for (const annotation of this.#noted.loose) {
      const held = await this.#holding(annotation.about.toLowerCase());
      const records = await this.recordsOf(held);
      if (records.some(({ raw }) => lineKey(raw) === annotation.key)) loose.push({ annotation });
    }
    return [...this.#noted.here(this.#correlator.joined), ...loose];
  }

  /** Numbers of the entries whose lines hold this text. */
  async #holding(text: string): Promise<readonly number[]> {
    const node: WordNode = { type: 'word', value: { text, quoted: true } };
    const looked = this.search.look([node]);
    await looked.run(new AbortController().signal);
    const bits = looked.held().get(node) ?? new Uint8Array(0);
    return Array.from(bits.keys()).filter((entry) => bits[entry] === 1);
  }

  /** Of a message by its id, or by the id of one that became part of it. */
  numberOf(id: string): number | undefined {
    return this.#correlator.joined.numberOf(id);
  }

  /** One after the other; none is kept. */
  everyMessage(): Iterable<Message> {
    return this.#correlator.joined.messages();
  }

  /** Every message, as filters, sorting and facets see it. Another object after every change of the log. */
  get columns(): MessageColumns {
    return this.#noted.over(this.#correlator.joined.columns);
  }

  /** The messages of these numbers of `columns`: made for a window of rows, not for all. */
  messagesAt(numbers: Iterable<number>): readonly Message[] {
    const { joined } = this.#correlator;
    return Array.from(numbers, (number) => this.#noted.onOne(joined.message(number), number));
  }

  get blocks(): readonly Block[] {
    return this.#blocks;
  }

  /** `rows`: what its entries say, where that is known already. */
  add(batch: RecordBatch, stored: KnownBlock, rows?: EntryRows): void {
    const plain = Object.keys(batch.odd).length === 0;
    const block: Block = { ...stored, first: this.#count, kinds: batch.kind.slice(), plain };
    this.#blocks.push(batch.provisional === true ? { ...block, provisional: batch.source } : block);
    this.#correlator.addBatch(batch, this.#count, rows);
    this.#countKinds(batch.kind);
    for (const lines of batch.lineCount) this.#lines += lines;
    this.#count += batch.count;
    this.#alerts.add(batch.source, this.#names[batch.source] ?? '', batch.alerts);
    this.#revision++;
    this.#cache.keep(stored.id, batch);
  }

  opened(): Promise<void> {
    return this.#stored.opened();
  }

  blockLines(block: Block): Lines | undefined {
    return this.#stored.lines(block, block.kinds.length, block.plain !== true);
  }

  get plain(): boolean {
    return this.#blocks.every(({ plain }) => plain === true);
  }

  /** Reading is over: what only reading needs is given back, and what the first word would wait for is made. */
  rest(): void {
    this.columns.entries();
    this.#correlator.rest();
    this.#cache.clear();
  }

  /** Times change, entries do not: messages are made anew from what is known of them. */
  overrule(given: GivenTimes): void {
    this.#correlator.overrule(given);
    this.#revision++;
  }

  /** Files that have grown, and new ones behind them. */
  setSources(sources: readonly { readonly name: string; readonly modified: number }[]): void {
    this.#names = sources.map(({ name }) => name);
    this.#correlator.setModified(sources.map(({ modified }) => modified));
    this.#revision++;
  }

  /** Every direction anew; entries are not read again. */
  setNetworks(networks: Networks): void {
    this.#correlator.setNetworks(networks);
    this.#revision++;
  }

  /** `network`: what the pictures of a large message, which are worked out here, are to show of it. */
  async message(id: string, network: NetworkFacts): Promise<Told | undefined> {
    const number = this.numberOf(id);
    if (number === undefined) return undefined;
    await this.settleNotes();
    const message = this.#noted.onOne(this.#large.message(number), number);
    const entries = {
      kindOf: (entry: number) => this.#kindOf(entry),
      read: (wanted: readonly number[]) => this.recordsOf(wanted),
    };
    return toldOf(message, entries, { network });
  }

  recipients(id: string, offset: number, limit: number): readonly RecipientRow[] {
    const number = this.numberOf(id);
    if (number === undefined) return [];
    return this.#large
      .message(number)
      .recipients.slice(offset, offset + limit)
      .map(recipientRow);
  }

  /** As the list shows them. */
  rowsAt(numbers: Iterable<number>): readonly Message[] {
    return Array.from(numbers, (number) => this.#noted.onOne(this.#large.row(number), number));
  }

  /** Entries of these kinds, in the order in which they were read. */
  async ofKinds(
    kinds: readonly Kind[],
    offset: number,
    limit: number,
  ): Promise<{ total: number; records: readonly LogRecord[] }> {
    const wanted = new Set(kinds.map((kind) => KINDS.indexOf(kind)));
    const total = kinds.reduce((sum, kind) => sum + (this.#byKind[KINDS.indexOf(kind)] ?? 0), 0);
    const indexes: number[] = [];
    let seen = 0;
    for (const { first, kinds: column } of this.#blocks) {
      for (let i = 0; i < column.length && indexes.length < limit; i++) {
        if (wanted.has(column[i] ?? -1) && seen++ >= offset) indexes.push(first + i);
      }
      if (indexes.length >= limit) break;
    }
    return { total, records: await this.recordsOf(indexes) };
  }

  #restore({ blocks, lines, alerts }: IndexState): void {
    this.#blocks.push(...blocks);
    this.#lines = lines;
    this.#alerts.restore(alerts);
    for (const { kinds } of blocks) {
      this.#countKinds(kinds);
      this.#count += kinds.length;
    }
  }

  #countKinds(kinds: Uint8Array): void {
    for (const kind of kinds) this.#byKind[kind] = (this.#byKind[kind] ?? 0) + 1;
  }

  async recordsOf(indexes: readonly number[]): Promise<readonly LogRecord[]> {
    const records: LogRecord[] = [];
    for (const index of indexes) {
      const block = this.#blockOf(index);
      records.push(recordAt(await this.batch(block), index - block.first));
    }
    return records;
  }

  /** Every entry of these messages once. */
  async linesOf(ids: readonly string[]): Promise<string> {
    const { joined } = this.#correlator;
    const numbers = ids.map((id) => joined.numberOf(id)).filter((number) => number !== undefined);
    const entries = new Set(this.messagesAt(numbers).flatMap(({ records }) => records));
    const records = await this.recordsOf([...entries].sort((a, b) => a - b));
    return records.map(({ raw }) => raw).join('\n');
  }

  /** The id of the message that an entry belongs to; by a table that is made when it is first asked for. */
  #messageOf(entry: number): string | undefined {
    const { columns } = this;
    if (this.#owners?.columns !== columns) {
      const of = new Int32Array(this.#count).fill(-1);
      const { ids, starts } = columns.entries();
      for (let m = 0; m < columns.count; m++)
        for (const entry of ids.subarray(starts[m], starts[m + 1])) of[entry] = m;
      this.#owners = { columns, of };
    }
    const number = this.#owners.of[entry] ?? -1;
    return number < 0 ? undefined : this.messagesAt([number])[0]?.id;
  }

  #kindOf(entry: number): Kind {
    const { first, kinds } = this.#blockOf(entry);
    return KINDS[kinds[entry - first] ?? -1] ?? 'unparsed';
  }

  #blockOf(index: number): Block {
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#blocks[middle]?.first ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    const block = this.#blocks[low];
    if (block === undefined) throw new RangeError(`No record ${index}`);
    return block;
  }

  /** From memory, or read back. */
  batch(block: KnownBlock): Promise<RecordBatch> {
    return this.#cache.batch(block);
  }

  /** It will be asked for soon. */
  ahead(block: KnownBlock): void {
    this.#cache.ahead(block);
  }
}
