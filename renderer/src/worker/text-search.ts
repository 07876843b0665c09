/**
 * The parts of a filter that look at entries, block by block. A block's bytes are searched as one string of a character
 * a byte, which is far cheaper than line by line; expressions, wildcards and fields are tried only on lines that hold a
 * piece they cannot do without.
 */
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

/** A piece of fewer letters is no rarer than a key. */
const SHORT = 3;

type FoundEntry = (entry: number) => void;

/** Calls `found` with the position in the batch of each entry that has it; more than once does no harm. */
export type BatchSearch = (batch: RecordBatch, found: FoundEntry) => void;

/** What is searched for the kind of an entry alone is known without its block. */
export function kindSearch(node: EntryNode): ((kinds: Uint8Array, found: FoundEntry) => void) | undefined {
  if (node.type !== 'field' || lineFieldOf(node.field)?.type !== 'kind') return undefined;
  const names = kindsOf(node);
  const wanted = Uint8Array.from(KINDS, (kind) => Number(names.has(kind)));
  return (kinds, found) => {
    for (let i = 0; i < kinds.length; i++) if (wanted[kinds[i] ?? 0] === 1) found(i);
  };
}

export function batchSearch(node: EntryNode): BatchSearch {
  return node.type === 'word' ? wordSearch(node) : fieldSearch(node);
}

function wordSearch({ value }: WordNode): BatchSearch {
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
function lineSearch(piece: string, test: TextTest | undefined): BatchSearch {
  const holding = pieceSearch(piece);
  const sure = isAscii(piece) ? test : (test ?? ((raw: string) => raw.toLowerCase().includes(piece)));
  if (sure === undefined) return holding;
  return (batch, found) => {
    holding(batch, (entry) => {
      if (sure(rawAt(batch, entry))) found(entry);
    });
  };
}

/** A key stands in the line as it is; only texts that are no part of their lines may hide it. */
function fieldSearch(node: FieldNode): BatchSearch {
  const about = lineFieldOf(node.field);
  if (about?.type !== 'texts') return () => undefined;
  const holding = pieceSearch(pieceOf(node) ?? about.key ?? '');
  const test = entryTest(node);
  return (batch, found) => {
    const view = new BatchView(batch);
    const tried = (entry: number): void => {
      if (test(view.entry(entry))) found(entry);
    };
    holding(batch, tried);
    for (const entry of Object.keys(batch.odd)) tried(Number(entry));
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
  const piece = longest(only.text.split(/[^a-z0-9@._-]+/));
  return piece.length < SHORT ? undefined : piece;
}

/** Entries whose lines may hold `piece` (in lower case); of ASCII, those that do. */
export function pieceSearch(piece: string): BatchSearch {
  if (piece === '' || hasOtherCase(piece)) return everyEntry;
  const folded = asBytes(new TextEncoder().encode(piece));
  return (batch, found) => {
    const text = asBytes(batch.text);
    const { rawEnd } = batch;
    for (let at = text.indexOf(folded); at >= 0;) {
      const entry = entryOf(rawEnd, at);
      const end = rawEnd[entry] ?? text.length;
      const within = at + folded.length <= end;
      if (within) found(entry);
      at = text.indexOf(folded, within ? end : at + 1);
    }
  };
}

function everyEntry(batch: RecordBatch, found: FoundEntry): void {
  for (let entry = 0; entry < batch.count; entry++) found(entry);
}

/** A letter of several bytes is not the same bytes in its other case. */
function hasOtherCase(piece: string): boolean {
  return Array.from(piece).some((c) => !isAscii(c) && (c.toUpperCase() !== c || c.toLowerCase() !== c));
}

/** UTF-8 has a byte for each of these, and for no other. */
function isAscii(text: string): boolean {
  return new TextEncoder().encode(text).length === text.length;
}

const oneByte = new TextDecoder('latin1');

/** The one place that knows how a block keeps its text. One character a byte; without regard to case in ASCII. */
function asBytes(text: Uint8Array): string {
  return oneByte.decode(text).toLowerCase();
}

/** The entry in whose text this position lies. */
function entryOf(ends: Uint32Array, at: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) >= at) high = middle;
    else low = middle + 1;
  }
  return low;
}
