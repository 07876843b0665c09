/** One open log: its database, its index, and the import that may be filling both. */
import type { Problem } from '#core/base/problem.ts';
import type { FromIngest, SourceFacts, ToIngest } from '#core/contract/ingest-protocol.ts';
import type { IndexCalls, LogState } from '#core/contract/index-protocol.ts';
import { Correlator } from '#core/correlate/correlator.ts';
import type { Networks } from '#core/correlate/networks.ts';
import type { GivenTimes } from '#core/correlate/timing.ts';
import type { Port } from '#core/ports/port.ts';
import { JoinedStore, type StoredJoined } from './joined-store.ts';
import type { BlockStore, KnownBlock } from './block-store.ts';
import { type LogDatabase, deleteLog, type StoredSource } from './database.ts';
import { garbageSoon } from './idle-garbage.ts';
import { firstViewOf } from './first-view.ts';
import { ImportSession, storeProblem, type ImportSink, type ReadBlock } from './import-session.ts';
import { type JoinBlock, JoinQueue } from './join-queue.ts';
import { LogIndex } from './log-index.ts';
import { givenIn, isUsable, merged } from './stored-sources.ts';
import type { StoredLog } from './stored-log.ts';

export interface Progress {
  readonly bytes: number;
  readonly total: number;
}

