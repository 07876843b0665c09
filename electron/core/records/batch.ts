/**
 * The columnar shape of parsed entries: what crosses the port from ingest to the index worker, and what is stored.
 * One element a record in every column; strings that repeat stand once in `strings` (index 0 is "absent").
 * Texts stand joined in `text`; a field's value is a slice of `values`, so nothing is re-shaped on the way.
 * Trade-off: get(i) builds one LogRecord object on demand; nobody keeps objects for all of them.
 */
import type { Alert } from '#core/base/problem.ts';
import { KINDS, type Field, type LogRecord } from './log-record.ts';

/** Version of this stored shape; see renderer/src/worker/README.md for a paragraph per version. */
export const BATCH_VERSION = 1;

/** A batch closes at whichever comes first. Four batches may be unacknowledged (core/ports). */
export const BATCH_LIMITS = { records: 4000, bytes: 512 * 1024, milliseconds: 50 } as const;

export interface RecordBatch {
  readonly version: typeof BATCH_VERSION;
  readonly source: number;
  readonly count: number;
  /** Byte offset in the decompressed stream from which reading goes on after this batch. */
  readonly nextOffset: number;
  readonly nextLine: number;
  readonly alerts: readonly Alert[];
  /**
   * The entries at the end of a source that is not finished: a last line without newline, a folded entry that may go on.
   * `nextOffset` stands before them; when the source grows they are dropped and read again, whole.
   */
  readonly provisional?: true;
  /** Dictionary of this batch: hosts, programs, queue ids, field keys, dialects. */
  readonly strings: readonly string[];
  readonly line: Uint32Array;
  readonly lineCount: Uint16Array;
  readonly offset: Float64Array;
  /** Wall time as in Stamp; NaN without a stamp. */
  readonly wall: Float64Array;
  /** Bit 0: hasYear. Bit 1: zone known. */
  readonly stampFlags: Uint8Array;
  readonly zone: Int16Array;
  readonly host: Uint32Array;
  readonly program: Uint32Array;
  /** -1 without pid. */
  readonly pid: Int32Array;
  readonly dialect: Uint32Array;
  readonly queueId: Uint32Array;
  readonly childId: Uint32Array;
  readonly kind: Uint8Array;
  /** Raw texts of all records joined; ends are UTF-16 positions. */
  readonly raw: string;
  readonly rawEnd: Uint32Array;
  /** Unfolded texts of folded records only; for others the text is the end of raw from textStart. */
  readonly textStart: Uint32Array;
  readonly folded: Readonly<Record<number, string>>;
  readonly fieldEnd: Uint32Array;
  readonly fieldKey: Uint32Array;
  readonly values: string;
  readonly valueEnd: Uint32Array;
}

class Dictionary {
  readonly strings: string[] = [''];
  readonly #ids = new Map<string, number>();

  id(text: string | undefined): number {
    if (text === undefined) return 0;
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    this.#ids.set(text, this.strings.length);
    return this.strings.push(text) - 1;
  }
}

export interface BatchPosition {
  readonly source: number;
  readonly nextOffset: number;
  readonly nextLine: number;
  readonly alerts: readonly Alert[];
  readonly provisional?: true;
}

