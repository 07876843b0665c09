/**
 * All lines of the log in the order of the files, or those that a filter finds with lines around them. One question at
 * a time; a newer filter ends the older, the same one again waits for it. What is looked for in lines is searched by
 * entry-search.ts, which goes on where it stood when the log grows; the rest is worked out anew then.
 */
import type { LineRow, LinesFound } from '#core/contract/index-protocol.ts';
import type { ResolvedTime } from '#core/correlate/timing.ts';
import { STRETCH, type Steps } from '#core/base/steps.ts';
import type { FieldNode } from '#core/query/ast.ts';
import type { Bits } from '#core/query/bits.ts';
import type { EntryNode } from '#core/query/entry-test.ts';
import { evaluate } from '#core/query/evaluate.ts';
import { marksIn } from '#core/query/highlight.ts';
import { linesMatching, parseLineFilter, timeTest, type LineFilter } from '#core/query/line-filter.ts';
import type { FilterError } from '#core/query/tokens.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { KINDS } from '#core/records/log-record.ts';
import type { MessageColumns } from '#core/records/message-columns.ts';
import { rawAt } from '#core/records/record-at.ts';
import type { KnownBlock } from './block-store.ts';
import type { EntrySearch, Looked } from './entry-search.ts';
import { inStretches } from './giving-way.ts';
import { canOnlyGrow, withinPatience } from './so-far.ts';

/** What is searched. `revision` rises with every change. */
export interface LineStore {
  entries(): number;
  revision(): number;
  batch(block: KnownBlock): Promise<RecordBatch>;
  blockAt(entry: number): KnownBlock & { readonly first: number };
  /** The message that an entry belongs to. */
  messageOf(entry: number): string | undefined;
  readonly search: EntrySearch;
  columns(): Promise<MessageColumns>;
  timeOf(entry: number): ResolvedTime | undefined;
}

/** At most so many lines in one answer: enough for a copy, not for a log. */
const MOST = 100_000;
const MINUTE = 60_000;

/** Numbers of the entries that were found. */
interface Hits {
  readonly entries: Uint32Array;
  readonly searching: boolean;
}

interface Search {
  readonly text: string;
  readonly filter: LineFilter;
  readonly abort: AbortController;
  readonly looked: Looked;
  running: Promise<Hits> | undefined;
  /** A part may have been given. */
  partial: boolean;
  /** The last whole answer. */
  last: { readonly revision: number; readonly hits: Hits } | undefined;
}

export class LineQuery {
  readonly #store: LineStore;
  #search: Search | undefined;
  #shown: { readonly hits: Hits; readonly context: number; readonly rows: Uint32Array } | undefined;

  constructor(store: LineStore) {
    this.#store = store;
  }

  async find(text: string, context: number, offset: number, limit: number): Promise<LinesFound> {
    const parsed = parseLineFilter(text);
    if (!parsed.ok) return nothing(parsed.error);
    const count = Math.min(limit, MOST);
    if (text.trim() === '') return this.#everyLine(offset, count);
    const search = this.#searchFor(text, parsed.value);
    const hits = await this.#hitsOf(search);
    const rows = this.#rowsOf(hits, context);
    const window = rows.subarray(offset, offset + count);
    const within = new Set(hitsWithin(hits.entries, window[0] ?? 0, window.at(-1) ?? 0));
    return {
      total: rows.length,
      hits: hits.entries.length,
      searching: hits.searching,
      rows: await this.#rows(window, (entry) => within.has(entry), search.filter),
    };
  }

  async #everyLine(offset: number, count: number): Promise<LinesFound> {
    this.#search?.abort.abort();
    this.#search = this.#shown = undefined;
    const total = this.#store.entries();
    const entries = numbers(offset, Math.min(total, offset + count));
    return { total, hits: total, searching: false, rows: await this.#rows(entries, () => true) };
  }

