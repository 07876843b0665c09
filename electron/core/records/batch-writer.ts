/**
 * Fills the columns of one batch after the other. Lines that need no second look come as ranges of the bytes that were
 * read (`plain`) and are copied in runs; all others come as records (`add`).
 */
import { encodeUtf8 } from '#core/lines/utf8.ts';
import {
  BATCH_LIMITS,
  BATCH_VERSION,
  HAS_YEAR,
  HAS_ZONE,
  IS_SENDMAIL,
  type BatchColumns,
  type BatchPosition,
  type OddEntry,
  type RecordBatch,
} from './batch.ts';
import { BatchText } from './batch-text.ts';
import { KINDS, type Kind, type LogRecord } from './log-record.ts';

const KIND_NUMBER = new Map<Kind, number>(KINDS.map((kind, number) => [kind, number]));
const EMPTY = new Uint8Array(0);
/** Entries that there is room for at first: many sources are short, and room grows by doubling. */
const SMALL = 64;

/** What a plain line says, with numbers and names already told apart. */
export interface PlainEntry {
  readonly wall: number;
  readonly flags: number;
  readonly zone: number;
  readonly host: string;
  readonly program: string;
  readonly pid: number;
  readonly kind: number;
  readonly idLength: number;
  readonly childId: string;
  /** Bytes from the line's beginning. */
  readonly textStart: number;
}

export function kindNumber(kind: Kind): number {
  return KIND_NUMBER.get(kind) ?? 0;
}

export class BatchWriter {
  #columns = emptyColumns(SMALL);
  #capacity = SMALL;
  #count = 0;
  readonly #text = new BatchText();
  /** Bytes of all entries, those of the run under way included. */
  #length = 0;
  #run: Uint8Array = EMPTY;
  #runFrom = 0;
  #runTo = 0;
  #strings: string[] = [''];
  #numbers = new Map<string, number>([['', 0]]);
  #lastHost = '';
  #lastHostNumber = 0;
  #lastProgram = '';
  #lastProgramNumber = 0;
  #odd: Record<number, OddEntry> = {};

  get count(): number {
    return this.#count;
  }

  get full(): boolean {
    return this.#count >= BATCH_LIMITS.records || this.#length >= BATCH_LIMITS.bytes;
  }

  /** Better sent than copied and kept for more. */
  get halfFull(): boolean {
    return this.#length * 2 >= BATCH_LIMITS.bytes;
  }

  /** The line `bytes[from..to)`, which a newline follows. The bytes must not change before `settle` or `close`. */
  plain(entry: PlainEntry, bytes: Uint8Array, from: number, to: number, line: number, offset: number): void {
    const i = this.#place(line, 1, offset);
    const c = this.#columns;
    c.wall[i] = entry.wall;
    c.flags[i] = entry.flags;
    c.zone[i] = entry.zone;
    c.host[i] = entry.host === this.#lastHost ? this.#lastHostNumber : this.#hostNumber(entry.host);
    c.program[i] =
      entry.program === this.#lastProgram ? this.#lastProgramNumber : this.#programNumber(entry.program);
    c.childId[i] = entry.childId === '' ? 0 : this.#number(entry.childId);
    c.pid[i] = entry.pid;
    c.kind[i] = entry.kind;
    c.idLength[i] = entry.idLength;
    c.textStart[i] = entry.textStart;
    if (bytes !== this.#run || from !== this.#runTo) {
      this.#endRun();
      this.#run = bytes;
      this.#runFrom = from;
    }
    this.#runTo = to + 1;
    this.#length += to + 1 - from;
    c.rawEnd[i] = this.#length - 1;
  }

  add(record: LogRecord): void {
    this.#endRun();
    const i = this.#place(record.line, record.lineCount, record.offset);
    const { stamp } = record;
    const c = this.#columns;
    c.wall[i] = stamp?.wall ?? NaN;
    c.flags[i] =
      (stamp?.hasYear === true ? HAS_YEAR : 0) |
      (stamp?.zone === undefined ? 0 : HAS_ZONE) |
      (record.dialect === 'sendmail' ? IS_SENDMAIL : 0);
    c.zone[i] = stamp?.zone ?? 0;
    c.host[i] = this.#number(record.host ?? '');
    c.program[i] = this.#number(record.program ?? '');
    c.childId[i] = this.#number(record.childId ?? '');
    c.pid[i] = record.pid ?? -1;
    c.kind[i] = kindNumber(record.kind);
    this.#addText(record, i);
    const bytes = encodeUtf8(`${record.raw}\n`);
    this.#text.add(bytes, 0, bytes.length);
    this.#length += bytes.length;
    c.rawEnd[i] = this.#length - 1;
  }