export function encodeBatch(records: readonly LogRecord[], position: BatchPosition): RecordBatch {
  const n = records.length;
  const dict = new Dictionary();
  const folded: Record<number, string> = {};
  const raw: string[] = [];
  const values: string[] = [];
  const fieldKey: number[] = [];
  const valueEnd: number[] = [];
  const column = {
    line: new Uint32Array(n),
    lineCount: new Uint16Array(n),
    offset: new Float64Array(n),
    wall: new Float64Array(n),
    stampFlags: new Uint8Array(n),
    zone: new Int16Array(n),
    host: new Uint32Array(n),
    program: new Uint32Array(n),
    pid: new Int32Array(n),
    dialect: new Uint32Array(n),
    queueId: new Uint32Array(n),
    childId: new Uint32Array(n),
    kind: new Uint8Array(n),
    rawEnd: new Uint32Array(n),
    textStart: new Uint32Array(n),
    fieldEnd: new Uint32Array(n),
  };
  let rawLength = 0;
  let valueLength = 0;
  for (const [i, r] of records.entries()) {
    column.line[i] = r.line;
    column.lineCount[i] = Math.min(r.lineCount, 0xffff);
    column.offset[i] = r.offset;
    column.wall[i] = r.stamp?.wall ?? NaN;
    column.stampFlags[i] = (r.stamp?.hasYear ? 1 : 0) | (r.stamp?.zone === undefined ? 0 : 2);
    column.zone[i] = r.stamp?.zone ?? 0;
    column.host[i] = dict.id(r.host);
    column.program[i] = dict.id(r.program);
    column.pid[i] = r.pid ?? -1;
    column.dialect[i] = dict.id(r.dialect);
    column.queueId[i] = dict.id(r.queueId);
    column.childId[i] = dict.id(r.childId);
    column.kind[i] = KINDS.indexOf(r.kind);
    raw.push(r.raw);
    if (r.raw.endsWith(r.text)) column.textStart[i] = r.raw.length - r.text.length;
    else folded[i] = r.text;
    rawLength += r.raw.length;
    column.rawEnd[i] = rawLength;
    for (const [key, value] of r.fields) {
      fieldKey.push(dict.id(key));
      values.push(value);
      valueLength += value.length;
      valueEnd.push(valueLength);
    }
    column.fieldEnd[i] = fieldKey.length;
  }
  return {
    version: BATCH_VERSION,
    count: n,
    ...position,
    ...column,
    strings: dict.strings,
    raw: raw.join(''),
    folded,
    fieldKey: Uint32Array.from(fieldKey),
    values: values.join(''),
    valueEnd: Uint32Array.from(valueEnd),
  };
}

/** The record at `i` of a batch. Throws a RangeError outside it. */
export function recordAt(batch: RecordBatch, i: number): LogRecord {
  if (!(i >= 0 && i < batch.count)) throw new RangeError(`No record ${i} in a batch of ${batch.count}`);
  const text = (ids: Uint32Array): string | undefined => batch.strings[ids[i] ?? 0] || undefined;
  const raw = batch.raw.slice(i === 0 ? 0 : batch.rawEnd[i - 1], batch.rawEnd[i]);
  const flags = batch.stampFlags[i] ?? 0;
  const wall = batch.wall[i] ?? NaN;
  const pid = batch.pid[i] ?? -1;
  const host = text(batch.host);
  const program = text(batch.program);
  const queueId = text(batch.queueId);
  const childId = text(batch.childId);
  return {
    source: batch.source,
    line: batch.line[i] ?? 0,
    lineCount: batch.lineCount[i] ?? 1,
    offset: batch.offset[i] ?? 0,
    raw,
    text: batch.folded[i] ?? raw.slice(batch.textStart[i]),
    dialect: text(batch.dialect) === 'sendmail' ? 'sendmail' : 'other',
    kind: KINDS[batch.kind[i] ?? 0] ?? 'unparsed',
    fields: fieldsAt(batch, i),
    ...(Number.isNaN(wall)
      ? {}
      : {
          stamp: {
            wall,
            hasYear: (flags & 1) !== 0,
            ...(flags & 2 ? { zone: batch.zone[i] ?? 0 } : {}),
          },
        }),
    ...(host === undefined ? {} : { host }),
    ...(program === undefined ? {} : { program }),
    ...(pid < 0 ? {} : { pid }),
    ...(queueId === undefined ? {} : { queueId }),
    ...(childId === undefined ? {} : { childId }),
  };
}

function fieldsAt(batch: RecordBatch, i: number): Field[] {
  const fields: Field[] = [];
  const first = i === 0 ? 0 : (batch.fieldEnd[i - 1] ?? 0);
  for (let f = first; f < (batch.fieldEnd[i] ?? 0); f++) {
    const from = f === 0 ? 0 : batch.valueEnd[f - 1];
    const key = batch.strings[batch.fieldKey[f] ?? 0] ?? '';
    fields.push([key, batch.values.slice(from, batch.valueEnd[f])]);
  }
  return fields;
}
