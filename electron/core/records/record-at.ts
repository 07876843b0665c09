/** From the columns of a batch back to entries. Texts are made when somebody asks, fields read from them then. */
import { fieldsBehindId, parseText } from '#core/formats/parse-text.ts';
import { idText } from '#core/formats/sendmail/id-text.ts';
import { decodeUtf8 } from '#core/lines/utf8.ts';
import { HAS_YEAR, HAS_ZONE, IS_SENDMAIL, rawStart, type RecordBatch } from './batch.ts';
import { KINDS, type Dialect, type Field, type Kind, type LogRecord, type Stamp } from './log-record.ts';

/** The lines of the entry at `i` as they were read. */
export function rawAt(batch: Pick<RecordBatch, 'rawEnd' | 'text'>, i: number): string {
  return decodeUtf8(batch.text.subarray(rawStart(batch, i), batch.rawEnd[i]));
}

/** The own text of the entry at `i`. */
export function textAt(batch: RecordBatch, i: number): string {
  const odd = batch.odd[i];
  if (odd !== undefined) return odd.text;
  const start = rawStart(batch, i) + (batch.textStart[i] ?? 0);
  return decodeUtf8(batch.text.subarray(start, batch.rawEnd[i])).trimEnd();
}

export function queueIdAt(batch: RecordBatch, i: number): string | undefined {
  const odd = batch.odd[i];
  if (odd?.queueId !== undefined) return odd.queueId;
  const length = batch.idLength[i] ?? 0;
  if (length === 0) return undefined;
  if (odd !== undefined) return odd.text.slice(0, length);
  const start = rawStart(batch, i) + (batch.textStart[i] ?? 0);
  return decodeUtf8(batch.text.subarray(start, start + length));
}

export function stampAt(batch: RecordBatch, i: number): Stamp | undefined {
  const wall = batch.wall[i] ?? NaN;
  if (Number.isNaN(wall)) return undefined;
  const flags = batch.flags[i] ?? 0;
  const hasYear = (flags & HAS_YEAR) !== 0;
  return (flags & HAS_ZONE) === 0 ? { wall, hasYear } : { wall, hasYear, zone: batch.zone[i] ?? 0 };
}

/**
 * The entries of a batch as views of it, for whoever looks at many and needs little of each: the lines are decoded once.
 * An entry keeps its batch alive and must not cross a port; recordAt makes what can.
 */
export class BatchView {
  readonly #batch: RecordBatch;
  /** The lines of the whole batch, where a character is a byte; undefined where it is not so. */
  readonly #ascii: string | undefined;

  constructor(batch: RecordBatch) {
    this.#batch = batch;
    const all = decodeUtf8(batch.text);
    this.#ascii = all.length === batch.text.length ? all : undefined;
  }

  entry(i: number): LogRecord {
    return new BatchEntry(this.#batch, i, this.#ascii) as LogRecord;
  }
}

/** One entry as a view of its batch, whose other lines are not decoded. As those of a BatchView, it must not cross a port. */
export function viewAt(batch: RecordBatch, i: number): LogRecord {
  return new BatchEntry(batch, i) as LogRecord;
}

class BatchEntry {
  readonly #batch: RecordBatch;
  readonly #i: number;
  readonly #all: string | undefined;
  #text: string | undefined;
  #fields: readonly Field[] | undefined;

  constructor(batch: RecordBatch, i: number, all?: string) {
    this.#batch = batch;
    this.#i = i;
    this.#all = all;
  }

  get source(): number {
    return this.#batch.source;
  }

  get line(): number {
    return this.#batch.line[this.#i] ?? 0;
  }

  get lineCount(): number {
    return this.#batch.lineCount[this.#i] ?? 1;
  }

  get offset(): number {
    return this.#batch.offset[this.#i] ?? 0;
  }

  get raw(): string {
    return rawAt(this.#batch, this.#i);
  }

  get text(): string {
    return (this.#text ??= this.#ownText());
  }

  get dialect(): Dialect {
    return ((this.#batch.flags[this.#i] ?? 0) & IS_SENDMAIL) === 0 ? 'other' : 'sendmail';
  }

  get kind(): Kind {
    return KINDS[this.#batch.kind[this.#i] ?? 0] ?? 'unparsed';
  }

  get fields(): readonly Field[] {
    return (this.#fields ??= this.#readFields());
  }

  get stamp(): Stamp | undefined {
    return stampAt(this.#batch, this.#i);
  }

  get host(): string | undefined {
    return this.#string(this.#batch.host);
  }

  get program(): string | undefined {
    return this.#string(this.#batch.program);
  }

  get pid(): number | undefined {
    const pid = this.#batch.pid[this.#i] ?? -1;
    return pid < 0 ? undefined : pid;
  }

  get queueId(): string | undefined {
    const length = this.#batch.idLength[this.#i] ?? 0;
    const isOdd = this.#batch.odd[this.#i] !== undefined;
    return isOdd || length === 0 ? queueIdAt(this.#batch, this.#i) : idText(this.text, 0, length);
  }

  get childId(): string | undefined {
    return this.#string(this.#batch.childId);
  }

  /** That its text begins with an id, and what it is, is known already. */
  #readFields(): readonly Field[] {
    const { text, kind } = this;
    const id = this.#batch.idLength[this.#i] ?? 0;
    const known = id > 0 && (kind === 'from' || kind === 'to') ? fieldsBehindId(text, id) : undefined;
    return known ?? parseText(text, this.program, this.pid).fields;
  }

  #ownText(): string {
    if (this.#all === undefined || this.#batch.odd[this.#i] !== undefined)
      return textAt(this.#batch, this.#i);
    const start = rawStart(this.#batch, this.#i) + (this.#batch.textStart[this.#i] ?? 0);
    return this.#all.slice(start, this.#batch.rawEnd[this.#i]).trimEnd();
  }

  #string(numbers: Uint32Array): string | undefined {
    return this.#batch.strings[numbers[this.#i] ?? 0] || undefined;
  }
}

const OPTIONAL = ['stamp', 'host', 'program', 'pid', 'queueId', 'childId'] as const;

/** The record at `i` of a batch, whole, absent keys left out. Throws a RangeError outside the batch. */
export function recordAt(batch: RecordBatch, i: number): LogRecord {
  if (!(i >= 0 && i < batch.count)) throw new RangeError(`No record ${i} in a batch of ${batch.count}`);
  const entry = new BatchEntry(batch, i) as LogRecord;
  const { source, line, lineCount, offset, raw, text, dialect, kind, fields } = entry;
  const known = OPTIONAL.filter((key) => entry[key] !== undefined).map((key) => [key, entry[key]]);
  return {
    ...{ source, line, lineCount, offset, raw, text, dialect, kind, fields },
    ...(Object.fromEntries(known) as Partial<LogRecord>),
  };
}

/** All records of a batch. */
export function recordsOf(batch: RecordBatch): LogRecord[] {
  return Array.from({ length: batch.count }, (_, i) => recordAt(batch, i));
}
