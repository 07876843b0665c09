/**
 * Blocks of stored format 1, which held the lines as strings and every field of every entry. They are made blocks of
 * today's format when their log is opened: what is stored may be all that is left of a log.
 */
import { encodeBatch } from '#core/records/batch-writer.ts';
import type { BatchPosition, RecordBatch } from '#core/records/batch.ts';
import { KINDS, type Field, type LogRecord } from '#core/records/log-record.ts';

export interface BatchVersion1 extends BatchPosition {
  readonly version: 1;
  readonly count: number;
  readonly strings: readonly string[];
  readonly line: Uint32Array;
  readonly lineCount: Uint16Array;
  readonly offset: Float64Array;
  readonly wall: Float64Array;
  /** Bit 0: hasYear. Bit 1: zone known. */
  readonly stampFlags: Uint8Array;
  readonly zone: Int16Array;
  readonly host: Uint32Array;
  readonly program: Uint32Array;
  readonly pid: Int32Array;
  readonly dialect: Uint32Array;
  readonly queueId: Uint32Array;
  readonly childId: Uint32Array;
  readonly kind: Uint8Array;
  readonly raw: string;
  readonly rawEnd: Uint32Array;
  readonly textStart: Uint32Array;
  readonly folded: Readonly<Record<number, string>>;
  readonly fieldEnd: Uint32Array;
  readonly fieldKey: Uint32Array;
  readonly values: string;
  readonly valueEnd: Uint32Array;
}

export function isVersion1(batch: RecordBatch | BatchVersion1): batch is BatchVersion1 {
  return batch.version === 1;
}

export function fromVersion1(batch: BatchVersion1): RecordBatch {
  const { source, nextOffset, nextLine, alerts, provisional } = batch;
  const position: BatchPosition = { source, nextOffset, nextLine, alerts };
  return encodeBatch(
    Array.from({ length: batch.count }, (_, i) => recordOf(batch, i)),
    provisional === true ? { ...position, provisional } : position,
  );
}

function recordOf(batch: BatchVersion1, i: number): LogRecord {
  const text = (ids: Uint32Array): string | undefined => batch.strings[ids[i] ?? 0] || undefined;
  const raw = batch.raw.slice(i === 0 ? 0 : batch.rawEnd[i - 1], batch.rawEnd[i]);
  const flags = batch.stampFlags[i] ?? 0;
  const wall = batch.wall[i] ?? NaN;
  const pid = batch.pid[i] ?? -1;
  const zone = (flags & 2) === 0 ? {} : { zone: batch.zone[i] ?? 0 };
  const optional = {
    stamp: Number.isNaN(wall) ? undefined : { wall, hasYear: (flags & 1) !== 0, ...zone },
    host: text(batch.host),
    program: text(batch.program),
    pid: pid < 0 ? undefined : pid,
    queueId: text(batch.queueId),
    childId: text(batch.childId),
  };
  const known = Object.entries(optional).filter(([, value]) => value !== undefined);
  return {
    source: batch.source,
    line: batch.line[i] ?? 0,
    lineCount: batch.lineCount[i] ?? 1,
    offset: batch.offset[i] ?? 0,
    raw,
    text: batch.folded[i] ?? raw.slice(batch.textStart[i]),
    dialect: text(batch.dialect) === 'sendmail' ? 'sendmail' : 'other',
    kind: KINDS[batch.kind[i] ?? 0] ?? 'unparsed',
    fields: fieldsOf(batch, i),
    ...(Object.fromEntries(known) as Partial<LogRecord>),
  };
}

function fieldsOf(batch: BatchVersion1, i: number): Field[] {
  const fields: Field[] = [];
  const first = i === 0 ? 0 : (batch.fieldEnd[i - 1] ?? 0);
  for (let f = first; f < (batch.fieldEnd[i] ?? 0); f++) {
    const from = f === 0 ? 0 : batch.valueEnd[f - 1];
    const key = batch.strings[batch.fieldKey[f] ?? 0] ?? '';
    fields.push([key, batch.values.slice(from, batch.valueEnd[f])]);
  }
  return fields;
}
