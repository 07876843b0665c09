/**
 * The parts of a filter that look at entries, block by block. A block's bytes are searched as they are, all lines at
 * once (byte-search.ts); expressions, wildcards and fields are tried only on lines that hold a piece they cannot do
 * without.
 */
import { STRETCH_OF_TESTS, type Steps } from '#core/base/steps.ts';
import type { FieldNode, WordNode } from '#core/query/ast.ts';
import { entryTest, kindsOf, type EntryNode } from '#core/query/entry-test.ts';
import { lineFieldOf } from '#core/query/line-fields.ts';
import { isOrder } from '#core/query/numbers.ts';
import { readRegex } from '#core/query/regex.ts';
import { wordTest, type TextTest } from '#core/query/value-test.ts';
import { isWildcard } from '#core/query/wildcard.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { BatchView, rawAt } from '#core/records/record-at.ts';
import { KINDS } from '#core/records/log-record.ts';
import { byteSearch } from './byte-search.ts';

/** A piece of fewer letters is no rarer than a key. */
const SHORT = 3;

type FoundEntry = (entry: number) => void;

/** What is needed of a block to look for a word in its lines. */
export interface Lines extends Pick<RecordBatch, 'count' | 'rawEnd' | 'text'> {
  /** Entries whose text is no part of their lines, or whether there are any. */
  readonly odd: RecordBatch['odd'] | boolean;
}

/** Calls `found` with the position in the block of each entry that has it; more than once does no harm. */
type LineSearch = (lines: Lines, found: FoundEntry) => void;

/**
 * What is found on bytes is found at once. What has to be tried line by line is told by the steps of the answer: an
 * expression may take a second for a few hundred lines. Steps hold lines of their own, for those of the block may be
 * overwritten meanwhile.
 */
export type SteppedSearch<T> = (block: T, found: FoundEntry) => Steps<void> | undefined;

export interface EntrySearches {
  /** Where the lines alone tell. */
  readonly lines?: SteppedSearch<Lines>;
  readonly batch: SteppedSearch<RecordBatch>;
  /** May anything be found in the block at all? */
  readonly possible: (lines: Lines) => boolean;
}

/** What is searched for the kind of an entry alone is known without its block. */
export function kindSearch(node: EntryNode): ((kinds: Uint8Array, found: FoundEntry) => void) | undefined {
  if (node.type !== 'field' || lineFieldOf(node.field)?.type !== 'kind') return undefined;
  const names = kindsOf(node);
  const wanted = Uint8Array.from(KINDS, (kind) => Number(names.has(kind)));
  return (kinds, found) => {
    for (let i = 0; i < kinds.length; i++) if (wanted[kinds[i] ?? 0] === 1) found(i);
  };
}

export function searchesOf(node: EntryNode): EntrySearches {
  if (node.type === 'field') return fieldSearch(node);
  const lines = wordSearch(node);
  return { lines, batch: lines, possible: () => true };
}

function wordSearch({ value }: WordNode): SteppedSearch<Lines> {
  const { text, quoted, regex } = value;
  if (regex === true) {
    const read = readRegex(text);
    return read.ok ? lineSearch(read.value.literal, read.value.found) : () => undefined;
  }
  if (quoted || !isWildcard(text)) return lineSearch(text, undefined);
  return lineSearch(longest(text.split(/[*?]+/)), wordTest(value));
}

function longest(pieces: readonly string[]): string {
  return pieces.reduce((most, piece) => (piece.length > most.length ? piece : most), '');
}

/** Entries whose lines hold `piece` (in lower case) and pass the test. */
function lineSearch(piece: string, test: TextTest | undefined): SteppedSearch<Lines> {
  const holding = pieceSearch(piece);
  const sure = isAscii(piece) ? test : (test ?? ((raw: string) => raw.toLowerCase().includes(piece)));
  return (lines, found) => {
    if (sure === undefined) {
      holding(lines, found);
      return undefined;
    }
    const entries: number[] = [];
    holding(lines, (entry) => entries.push(entry));
    const raws = entries.map((entry) => rawAt(lines, entry));
    return tried(entries, (_, i) => sure(raws[i] ?? ''), found);
  };
}

function* tried(
  entries: readonly number[],
  holds: (entry: number, i: number) => boolean,
  found: FoundEntry,
): Steps<void> {
  for (const [i, entry] of entries.entries()) {
    if (holds(entry, i)) found(entry);
    if (i % STRETCH_OF_TESTS === 0) yield;
  }
}

/** A key stands in the line as it is; only texts that are no part of their lines may hide it. */
function fieldSearch(node: FieldNode): EntrySearches {
  const about = lineFieldOf(node.field);
  if (about?.type !== 'texts') return { batch: () => undefined, possible: () => false };
  const piece = pieceOf(node) ?? about.key ?? '';
  const holding = pieceSearch(piece);
  const test = entryTest(node);
  return {
    batch: (batch, found) => {
      const view = new BatchView(batch);
      const entries = Object.keys(batch.odd).map(Number);
      holding(batch, (entry) => entries.push(entry));
      return tried(entries, (entry) => test(view.entry(entry)), found);
    },
    possible: (lines) => {
      let some = lines.odd !== false;
      if (!some) holding(lines, () => (some = true));
      return some;
    },
  };
}

/**
 * A run of letters that the line must hold, which is rarer than the key. Only of one value that is looked for as it is:
 * what stands in a line stands there in these letters, whatever is done to its quotes and brackets.
 */
function pieceOf({ field, operator, values }: FieldNode): string | undefined {
  const [only, ...more] = values;
  if (only === undefined || more.length > 0 || only.regex === true || isOrder(operator)) return undefined;
  const about = lineFieldOf(field);
  if (about?.type !== 'texts' || about.number?.always === true || only.text.includes('/')) return undefined;
  /* The groups of an IPv6 address are written with zeros before them, or without, its end in either of two ways. */
  const isAddress = about.how.network === true && only.text.includes(':');
  if (isAddress && only.text.includes('.')) return undefined;
  const piece = longest(only.text.split(isAddress ? /(?:^|:)0*|[^0-9a-f:]+/ : /[^a-z0-9@._-]+/));
  return piece.length < SHORT ? undefined : piece;
}

/** Entries whose lines may hold `piece` (in lower case); of ASCII, those that do. */
export function pieceSearch(piece: string): LineSearch {
  if (piece === '' || hasOtherCase(piece)) return everyEntry;
  return byteSearch(new TextEncoder().encode(piece));
}

function everyEntry({ count }: Lines, found: FoundEntry): void {
  for (let entry = 0; entry < count; entry++) found(entry);
}

/** A letter of several bytes is not the same bytes in its other case. */
function hasOtherCase(piece: string): boolean {
  return Array.from(piece).some((c) => !isAscii(c) && (c.toUpperCase() !== c || c.toLowerCase() !== c));
}

/** UTF-8 has a byte for each of these, and for no other. */
function isAscii(text: string): boolean {
  return new TextEncoder().encode(text).length === text.length;
}
