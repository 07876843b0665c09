/**
 * A batch as one run of bytes, as it lies in a file. First six numbers of four bytes: MARK, how many entries, bytes of
 * what is no column (JSON), bytes of text, two sums over all the rest. Then what is no column, then the columns,
 * `rawEnd` the last of them, then the text: so ends and text of the lines are one piece, for searches.
 */
import { decodeUtf8, encodeUtf8 } from '#core/lines/utf8.ts';
import type { BatchColumns, RecordBatch } from './batch.ts';

type Column = BatchColumns[keyof BatchColumns];
type MakesColumn = new (buffer: ArrayBufferLike, at: number, length: number) => Column;

/** `RSB2`: with BATCH_VERSION 2. */
const MARK = 0x3242_5352;
const HEAD = 24;
/** Which of the six numbers are the sums: this one and the next. */
const SUM = 4;
const NEWLINE = 10;

const COLUMNS: readonly (readonly [keyof BatchColumns, MakesColumn, number])[] = [
  ['offset', Float64Array, 8],
  ['wall', Float64Array, 8],
  ['lineCount', Uint16Array, 2],
  ['zone', Int16Array, 2],
  ['flags', Uint8Array, 1],
  ['kind', Uint8Array, 1],
  ['idLength', Uint8Array, 1],
  ['line', Uint32Array, 4],
  ['host', Uint32Array, 4],
  ['program', Uint32Array, 4],
  ['childId', Uint32Array, 4],
  ['pid', Int32Array, 4],
  ['textStart', Uint32Array, 4],
  ['rawEnd', Uint32Array, 4],
];

/** Where the pieces of a packed batch begin, in bytes. */
interface Layout {
  readonly columns: readonly number[];
  /** Of `rawEnd`. */
  readonly lines: number;
  readonly text: number;
  readonly length: number;
}

export interface PackedBatch {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where the ends of its lines begin; their text follows. */
  readonly lines: number;
}

/** Into `memory` where that is large enough; it then holds until the next call. */
export function packBatch(batch: RecordBatch, memory?: ArrayBuffer): PackedBatch {
  const { count, text } = batch;
  const rest = encodeUtf8(JSON.stringify(restOf(batch)));
  const layout = layoutOf(count, rest.length, text.length);
  const buffer =
    memory !== undefined && memory.byteLength >= layout.length ? memory : new ArrayBuffer(layout.length);
  const bytes = new Uint8Array(buffer, 0, layout.length);
  bytes.set(rest, HEAD);
  for (const [i, [name, , width]] of COLUMNS.entries()) {
    const { buffer: from, byteOffset } = batch[name];
    bytes.set(new Uint8Array(from, byteOffset, width * count), layout.columns[i]);
  }
  bytes.set(text, layout.text);
  const head = new Uint32Array(buffer, 0, HEAD / 4);
  head.set([MARK, count, rest.length, text.length, 0, 0]);
  head.set(sumsOf(bytes), SUM);
  return { bytes, lines: layout.lines };
}

/** Undefined where these are not the bytes of a whole batch. The batch lies in them. */
export function unpackBatch(bytes: Uint8Array<ArrayBuffer>): RecordBatch | undefined {
  if (bytes.length < HEAD) return undefined;
  const { buffer, byteOffset } = bytes;
  const [mark, count = 0, rest = 0, text = 0, sum, sums] = new Uint32Array(buffer, byteOffset, HEAD / 4);
  const layout = layoutOf(count, rest, text);
  if (mark !== MARK || layout.length !== bytes.length) return undefined;
  const found = sumsOf(bytes);
  if (found[0] !== sum || found[1] !== sums) return undefined;
  const columns = COLUMNS.map(([name, Column], i) => [
    name,
    new Column(buffer, byteOffset + (layout.columns[i] ?? 0), count),
  ]);
  return {
    ...(JSON.parse(decodeUtf8(bytes.subarray(HEAD, HEAD + rest))) as RecordBatch),
    ...(Object.fromEntries(columns) as unknown as BatchColumns),
    count,
    text: bytes.subarray(layout.text, layout.text + text),
  };
}

/** Of the bytes from `lines` to the end of `count` entries; undefined where a newline is missing behind one of them. */
export function unpackLines(
  bytes: Uint8Array<ArrayBuffer>,
  count: number,
): Pick<RecordBatch, 'count' | 'rawEnd' | 'text'> | undefined {
  const from = 4 * count;
  if (bytes.length < from) return undefined;
  const rawEnd = new Uint32Array(bytes.buffer, bytes.byteOffset, count);
  const text = bytes.subarray(from, from + (count === 0 ? 0 : (rawEnd[count - 1] ?? 0) + 1));
  for (const end of rawEnd) if (text[end] !== NEWLINE) return undefined;
  return { count, rawEnd, text };
}

function restOf(batch: RecordBatch): Partial<RecordBatch> {
  const columns = new Set<string>([...COLUMNS.map(([name]) => name), 'text']);
  return Object.fromEntries(Object.entries(batch).filter(([name]) => !columns.has(name)));
}

function layoutOf(count: number, rest: number, text: number): Layout {
  let at = upTo(8, HEAD + rest);
  const columns = COLUMNS.map(([, , width]) => {
    const begins = upTo(width, at);
    at = begins + width * count;
    return begins;
  });
  return { columns, lines: columns.at(-1) ?? 0, text: at, length: upTo(8, at + text) };
}

function upTo(width: number, at: number): number {
  return Math.ceil(at / width) * width;
}

/**
 * Two running sums, as Fletcher's, of all but the sums: tell bytes that a power cut has emptied or left in disorder. The first
 * differs wherever one number does; mixed into one, a change in its highest bits could be lost.
 */
function sumsOf(bytes: Uint8Array): Uint32Array {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  let sum = 1;
  let sums = 0;
  for (let i = 0; i < words.length; i++) {
    if (i === SUM || i === SUM + 1) continue;
    sum = (sum + (words[i] ?? 0)) | 0;
    sums = (sums + sum) | 0;
  }
  return Uint32Array.of(sum, sums);
}