export class OpenLog {
  readonly logId: string;
  index: LogIndex;
  readonly #database: LogDatabase;
  readonly #changed: (log: OpenLog, progress: Progress) => void;
  readonly #store: JoinedStore;
  readonly #blocks: BlockStore;
  #correlator: Correlator;
  #sources: StoredSource[];
  #import: ImportSession | undefined;
  /** Nothing was stored when it was opened: a cancel leaves nothing either. */
  #isNew = true;
  #replaying = false;
  /** Cancelled or closed: a port that comes late is refused. */
  #stopped = false;
  #progress: Progress = { bytes: 0, total: 0 };
  #problem: Problem | undefined;
  #networks: Networks | undefined;
  #annotations: Parameters<LogIndex['setAnnotations']>[0] | undefined;
  #ended = 0;
  /** Sources of which all that is there is stored, while they are followed. */
  readonly #caughtUp = new Set<number>();
  readonly #joining = new JoinQueue(async (block) => {
    await this.#add(block);
    this.#changed(this, this.#progress);
  });
  /** Blocks in the index that hold a half-written end, by source. */
  readonly #provisional = new Map<number, number>();

  private constructor(
    { logId, database, blocks, sources }: StoredLog,
    store: JoinedStore,
    joined: StoredJoined,
    changed: (log: OpenLog, progress: Progress) => void,
  ) {
    this.logId = logId;
    this.#database = database;
    this.#blocks = blocks;
    this.#sources = [...sources];
    this.#changed = changed;
    this.#store = store;
    this.#correlator = joined.correlator;
    const names = sources.map((source) => source.name);
    this.index = new LogIndex(blocks, joined.correlator, names, joined.index);
    for (const { id, provisional } of joined.index?.blocks ?? [])
      if (provisional !== undefined) this.#provisional.set(provisional, id);
  }

  #emptyIndex(): LogIndex {
    const sources = this.#sources;
    const names = sources.map((source) => source.name);
    const modified = sources.map((source) => source.modified);
    this.#correlator = new Correlator({ modified, ...givenIn(sources) });
    const index = new LogIndex(this.#blocks, this.#correlator, names);
    if (this.#networks !== undefined) index.setNetworks(this.#networks);
    if (this.#annotations !== undefined) index.setAnnotations(this.#annotations);
    return index;
  }

  setAnnotations(annotations: Parameters<LogIndex['setAnnotations']>[0]): void {
    this.#annotations = annotations;
    this.index.setAnnotations(annotations);
  }

  setNetworks(networks: Networks): void {
    this.#networks = networks;
    this.index.setNetworks(networks);
  }

  static async open(
    stored: StoredLog,
    changed: (log: OpenLog, progress: Progress) => void,
  ): Promise<OpenLog> {
    const { database, sources } = stored;
    const store = new JoinedStore(database);
    const options = { modified: sources.map((source) => source.modified), ...givenIn(sources) };
    const joined = (await store.read(sources, options)) ?? { correlator: new Correlator(options) };
    return new OpenLog(stored, store, joined, changed);
  }

  /** The list was asked this: what it shows first is kept for the next opening. */
  answered(question: IndexCalls['query']['args'], answer: IndexCalls['query']['answer']): void {
    const view = firstViewOf(question, answer, () => this.state, this.#sources);
    if (view !== undefined && !this.#stopped) this.#store.writeFirst(view);
  }

  get progress(): Progress {
    return this.#progress;
  }

  get busy(): boolean {
    return this.#replaying || (this.#import !== undefined && !this.following);
  }

  /** All that is there is stored, and what is written is read as it comes. */
  get following(): boolean {
    return this.#import !== undefined && this.#caughtUp.size > 0;
  }

  get state(): LogState {
    const { index } = this;
    return {
      sources: this.#sources,
      lines: index.lines,
      entries: index.entries,
      messages: index.messageCount,
      byKind: index.byKind,
      alerts: index.alerts,
      timing: index.timing,
      given: givenIn(this.#sources),
      partial: this.busy,
      following: this.following,
      ended: this.#ended,
      ...(this.#problem === undefined ? {} : { problem: this.#problem }),
    };
  }

  /** Holds at once, and whenever the log is opened again. */
  async overrule(given: GivenTimes): Promise<void> {
    this.index.overrule(given);
    this.#sources = this.#sources.map((source) => ({ ...source, given }));
    await this.#database.sources.bulkPut(this.#sources);
    this.#changed(this, this.#progress);
  }

  /** What its files are now; false where it has to be opened anew. Nothing that is joined is joined again. */
  async goOn(facts: readonly SourceFacts[]): Promise<boolean> {
    await this.#joining.settled();
    if (this.#stopped || this.busy || !(await isUsable(this.#database, this.#sources, facts))) return false;
    const known = new Map(this.#sources.map((source) => [source.source, source]));
    this.#sources = facts.map((fact) => merged(fact, known.get(fact.source)));
    await this.#database.sources.bulkPut(this.#sources);
    this.index.setSources(this.#sources);
    this.#isNew &&= this.index.entries === 0;
    return true;
  }

  attach(port: Port<FromIngest, ToIngest>): void {
    if (this.#stopped) {
      port.postMessage({ type: 'cancel' });
      port.close();
      return;
    }
    this.#problem = undefined;
    this.#store.tryAgain();
    this.#caughtUp.clear();
    const before = this.#import?.cancel();
    const sink: ImportSink = {
      store: async (blocks) => {
        await this.#joining.room();
        await this.#append(blocks);
      },
      sourceDone: async (source, problem, form) => {
        await this.#joining.joined;
        const told = form === undefined ? {} : { form };
        this.#update(
          source,
          problem === undefined ? { complete: true, ...told } : { complete: false, problem },
        );
        await this.#save(source);
      },
      caughtUp: async (source) => {
        await this.#joining.joined;
        this.#caughtUp.add(source);
        this.#update(source, { complete: true });
        await this.#save(source);
        this.#changed(this, this.#progress);
      },
      sourceAdded: async (facts) => {
        await this.#joining.joined;
        this.#sources = [...this.#sources, merged(facts, undefined)];
        await this.#save(facts.source);
        this.index.setSources(this.#sources);
      },
      progress: (bytes, total) => {
        this.#progress = { bytes, total };
        /* News come with what is being joined. */
        if (!this.#joining.busy) this.#changed(this, this.#progress);
      },
      ended: async (problem) => {
        const failed = await this.#joining.joined.then(() => undefined, storeProblem);
        if (this.#import === session) this.#import = undefined;
        this.#ended++;
        this.#caughtUp.clear();
        this.#problem = problem ?? failed;
        if (this.#problem?.code === 'store-full') this.#store.giveUp();
        this.#changed(this, this.#progress);
        void this.#keep().then(() => this.#rest());
      },
    };
    const session = new ImportSession(port, sink, before);
    this.#import = session;
  }

  /** Stores blocks of one source, and has them joined. */
  async #append(blocks: readonly ReadBlock[]): Promise<void> {
    const batches = blocks.map(({ batch }) => batch);
    const number = batches[0]?.source ?? 0;
    if (this.#provisional.has(number)) await this.#readAgain(number);
    const { stored, source } = await this.#blocks.append(batches, this.#sourceOf(number));
    this.#update(number, { nextOffset: source.nextOffset, nextLine: source.nextLine });
    for (const [i, known] of stored.entries()) {
      const block = blocks[i];
      if (block === undefined) continue;
      await this.#joining.add({ stored: known, batch: block.batch, rows: block.rows });
    }
    /* For the others there was no room: that is told when they are tried alone. */
    if (stored.length < blocks.length) await this.#append(blocks.slice(stored.length));
  }

  #sourceOf(source: number): StoredSource {
    const known = this.#sources.find((candidate) => candidate.source === source);
    if (known === undefined) throw new Error(`Broken assumption: source ${source} is not known`);
    return known;
  }

  /** Stores what is joined, unless that would have to be thrown away when the file grows. */
  async #keep(): Promise<void> {
    if (!this.index.endsProvisionally) await this.#store.write(this.index, this.#correlator);
  }

  /** Are all other sources read to their ends? */
  #isLast(source: number): boolean {
    return this.#sources.every((known) => known.source === source || known.complete);
  }

  /** True when nothing is left: the first import was cancelled. */
  async cancel(): Promise<boolean> {
    this.#stopped = true;
    await this.#import?.cancel();
    await this.#joining.settled();
    this.#import = undefined;
    if (!this.#isNew) return false;
    await this.forget();
    return true;
  }

  /** What was read stays, and nothing more is read. */
  async pause(): Promise<void> {
    const running = this.#import;
    this.#import = undefined;
    this.#caughtUp.clear();
    await running?.cancel();
    await this.#joining.settled();
    this.#changed(this, this.#progress);
  }

  async forget(): Promise<void> {
    await this.close();
    await deleteLog(this.logId);
  }

  /** At once, without waiting: nothing more is read back, no import begins. */
  stop(): void {
    this.#stopped = true;
  }

  async close(): Promise<void> {
    this.stop();
    const running = this.#import;
    this.#import = undefined;
    await running?.cancel();
    await this.#joining.settled();
    await this.#store.idle();
    this.#blocks.close();
    this.#database.close();
  }

  /**
   * Reads the blocks back that are not joined yet and joins them; the list fills meanwhile. A half-written end of a file
   * that has grown is dropped: reading goes on before it.
   */
  async replay(): Promise<void> {
    const all = await this.#database.blocks.toCollection().primaryKeys();
    const { lastBlock } = this.index;
    const ids = all.filter((id) => id > lastBlock);
    this.#isNew = all.length === 0;
    this.#replaying = true;
    const total = this.#sources.reduce((sum, { size }) => sum + size, 0);
    for (const [done, id] of ids.entries()) {
      if (this.#stopped) break;
      const stored = await this.#stored(id);
      const batch = await this.#blocks.batch(stored);
      if (batch.provisional === true && !this.#isComplete(batch.source)) await this.#database.drop(id);
      else await this.#add({ stored, batch });
      this.#progress = { bytes: Math.round((total * (done + 1)) / ids.length), total };
      this.#changed(this, this.#progress);
    }
    this.#replaying = false;
    if (!this.#stopped) void this.#keep().then(() => this.#rest());
  }

  async #stored(id: number): Promise<KnownBlock> {
    const { place } = await this.#database.row(id);
    return place === undefined ? { id } : { id, place };
  }

  /** Reading is over. */
  #rest(): void {
    if (this.#import !== undefined) return;
    this.index.rest();
    garbageSoon();
  }

  async #add({ stored, batch, rows }: JoinBlock): Promise<void> {
    if (batch.provisional === true && this.#isLast(batch.source)) await this.#keep();
    await this.#store.idle();
    this.index.add(batch, stored, rows);
    if (batch.provisional === true) this.#provisional.set(batch.source, stored.id);
  }

  /** The end of a source that was half-written has come whole: what was made of the half is dropped. */
  async #readAgain(source: number): Promise<void> {
    await this.#joining.joined;
    const id = this.#provisional.get(source);
    if (id === undefined) return;
    this.#provisional.delete(source);
    await this.#database.drop(id);
    await this.#reindex();
  }

  /** Entries cannot be taken out of an index: it is made anew of the blocks. */
  async #reindex(): Promise<void> {
    const index = this.#emptyIndex();
    for (const id of await this.#database.blocks.toCollection().primaryKeys()) {
      const stored = await this.#stored(id);
      index.add(await this.#blocks.batch(stored), stored);
    }
    this.index = index;
  }

  #isComplete(source: number): boolean {
    return this.#sources.find((known) => known.source === source)?.complete === true;
  }

  #update(source: number, change: Partial<StoredSource>): void {
    this.#sources = this.#sources.map((known) => (known.source === source ? { ...known, ...change } : known));
  }

  async #save(source: number): Promise<void> {
    const known = this.#sources.find((candidate) => candidate.source === source);
    if (known !== undefined) await this.#database.sources.put(known);
  }
}