  /** The bytes that were given as ranges may change from now on: what is not in a batch yet is copied. */
  settle(): void {
    this.#endRun();
  }

  /** A batch that nobody looks at any more: its memory serves again. */
  recycle(batch: RecordBatch): void {
    this.#text.recycle(batch.text);
  }

  #endRun(): void {
    if (this.#runTo > this.#runFrom) this.#text.add(this.#run, this.#runFrom, this.#runTo);
    this.#run = EMPTY;
    this.#runFrom = this.#runTo = 0;
  }

  /** The batch of all entries since the last one. */
  close(position: BatchPosition): RecordBatch {
    this.#endRun();
    const n = this.#count;
    const batch: RecordBatch = {
      version: BATCH_VERSION,
      count: n,
      ...position,
      ...cutColumns(this.#columns, n),
      strings: this.#strings,
      text: this.#text.take(),
      odd: this.#odd,
    };
    this.#count = this.#length = 0;
    this.#odd = {};
    this.#strings = [''];
    this.#numbers = new Map([['', 0]]);
    this.#lastHost = this.#lastProgram = '';
    this.#lastHostNumber = this.#lastProgramNumber = 0;
    return batch;
  }

  #place(line: number, lineCount: number, offset: number): number {
    const i = this.#count++;
    if (i === this.#capacity) this.#grow();
    const c = this.#columns;
    c.line[i] = line;
    c.lineCount[i] = Math.min(lineCount, 0xffff);
    c.offset[i] = offset;
    return i;
  }

  /** Where the entry's own text and its queue id stand; beside the columns where they stand nowhere in its lines. */
  #addText({ raw, text, queueId }: LogRecord, i: number): void {
    const at = raw.trimEnd().length - text.length;
    const inside = at >= 0 && raw.startsWith(text, at) && text === text.trimEnd();
    const leads = queueId === undefined || (text.startsWith(queueId) && queueId.length < 256);
    this.#columns.textStart[i] = inside ? encodeUtf8(raw.slice(0, at)).length : 0;
    this.#columns.idLength[i] = leads ? (queueId?.length ?? 0) : 0;
    if (!inside || !leads) this.#odd[i] = { text, ...(queueId === undefined ? {} : { queueId }) };
  }

  #hostNumber(host: string): number {
    this.#lastHost = host;
    return (this.#lastHostNumber = this.#number(host));
  }

  #programNumber(program: string): number {
    this.#lastProgram = program;
    return (this.#lastProgramNumber = this.#number(program));
  }

  #number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#strings.length);
    return this.#strings.push(text) - 1;
  }

  #grow(): void {
    const old = this.#columns;
    this.#capacity *= 2;
    this.#columns = emptyColumns(this.#capacity);
    for (const name of COLUMN_NAMES) this.#columns[name].set(old[name]);
  }
}

function emptyColumns(n: number): BatchColumns {
  return {
    line: new Uint32Array(n),
    lineCount: new Uint16Array(n),
    offset: new Float64Array(n),
    wall: new Float64Array(n),
    flags: new Uint8Array(n),
    zone: new Int16Array(n),
    host: new Uint32Array(n),
    program: new Uint32Array(n),
    childId: new Uint32Array(n),
    pid: new Int32Array(n),
    kind: new Uint8Array(n),
    idLength: new Uint8Array(n),
    textStart: new Uint32Array(n),
    rawEnd: new Uint32Array(n),
  };
}

const COLUMN_NAMES = Object.keys(emptyColumns(0)) as readonly (keyof BatchColumns)[];

function cutColumns(c: BatchColumns, n: number): BatchColumns {
  return {
    line: c.line.slice(0, n),
    lineCount: c.lineCount.slice(0, n),
    offset: c.offset.slice(0, n),
    wall: c.wall.slice(0, n),
    flags: c.flags.slice(0, n),
    zone: c.zone.slice(0, n),
    host: c.host.slice(0, n),
    program: c.program.slice(0, n),
    childId: c.childId.slice(0, n),
    pid: c.pid.slice(0, n),
    kind: c.kind.slice(0, n),
    idLength: c.idLength.slice(0, n),
    textStart: c.textStart.slice(0, n),
    rawEnd: c.rawEnd.slice(0, n),
  };
}

/** A batch of records that exist already. */
export function encodeBatch(records: readonly LogRecord[], position: BatchPosition): RecordBatch {
  const writer = new BatchWriter();
  for (const record of records) writer.add(record);
  return writer.close(position);
}
