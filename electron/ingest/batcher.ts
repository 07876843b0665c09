/** Steps of reading -> batches within BATCH_LIMITS. A step larger than a batch is cut between two records. */
import type { Alert } from '#core/base/problem.ts';
import { BATCH_LIMITS, encodeBatch, type RecordBatch } from '#core/records/batch.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import type { ReadStep } from './read-file.ts';

export class Batcher {
  readonly #source: number;
  readonly #now: () => number;
  #records: LogRecord[] = [];
  #alerts: Alert[] = [];
  #bytes = 0;
  #since = 0;
  #nextOffset: number;
  #nextLine: number;

  constructor(source: number, from: { offset: number; line: number }, now: () => number = Date.now) {
    this.#source = source;
    this.#now = now;
    this.#nextOffset = from.offset;
    this.#nextLine = from.line;
  }

  /** Batches that are full with this step; what is left waits for the next one. */
  *add(step: ReadStep): Generator<RecordBatch> {
    this.#alerts.push(...step.alerts);
    if (this.#records.length === 0) this.#since = this.#now();
    for (const record of step.records) {
      if (this.#full) yield this.#close(record.offset, record.line);
      this.#records.push(record);
      // UTF-16 units stand in for bytes: exact for ASCII, and a limit needs no more.
      this.#bytes += record.raw.length;
    }
    this.#nextOffset = step.nextOffset;
    this.#nextLine = step.nextLine;
    const late = this.#now() - this.#since >= BATCH_LIMITS.milliseconds;
    if (this.#full || (late && this.#records.length > 0)) yield this.#close(step.nextOffset, step.nextLine);
  }

  /** The last batch: also when it has only alerts, or only a new position, to tell. */
  *end(): Generator<RecordBatch> {
    if (this.#records.length > 0 || this.#alerts.length > 0) {
      yield this.#close(this.#nextOffset, this.#nextLine);
    }
  }

  get #full(): boolean {
    return this.#records.length >= BATCH_LIMITS.records || this.#bytes >= BATCH_LIMITS.bytes;
  }

  #close(nextOffset: number, nextLine: number): RecordBatch {
    const alerts = this.#alerts;
    const batch = encodeBatch(this.#records, { source: this.#source, nextOffset, nextLine, alerts });
    this.#records = [];
    this.#alerts = [];
    this.#bytes = 0;
    this.#since = this.#now();
    return batch;
  }
}
