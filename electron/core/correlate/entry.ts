/**
 * The entry that is being joined: what is asked of every entry, as plain values. One object stands for all entries of a
 * batch, one after the other, so that none is made an entry; a LogRecord is made only where the text has to be read.
 */
import type { Milliseconds, OffsetMinutes, RecordIndex } from '#core/base/units.ts';
import { HAS_YEAR, HAS_ZONE, IS_SENDMAIL, type RecordBatch } from '#core/records/batch.ts';
import { KINDS, type Kind, type LogRecord } from '#core/records/log-record.ts';
import { viewAt } from '#core/records/record-at.ts';
import type { TextTable } from './text-table.ts';

export class Entry {
  index: RecordIndex = 0;
  /** Its place in the batch. */
  at = 0;
  source = 0;
  kind: Kind = 'unparsed';
  isSendmail = false;
  /** A text of the log, the empty one where no host is named. */
  host = 0;
  /** -1 for none. */
  pid = -1;
  /** As in Stamp; NaN without one. */
  wall: Milliseconds = NaN;
  hasYear = false;
  zone: OffsetMinutes | undefined;
  readonly #recordAt: (at: number) => LogRecord;

  constructor(recordAt: (at: number) => LogRecord) {
    this.#recordAt = recordAt;
  }

  get record(): LogRecord {
    return this.#recordAt(this.at);
  }
}

export function singleEntry(record: LogRecord, index: RecordIndex, texts: TextTable): Entry {
  const entry = new Entry(() => record);
  entry.index = index;
  entry.source = record.source;
  entry.kind = record.kind;
  entry.isSendmail = record.dialect === 'sendmail';
  entry.host = texts.repeated(record.host ?? '');
  entry.pid = record.pid ?? -1;
  entry.wall = record.stamp?.wall ?? NaN;
  entry.hasYear = record.stamp?.hasYear ?? false;
  entry.zone = record.stamp?.zone;
  return entry;
}

/** The entries of a batch. The next one takes the place of the one before. */
export class BatchEntries {
  readonly #batch: RecordBatch;
  readonly #texts: TextTable;
  /** Numbers in the log's texts, by their own; 0 where nobody has asked yet. */
  readonly #names: Uint32Array;
  readonly #entry: Entry;

  constructor(batch: RecordBatch, texts: TextTable) {
    this.#batch = batch;
    this.#texts = texts;
    this.#names = new Uint32Array(batch.strings.length);
    this.#entry = new Entry((at) => viewAt(batch, at));
    this.#entry.source = batch.source;
  }

  entry(at: number, index: RecordIndex): Entry {
    const entry = this.#entry;
    const batch = this.#batch;
    const flags = batch.flags[at] ?? 0;
    entry.at = at;
    entry.index = index;
    entry.kind = KINDS[batch.kind[at] ?? 0] ?? 'unparsed';
    entry.isSendmail = (flags & IS_SENDMAIL) !== 0;
    entry.host = this.#text(batch.host[at] ?? 0);
    entry.pid = batch.pid[at] ?? -1;
    entry.wall = batch.wall[at] ?? NaN;
    entry.hasYear = (flags & HAS_YEAR) !== 0;
    entry.zone = (flags & HAS_ZONE) === 0 ? undefined : (batch.zone[at] ?? 0);
    return entry;
  }

  #text(own: number): number {
    return (this.#names[own] ||= this.#texts.repeated(this.#batch.strings[own] ?? ''));
  }
}
