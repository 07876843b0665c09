/** Bytes -> entries as objects, for whoever looks at each of few: small logs and tests. Large ones stay in batches. */
import type { Alert } from '#core/base/problem.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { recordsOf } from '#core/records/record-at.ts';
import { BatchReader, type BatchReaderOptions } from './batch-reader.ts';

export type EntryReaderOptions = BatchReaderOptions;

export class EntryReader {
  readonly #reader: BatchReader;
  #alerts: Alert[] = [];

  constructor(options: EntryReaderOptions) {
    this.#reader = new BatchReader(options);
  }

  get nextOffset(): number {
    return this.#reader.nextOffset;
  }

  get nextLine(): number {
    return this.#reader.nextLine;
  }

  /** The entries that are complete with this chunk; `nextOffset` and `nextLine` stand after them. */
  push(chunk: Uint8Array): LogRecord[] {
    this.#reader.push(chunk);
    return this.#records([...this.#reader.take(), this.#reader.flush()]);
  }

  /** All that is left. A last line without newline is an entry too, with an alert. */
  end(): LogRecord[] {
    return this.#records([this.#reader.end()]);
  }

  /** What was wrong since the last call; the caller knows the file's name. */
  takeAlerts(): Alert[] {
    const alerts = this.#alerts;
    this.#alerts = [];
    return alerts;
  }

  #records(batches: readonly (RecordBatch | undefined)[]): LogRecord[] {
    return batches.flatMap((batch) => {
      if (batch === undefined) return [];
      this.#alerts.push(...batch.alerts);
      return recordsOf(batch);
    });
  }
}
