/**
 * Which entries of the log hold a word, a kind, a raw field. What was searched for is kept for the last few questions,
 * with how far the search came: a log that grows is searched on, not anew, and a search that was given up goes on.
 */
import type { Steps } from '#core/base/steps.ts';
import { printFilter } from '#core/query/ast.ts';
import type { EntryNode } from '#core/query/entry-test.ts';
import type { Held } from '#core/query/evaluate.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { giveWay, inStretches, pause } from './giving-way.ts';
import type { KnownBlock } from './block-store.ts';
import { kindSearch, searchesOf, type EntrySearches, type Lines } from './text-search.ts';

export interface SearchedBlock extends KnownBlock {
  /** Number of its first entry. */
  readonly first: number;
  readonly kinds: Uint8Array;
  /** No entry of it has a text that is no part of its lines; where it is not said, one may. */
  readonly plain?: boolean;
}

export interface Blocks {
  readonly blocks: readonly SearchedBlock[];
  readonly entries: number;
  batch(block: KnownBlock): Promise<RecordBatch>;
  ahead(block: KnownBlock): void;
  /** Resolves when blockLines() can be asked. */
  opened?(): Promise<void>;
  /** The lines of a block at once, valid until the next call; undefined where they take longer. */
  blockLines?(block: SearchedBlock): Lines | undefined;
}

/** Bytes of text searched between two pauses: some milliseconds. */
const STRETCH = 2 * 1024 * 1024;
/** Blocks that are read back while one is searched. */
const AHEAD = 4;
/** One byte an entry each. */
const KEPT = 6;

/** The parts of one question. */
export interface Looked {
  /** As far as they have been searched. */
  held(): Held;
  /** To the end of what is there now. Throws when a newer question came. */
  run(signal: AbortSignal): Promise<void>;
}

type Left = Steps<void> | undefined;

class Search {
  /** One byte an entry. */
  bits = new Uint8Array(0);
  /** Blocks that were searched. */
  done = 0;
  readonly kinds: ReturnType<typeof kindSearch>;
  readonly searches: EntrySearches;

  constructor(node: EntryNode) {
    this.kinds = kindSearch(node);
    this.searches = searchesOf(node);
  }

  /** The bits may have grown by the time that something is found. */
  into({ first }: SearchedBlock): (entry: number) => void {
    return (entry) => {
      this.bits[first + entry] = 1;
    };
  }

  /** What is left to be tried, or false where the block must be read. */
  tells(block: SearchedBlock, lines: Lines | undefined): Left | false {
    if (this.kinds !== undefined) this.kinds(block.kinds, this.into(block));
    else if (lines === undefined) return false;
    else if (this.searches.lines !== undefined) return this.searches.lines(lines, this.into(block));
    else if (this.searches.possible(lines)) return false;
    return undefined;
  }

  grow(entries: number): void {
    if (this.bits.length >= entries) return;
    const bits = new Uint8Array(Math.max(entries, 2 * this.bits.length));
    bits.set(this.bits);
    this.bits = bits;
  }
}

export class EntrySearch {
  readonly #log: Blocks;
  readonly #known = new Map<string, Search>();

  constructor(log: Blocks) {
    this.#log = log;
  }

  /** Looks for nothing yet. */
  look(nodes: readonly EntryNode[]): Looked {
    const searches = nodes.map((node) => this.#searchOf(node));
    this.#forget(nodes.length);
    return {
      held: () => new Map(nodes.map((node, i) => [node, searches[i]?.bits ?? new Uint8Array(0)])),
      run: (signal) => this.#run(searches, signal),
    };
  }

  async #run(searches: readonly Search[], signal: AbortSignal): Promise<void> {
    if (searches.length === 0) return;
    const { blocks, entries } = this.#log;
    const count = blocks.length;
    for (const search of searches) search.grow(entries);
    await this.#log.opened?.();
    let sincePause = 0;
    for (let at = Math.min(...searches.map(({ done }) => done)); at < count; at++) {
      const block = blocks[at];
      if (block === undefined) return;
      sincePause += await this.#searchBlock(block, at, searches, signal);
      giveWay(signal);
      if (sincePause < STRETCH) continue;
      sincePause = 0;
      await pause(signal);
    }
  }

  /** Answers how much was read. */
  async #searchBlock(
    block: SearchedBlock,
    at: number,
    searches: readonly Search[],
    signal: AbortSignal,
  ): Promise<number> {
    const waiting = searches.filter(({ done }) => done <= at);
    const reads = waiting.some(({ kinds }) => kinds === undefined);
    const lines = reads ? this.#log.blockLines?.(block) : undefined;
    /* What the lines alone do not tell needs the block. */
    const told = waiting.map((search) => ({ search, left: search.tells(block, lines) }));
    const open = told.filter(({ left }) => left === false);
    if (open.length > 0 && lines === undefined)
      for (const next of this.#log.blocks.slice(at + 1, at + 1 + AHEAD)) this.#log.ahead(next);
    const size = lines?.text.length;
    const batch = open.length > 0 ? await this.#log.batch(block) : undefined;
    for (const { search, left } of told) {
      const steps =
        left !== false || batch === undefined ? left : search.searches.batch(batch, search.into(block));
      if (steps) await inStretches(steps, signal);
    }
    for (const search of waiting) search.done = Math.max(search.done, at + 1);
    return batch?.text.length ?? size ?? block.kinds.length;
  }

  #searchOf(node: EntryNode): Search {
    const key = printFilter(node);
    const search = this.#known.get(key) ?? new Search(node);
    this.#known.delete(key);
    this.#known.set(key, search);
    return search;
  }

  /** All but the last; never any of a question that is just being asked. */
  #forget(asked: number): void {
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= Math.max(KEPT, asked)) break;
      this.#known.delete(oldest);
    }
  }
}
