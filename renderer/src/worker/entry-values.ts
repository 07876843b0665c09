/**
 * Values of what only lines have (`ruleset:`, `program:`, `raw.x:`), for who is writing a filter: read from the lines of
 * the log when they are first asked for, kept for the last field, and read on when the log has grown. A count is the
 * number of messages that have the value, as with values that stand in columns (core/overview/seen-values.ts).
 */
import { STRETCH, type Steps } from '#core/base/steps.ts';
import { Groups } from '#core/overview/groups.ts';
import { mostSeen, type SeenValue } from '#core/overview/seen-values.ts';
import { fieldOf } from '#core/query/fields.ts';
import { lineFieldOf, type LineTexts } from '#core/query/line-fields.ts';
import type { MessageColumns } from '#core/records/message-columns.ts';
import { BatchView } from '#core/records/record-at.ts';
import type { Blocks } from './entry-search.ts';
import { giveWay, inStretches, pause } from './giving-way.ts';
import { pieceSearch } from './text-search.ts';

/** Bytes of text read between two pauses: many of the lines are taken apart. */
const BETWEEN = 512 * 1024;
/** Different values that are told apart; more are of no use to anyone who chooses. */
const MOST = 50_000;

interface Read {
  readonly field: string;
  readonly about: LineTexts;
  readonly groups: Groups;
  /** One more than the number of the value that each entry has. */
  values: Uint32Array;
  /** Further values of entries that have several. */
  readonly more: Map<number, number[]>;
  /** Blocks that were read. */
  done: number;
}

export class EntryValues {
  readonly #log: Blocks;
  #read: Read | undefined;

  constructor(log: Blocks) {
    this.#log = log;
  }

  /** Undefined for a field that columns have. Throws when a newer question came. */
  async seen(
    columns: MessageColumns,
    field: string,
    begun: string,
    most: number,
    signal: AbortSignal,
  ): Promise<readonly SeenValue[] | undefined> {
    const read = this.#readOf(field);
    if (read === undefined) return undefined;
    await this.#readOn(read, signal);
    const counts = await inStretches(countsOf(read, columns), signal);
    return inStretches(mostSeen(read.groups.names, counts, begun, most), signal);
  }

  #readOf(field: string): Read | undefined {
    if (this.#read?.field === field) return this.#read;
    const type = fieldOf(field)?.type;
    if (type !== 'raw' && type !== 'head') return undefined;
    const about = lineFieldOf(field);
    if (about?.type !== 'texts') return undefined;
    const groups = new Groups(
      (text) => (text === '' ? undefined : text),
      (text) => text.toLowerCase(),
    );
    const values = new Uint32Array(0);
    return (this.#read = { field, about, groups, values, more: new Map(), done: 0 });
  }

  async #readOn(read: Read, signal: AbortSignal): Promise<void> {
    const { blocks } = this.#log;
    const holding = pieceSearch(read.about.key ?? '');
    for (let sincePause = 0; read.done < blocks.length;) {
      const { done } = read;
      const block = blocks[done];
      if (block === undefined) return;
      const batch = await this.#log.batch(block);
      /* A question that has ended this one may have waited for the same block. */
      giveWay(signal);
      if (read.done !== done) continue;
      const view = new BatchView(batch);
      read.values = grown(read.values, this.#log.entries);
      const take = (entry: number): void =>
        this.#take(read, block.first + entry, read.about.texts(view.entry(entry)));
      holding(batch, (entry) => take(entry));
      for (const entry of Object.keys(batch.odd)) take(Number(entry));
      read.done++;
      sincePause += batch.text.length;
      if (sincePause < BETWEEN) continue;
      sincePause = 0;
      await pause(signal);
    }
  }

  /** Of an entry that was taken before, the same again. */
  #take({ groups, values, more }: Read, entry: number, texts: readonly string[]): void {
    const numbers = texts.map((text) => groups.number(text, groups.names.length < MOST) + 1);
    values[entry] = numbers[0] ?? 0;
    if (numbers.length > 1) more.set(entry, numbers.slice(1));
  }
}

function grown(values: Uint32Array, entries: number): Uint32Array {
  if (values.length >= entries) return values;
  const larger = new Uint32Array(Math.max(entries, 2 * values.length));
  larger.set(values);
  return larger;
}

/** Messages with each value; each message once. */
function* countsOf({ groups, values, more }: Read, columns: MessageColumns): Steps<Uint32Array> {
  const counts = new Uint32Array(groups.names.length);
  const last = new Uint32Array(groups.names.length);
  const { ids, starts } = columns.entries();
  for (let m = 0; m < columns.count; m++) {
    const count = (value: number): void => {
      if (value === 0 || last[value - 1] === m + 1) return;
      last[value - 1] = m + 1;
      counts[value - 1] = (counts[value - 1] ?? 0) + 1;
    };
    for (const entry of ids.subarray(starts[m], starts[m + 1])) {
      count(values[entry] ?? 0);
      for (const value of more.get(entry) ?? []) count(value);
    }
    if (m % STRETCH === 0) yield;
  }
  return counts;
}
