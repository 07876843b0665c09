/**
 * Bytes in any chunking -> batches of entries. One pass over the bytes finds the lines; the usual ones are read where
 * they stand (plain-line.ts) and copied in runs, the others are decoded and go through the assembler. Memory is
 * bounded: a line is cut at `maxLine` bytes and the rest of it is only counted. NULs at a line's beginning are a hole
 * that a crash left in the file, not part of the line: they are skipped.
 *
 * A batch's `nextOffset` is always a place from which reading again loses and repeats nothing.
 */
import type { Alert } from '#core/base/problem.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { BatchWriter } from '#core/records/batch-writer.ts';
import { EntryAssembler } from './entry-assembler.ts';
import { CarriedLine, withoutBrokenEnd } from './carried-line.ts';
import { PlainLine } from './plain-line.ts';
import { nextSpecial } from './special-bytes.ts';
import { decodeUtf8 } from './utf8.ts';

export const MAX_LINE = 1024 * 1024;
const NEWLINE = 10;
const RETURN = 13;

export type Decode = (bytes: Uint8Array) => string;

/** What a platform finds faster than we can, for the chunks in which nothing but newlines needs to be found. */
export interface Scan {
  /** Is the chunk free of NUL, carriage returns and bytes above 127? Then `newline` is about this chunk. */
  begin(chunk: Uint8Array): boolean;
  /** Position of the first newline from `from` on; -1 for none. */
  newline(from: number): number;
}

export interface BatchReaderOptions {
  readonly source: number;
  readonly fromOffset?: number;
  readonly fromLine?: number;
  readonly decode?: Decode;
  readonly maxLine?: number;
  readonly scan?: Scan;
}

export class BatchReader {
  readonly #source: number;
  readonly #decode: Decode;
  readonly #maxLine: number;
  readonly #assembler: EntryAssembler;
  readonly #writer = new BatchWriter();
  readonly #plain = new PlainLine();
  readonly #carried: CarriedLine;
  readonly #scan: Scan | undefined;
  #closed: RecordBatch[] = [];
  /** What is left goes into one batch, however long its lines are: nobody takes full ones any more. */
  #ending = false;
  /** Number of the next line to be read. */
  #line: number;
  /** Offset of the first byte of the line under way. */
  #lineStart: number;
  #counts = { 'line-too-long': 0, 'nul-bytes': 0, 'invalid-text': 0, 'unfinished-line': 0 };
  #alertLine = 0;

  constructor(options: BatchReaderOptions) {
    this.#source = options.source;
    this.#decode = options.decode ?? decodeUtf8;
    this.#maxLine = options.maxLine ?? MAX_LINE;
    this.#assembler = new EntryAssembler(options.source);
    this.#carried = new CarriedLine(this.#maxLine);
    this.#scan = options.scan;
    this.#line = options.fromLine ?? 1;
    this.#lineStart = options.fromOffset ?? 0;
  }

  /** Number of the line after the last one read. */
  get endLine(): number {
    return this.#line;
  }

  /** Entries that are in no closed batch yet. */
  get pending(): number {
    return this.#writer.count;
  }

