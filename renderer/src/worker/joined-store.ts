/**
 * What was joined, stored beside the blocks, so that a log opens without reading and joining them again. It is written
 * when reading ends, and only when there is a good deal more than was stored: blocks behind it are joined again at the
 * next opening. Entries that may be dropped when a file grows (a half-written end) are left out where they come last.
 */
import type { GivenTimes } from '#core/correlate/timing.ts';
import { Correlator, JOIN_VERSION, type CorrelatorState } from '#core/correlate/correlator.ts';
import type { LogDatabase, StoredSource } from './database.ts';
import type { FirstView } from './first-view.ts';
import type { IndexState, LogIndex } from './log-index.ts';

/** Written anew when this part of the entries is not in it. */
const WORTH_WRITING = 0.1;

/** The parts are rows of their own and stored one after the other: only one at a time is copied. */
interface JoinedParts extends CorrelatorState {
  readonly index: IndexState;
}

function* partsOf(index: LogIndex, correlator: Correlator): Generator<readonly [string, unknown]> {
  yield ['index', index.state()];
  yield* correlator.parts();
}

export interface StoredJoined {
  readonly index?: IndexState;
  readonly correlator: Correlator;
}

export class JoinedStore {
  readonly #database: LogDatabase;
  #stored = 0;
  #first = '';
  #writing: Promise<void> = Promise.resolve();
  /** The disk is full: see giveUp(). */
  #givenUp = false;

  constructor(database: LogDatabase) {
    this.#database = database;
  }

  /** Undefined where nothing is stored, or where it does not hold any more. */
  async read(
    sources: readonly StoredSource[],
    options: GivenTimes & { readonly modified: readonly number[] },
  ): Promise<StoredJoined | undefined> {
    const parts = (await this.#database.joinedParts()) as Partial<JoinedParts>;
    if (parts.joined?.version !== JOIN_VERSION) return undefined;
    /* They were stored together. */
    const { index, ...state } = parts as JoinedParts;
    const ids = await this.#database.blocks.toCollection().primaryKeys();
    const there = index.blocks.every(({ id }, i) => ids[i] === id);
    const grown = index.blocks.some(
      ({ provisional }) => provisional !== undefined && !isComplete(sources, provisional),
    );
    if (!there || grown) return undefined;
    this.#stored = state.joined.entries;
    return { index, correlator: new Correlator(options, state) };
  }

  /**
   * Nothing is to be joined meanwhile: see idle(). A disk that is full, or a log that is being deleted, costs the next
   * opening some time and nothing else.
   */
  write(index: LogIndex, correlator: Correlator): Promise<void> {
    const { entries } = index;
    if (this.#givenUp || entries - this.#stored < entries * WORTH_WRITING || entries === 0)
      return this.#writing;
    this.#stored = entries;
    return this.#next(() => this.#database.putJoined(partsOf(index, correlator)));
  }

  /** What the list shows first; only when it is another one. */
  writeFirst(view: FirstView): void {
    const about = `${view.of} ${view.question}`;
    if (this.#givenUp || about === this.#first) return;
    this.#first = about;
    void this.#next(() => this.#database.putFirst(view));
  }

  /** Nothing is written where there is no room: what can be spared leaves it to the blocks, and is not waited for. */
  giveUp(): void {
    this.#givenUp = true;
    this.#stored = 0;
    this.#first = '';
  }

  /** There may be room again. */
  tryAgain(): void {
    this.#givenUp = false;
  }

  /** Resolves when nothing is being written. */
  idle(): Promise<void> {
    return this.#writing;
  }

  #next(write: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing
      .then(() => (this.#givenUp ? undefined : write()))
      .catch(() => this.giveUp());
    return this.#writing;
  }
}

function isComplete(sources: readonly StoredSource[], source: number): boolean {
  return sources.find((known) => known.source === source)?.complete === true;
}
