/**
 * All lines of the log in the order of the files, or those that a filter finds with lines around them. One question at
 * a time; a newer filter ends the older. A log that grows is searched on from where the search stood.
 */
import type { LineRow, LinesFound } from '#core/contract/index-protocol.ts';
import { RequestFailed } from '#core/ports/request-response.ts';
import { entriesMatching, parseLineFilter, type LineFilter } from '#core/query/line-filter.ts';
import type { FilterError } from '#core/query/tokens.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { KINDS } from '#core/records/log-record.ts';
import { rawAt } from '#core/records/record-at.ts';

/** What is searched. */
export interface LineStore {
  entries(): number;
  blocks(): readonly { readonly id: number; readonly first: number }[];
  batch(id: number): Promise<RecordBatch>;
  blockAt(entry: number): { readonly id: number; readonly first: number };
  /** The message that an entry belongs to. */
  messageOf(entry: number): string | undefined;
}

/** Bytes of text searched between two pauses: some 20 ms. */
const STRETCH = 4 * 1024 * 1024;
/** At most so many lines in one answer: enough for a copy, not for a log. */
const MOST = 100_000;

interface Search {
  readonly text: string;
  readonly filter: LineFilter;
  readonly abort: AbortController;
  /** Numbers of the entries that were found. */
  readonly hits: number[];
  done: number;
  running: Promise<void> | undefined;
}

export class LineQuery {
  readonly #store: LineStore;
  #search: Search | undefined;
  #shown:
    | { readonly search: Search; readonly hits: number; readonly context: number; readonly rows: Uint32Array }
    | undefined;

  constructor(store: LineStore) {
    this.#store = store;
  }

  async find(text: string, context: number, offset: number, limit: number): Promise<LinesFound> {
    const parsed = parseLineFilter(text);
    if (!parsed.ok) return nothing(parsed.error);
    const count = Math.min(limit, MOST);
    if (text.trim() === '') {
      this.#search?.abort.abort();
      this.#search = this.#shown = undefined;
      const total = this.#store.entries();
      const entries = numbers(offset, Math.min(total, offset + count));
      return { total, hits: total, words: [], rows: await this.#rows(entries, () => true) };
    }
    const search = await this.#searched(text, parsed.value);
    const rows = this.#rowsOf(search, context);
    const hits = new Set(hitsWithin(search.hits, rows[offset] ?? 0, rows[offset + count - 1] ?? Infinity));
    return {
      total: rows.length,
      hits: search.hits.length,
      words: parsed.value.words,
      rows: await this.#rows(rows.subarray(offset, offset + count), (entry) => hits.has(entry)),
    };
  }

  async #searched(text: string, filter: LineFilter): Promise<Search> {
    if (this.#search?.text !== text) {
      this.#search?.abort.abort();
      this.#search = { text, filter, abort: new AbortController(), hits: [], done: 0, running: undefined };
    }
    const search = this.#search;
    search.running ??= this.#run(search).finally(() => (search.running = undefined));
    await search.running;
    return search;
  }

  async #run(search: Search): Promise<void> {
    const blocks = this.#store.blocks();
    let sincePause = 0;
    for (; search.done < blocks.length; search.done++) {
      const block = blocks[search.done];
      if (block === undefined) return;
      const batch = await this.#store.batch(block.id);
      giveWay(search);
      entriesMatching(search.filter, batch).forEach((bit, i) => {
        if (bit === 1) search.hits.push(block.first + i);
      });
      sincePause += batch.text.length;
      if (sincePause < STRETCH) continue;
      sincePause = 0;
      await new Promise((resolve) => setTimeout(resolve));
      giveWay(search);
    }
  }

  /** Hits with so many lines before and after each, every line once. */
  #rowsOf(search: Search, context: number): Uint32Array {
    const shown = this.#shown;
    if (shown?.search === search && shown.hits === search.hits.length && shown.context === context)
      return shown.rows;
    const rows = Uint32Array.from(around(search.hits, context, this.#store.entries()));
    this.#shown = { search, hits: search.hits.length, context, rows };
    return rows;
  }

  async #rows(entries: Iterable<number>, isHit: (entry: number) => boolean): Promise<readonly LineRow[]> {
    const rows: LineRow[] = [];
    for (const entry of entries) {
      const { id, first } = this.#store.blockAt(entry);
      const batch = await this.#store.batch(id);
      rows.push(rowAt(batch, entry - first, entry, isHit(entry), this.#store.messageOf(entry)));
    }
    return rows;
  }
}

export function* around(hits: readonly number[], context: number, entries: number): Generator<number> {
  let next = 0;
  for (const hit of hits) {
    for (let entry = Math.max(next, hit - context); entry <= Math.min(entries - 1, hit + context); entry++) {
      yield entry;
    }
    next = Math.min(entries, hit + context + 1);
  }
}

function* numbers(from: number, until: number): Generator<number> {
  for (let n = from; n < until; n++) yield n;
}

function hitsWithin(hits: readonly number[], from: number, until: number): readonly number[] {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let i = low; i < hits.length && (hits[i] ?? 0) <= until; i++) found.push(hits[i] ?? 0);
  return found;
}

function rowAt(
  batch: RecordBatch,
  i: number,
  entry: number,
  hit: boolean,
  message: string | undefined,
): LineRow {
  return {
    entry,
    source: batch.source,
    line: batch.line[i] ?? 0,
    kind: KINDS[batch.kind[i] ?? 0] ?? 'unparsed',
    raw: rawAt(batch, i),
    hit,
    ...(message === undefined ? {} : { message }),
  };
}

function nothing(error: FilterError): LinesFound {
  return { total: 0, hits: 0, words: [], rows: [], filterError: error };
}

function giveWay({ abort }: Search): void {
  if (abort.signal.aborted) throw new RequestFailed({ code: 'cancelled', where: '' });
}