  push(chunk: Uint8Array): void {
    let from = 0;
    if (this.#carried.length > 0) {
      const newline = chunk.indexOf(NEWLINE);
      this.#carry(chunk, 0, newline < 0 ? chunk.length : newline);
      if (newline < 0) return;
      this.#endCarried(1);
      from = newline + 1;
    }
    from = this.#lines(chunk, from);
    if (from < chunk.length) this.#carry(chunk, from, chunk.length);
    if (this.#writer.halfFull) this.#closed.push(this.#close(this.#takeAlerts()));
    else if (this.#writer.count > 0) this.#writer.settle();
  }

  /** The batches that are full. */
  take(): readonly RecordBatch[] {
    const closed = this.#closed;
    this.#closed = [];
    return closed;
  }

  /** A batch that nobody looks at any more: its memory serves again. */
  recycle(batch: RecordBatch): void {
    this.#writer.recycle(batch);
  }

  /** What is pending, with the alerts since the last batch; undefined when there is neither. */
  flush(more: readonly Alert[] = []): RecordBatch | undefined {
    const alerts = [...this.#takeAlerts(), ...more];
    return this.#writer.count === 0 && alerts.length === 0 ? undefined : this.#close(alerts);
  }

  /**
   * After the last byte, and after `flush`: all that is left, complete or not. A last line without newline is an entry
   * too, with an alert. Where the source grows later, these entries are read again, whole: the batch is provisional.
   */
  end(more: readonly Alert[] = []): RecordBatch | undefined {
    const position = { nextOffset: this.nextOffset, nextLine: this.nextLine };
    this.#ending = true;
    if (this.#carried.length > 0) {
      this.#counts['unfinished-line']++;
      this.#endCarried(0);
    }
    this.#assembler.end();
    for (const record of this.#assembler.take()) this.#writer.add(record);
    const alerts = [...this.#takeAlerts(), ...more];
    if (this.#writer.count === 0) return alerts.length === 0 ? undefined : this.#close(alerts);
    return this.#writer.close({ source: this.#source, ...position, alerts, provisional: true });
  }

  /** Where reading would go on after the entries read so far. */
  get nextOffset(): number {
    return this.#assembler.waiting?.offset ?? this.#lineStart;
  }

  get nextLine(): number {
    return this.#assembler.waiting?.line ?? this.#line;
  }

  /** All whole lines from `start`; answers where the line begins that is not whole. */
  #lines(bytes: Uint8Array, start: number): number {
    if (this.#scan?.begin(bytes) === true) return this.#plainLines(this.#scan, bytes, start);
    for (let from = start; ;) {
      const text = this.#head(bytes, from);
      let usual = text > 0;
      let textEnd = 0;
      let to = nextSpecial(bytes, usual ? text : from);
      for (; bytes[to] !== NEWLINE; to = nextSpecial(bytes, to + 1)) {
        if (to >= bytes.length) return from;
        if (bytes[to] === RETURN && bytes[to + 1] === NEWLINE) textEnd = to;
        else usual = false;
      }
      this.#anyLine(bytes, from, to, usual ? text : 0, textEnd === 0 ? to : textEnd);
      from = to + 1;
    }
  }

  #plainLines(scan: Scan, bytes: Uint8Array, start: number): number {
    for (let from = start; ;) {
      const text = this.#head(bytes, from);
      const to = scan.newline(text > 0 ? text : from);
      if (to < 0) return from;
      this.#anyLine(bytes, from, to, text, to);
      from = to + 1;
    }
  }

  #head(bytes: Uint8Array, from: number): number {
    return this.#assembler.idle ? this.#plain.head(bytes, from) : 0;
  }

  /** The line `bytes[from..to)`. `text`: where its own text begins if it may be a usual one, else 0. */
  #anyLine(bytes: Uint8Array, from: number, to: number, text: number, textEnd: number): void {
    const usual = text > 0 && to - from <= this.#maxLine && this.#plain.body(bytes, text, textEnd);
    if (usual) this.#addPlain(bytes, from, to);
    else this.#readAny(bytes, from, to);
  }

  /** The usual line `bytes[from..to)`. */
  #addPlain(bytes: Uint8Array, from: number, to: number): void {
    const line = this.#line++;
    const offset = this.#lineStart;
    this.#lineStart = offset + (to - from) + 1;
    this.#writer.plain(this.#plain, bytes, from, to, line, offset);
    if (this.#writer.full) this.#closed.push(this.#close(this.#takeAlerts()));
  }

  #readAny(bytes: Uint8Array, from: number, to: number): void {
    let first = from;
    while (first < to && bytes[first] === 0) first++;
    this.#skipHole(first - from);
    const cut = to - first > this.#maxLine;
    const line = bytes.subarray(first, cut ? first + this.#maxLine : to);
    this.#read(cut ? withoutBrokenEnd(line) : line, to - first + 1, cut);
  }

  #carry(bytes: Uint8Array, from: number, to: number): void {
    let first = from;
    if (this.#carried.length === 0) {
      while (first < to && bytes[first] === 0) first++;
      this.#skipHole(first - from);
    }
    this.#carried.add(bytes, first, to);
  }

  #endCarried(newline: 0 | 1): void {
    const { length, cut } = this.#carried;
    const bytes = this.#carried.take();
    this.#read(cut ? withoutBrokenEnd(bytes) : bytes, length + newline, cut);
  }

  #skipHole(length: number): void {
    if (length === 0) return;
    this.#counts['nul-bytes']++;
    this.#lineStart += length;
  }

  /** A line that took `length` bytes of the stream, newline included. */
  #read(bytes: Uint8Array, length: number, cut: boolean): void {
    const line = this.#line++;
    const offset = this.#lineStart;
    this.#lineStart = offset + length;
    if (cut) this.#counts['line-too-long']++;
    const raw = this.#decode(bytes);
    const text = line === 1 && raw.startsWith('\uFEFF') ? raw.slice(1) : raw;
    if (text.includes('\0')) this.#counts['nul-bytes']++;
    if (text.includes('\uFFFD')) {
      this.#counts['invalid-text']++;
      this.#alertLine = line;
    }
    this.#assembler.add(text, offset, line);
    this.#drain();
  }

  #drain(): void {
    const records = this.#assembler.take();
    for (const [i, record] of records.entries()) {
      this.#writer.add(record);
      const next = records[i + 1];
      if (this.#writer.full && !this.#ending) this.#closed.push(this.#close(this.#takeAlerts(), next));
    }
  }

  #close(alerts: readonly Alert[], next?: { readonly offset: number; readonly line: number }): RecordBatch {
    return this.#writer.close({
      source: this.#source,
      nextOffset: next?.offset ?? this.nextOffset,
      nextLine: next?.line ?? this.nextLine,
      alerts,
    });
  }

  /** What was wrong since the last call; the caller knows the file's name. */
  #takeAlerts(): Alert[] {
    const alerts: Alert[] = [];
    for (const code of ['line-too-long', 'nul-bytes', 'invalid-text', 'unfinished-line'] as const) {
      const count = this.#counts[code];
      if (count === 0) continue;
      alerts.push({
        code,
        count,
        where: '',
        ...(this.#alertLine > 0 ? { detail: String(this.#alertLine) } : {}),
      });
      this.#counts[code] = 0;
    }
    return alerts;
  }
}