  #searchFor(text: string, filter: LineFilter): Search {
    if (this.#search?.text === text) return this.#search;
    this.#search?.abort.abort();
    const looked = this.#store.search.look(filter.entryNodes);
    const abort = new AbortController();
    return (this.#search = {
      text,
      filter,
      abort,
      looked,
      running: undefined,
      partial: false,
      last: undefined,
    });
  }

  async #hitsOf(search: Search): Promise<Hits> {
    const { last } = search;
    if (last?.revision === this.#store.revision()) return last.hits;
    search.running ??= this.#whole(search).finally(() => (search.running = undefined));
    const { node, entryNodes } = search.filter;
    if (!canOnlyGrow(node, entryNodes)) return search.running;
    const again = search.partial;
    search.partial = true;
    return (
      (await withinPatience(search.running, again)) ?? this.#evaluated(search, this.#store.entries(), true)
    );
  }

  async #whole(search: Search): Promise<Hits> {
    const revision = this.#store.revision();
    const entries = this.#store.entries();
    await search.looked.run(search.abort.signal);
    const hits = await this.#evaluated(search, entries, false);
    search.last = { revision, hits };
    return hits;
  }

  async #evaluated({ filter, looked, abort }: Search, count: number, searching: boolean): Promise<Hits> {
    const { signal } = abort;
    const held = new Map<EntryNode, Bits>(looked.held());
    for (const node of filter.messageNodes) {
      const columns = await this.#store.columns();
      const messages = await inStretches(evaluate(positive(node), { columns, held: new Map() }), signal);
      held.set(node, await inStretches(linesOf(messages, columns, count), signal));
    }
    for (const node of filter.timeNodes)
      held.set(node, await inStretches(linesAt(node, this.#store, count), signal));
    const bits = await inStretches(linesMatching(filter.node, held, count), signal);
    return { searching, entries: await inStretches(numbersOf(bits), signal) };
  }

  /** Hits with so many lines before and after each, every line once. */
  #rowsOf(hits: Hits, context: number): Uint32Array {
    const shown = this.#shown;
    if (shown?.hits === hits && shown.context === context) return shown.rows;
    const rows =
      context === 0 ? hits.entries : Uint32Array.from(around(hits.entries, context, this.#store.entries()));
    this.#shown = { hits, context, rows };
    return rows;
  }

  async #rows(
    entries: Iterable<number>,
    isHit: (entry: number) => boolean,
    filter?: LineFilter,
  ): Promise<readonly LineRow[]> {
    const rows: LineRow[] = [];
    for (const entry of entries) {
      const block = this.#store.blockAt(entry);
      const row = rowAt(await this.#store.batch(block), entry - block.first, entry, isHit(entry));
      const message = this.#store.messageOf(entry);
      const marks = filter === undefined ? [] : marksIn(row.raw, filter.markers);
      rows.push({
        ...row,
        ...(message === undefined ? {} : { message }),
        ...(marks.length === 0 ? {} : { marks }),
      });
    }
    return rows;
  }
}

/** `!=` is said of the line, whether or not it belongs to a message. */
function positive(node: FieldNode): FieldNode {
  return node.operator === '!=' ? { ...node, operator: '=' } : node;
}

/** Every line of these messages. */
function* linesOf(messages: Bits, columns: MessageColumns, count: number): Steps<Bits> {
  const bits = new Uint8Array(count);
  const { ids, starts } = columns.entries();
  for (let m = 0; m < messages.length; m++) {
    if (messages[m] === 1) for (const entry of ids.subarray(starts[m], starts[m + 1])) bits[entry] = 1;
    if (m % STRETCH === 0) yield;
  }
  return bits;
}

function* linesAt(node: FieldNode, store: LineStore, count: number): Steps<Bits> {
  const bits = new Uint8Array(count);
  const test = timeTest(node);
  for (let entry = 0; entry < count; entry++) {
    const time = store.timeOf(entry);
    if (time !== undefined && test(time.time + time.zone * MINUTE)) bits[entry] = 1;
    if (entry % STRETCH === 0) yield;
  }
  return bits;
}

function* numbersOf(bits: Bits): Steps<Uint32Array> {
  let count = 0;
  for (const bit of bits) count += bit;
  yield;
  const found = new Uint32Array(count);
  let next = 0;
  for (let entry = 0; entry < bits.length; entry++) if (bits[entry] === 1) found[next++] = entry;
  return found;
}

export function* around(hits: Iterable<number>, context: number, entries: number): Generator<number> {
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

function hitsWithin(hits: Uint32Array, from: number, until: number): readonly number[] {
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

function rowAt(batch: RecordBatch, i: number, entry: number, hit: boolean): LineRow {
  return {
    entry,
    source: batch.source,
    line: batch.line[i] ?? 0,
    kind: KINDS[batch.kind[i] ?? 0] ?? 'unparsed',
    raw: rawAt(batch, i),
    hit,
  };
}

function nothing(error: FilterError): LinesFound {
  return { total: 0, hits: 0, rows: [], searching: false, filterError: error };
}
