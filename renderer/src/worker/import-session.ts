/**
 * The receiving end of one reading session. Batches are taken one after the other: stored, indexed, then one credit
 * goes back. Numbers are checked; a gap, a full disk or a cancel ends the session.
 */
import type { Problem } from '#core/base/problem.ts';
import {
  CREDITS,
  type FromIngest,
  type SourceFacts,
  type SourceForm,
  type ToIngest,
} from '#core/contract/ingest-protocol.ts';
import type { Port } from '#core/ports/port.ts';
import type { EntryRows } from '#core/correlate/entry-rows.ts';
import { SequenceCheck } from '#core/ports/sequence-check.ts';
import type { RecordBatch } from '#core/records/batch.ts';

type BatchMessage = Extract<FromIngest, { type: 'batch' }>;

export interface ImportSink {
  readonly store: (batch: RecordBatch, rows: EntryRows) => Promise<void>;
  readonly sourceDone: (
    source: number,
    problem: Problem | undefined,
    form: SourceForm | undefined,
  ) => Promise<void>;
  /** Of a source that is followed: all that is there is stored. */
  readonly caughtUp: (source: number) => Promise<void>;
  readonly sourceAdded: (facts: SourceFacts) => Promise<void>;
  readonly progress: (bytes: number, total: number) => void;
  /** The session is over, for good or with a problem of its own. */
  readonly ended: (problem: Problem | undefined) => Promise<void>;
}

export class ImportSession {
  readonly #port: Port<FromIngest, ToIngest>;
  readonly #sink: ImportSink;
  readonly #sequence = new SequenceCheck('ingest');
  #work: Promise<void>;
  #over = false;

  /** Takes nothing before `before` has resolved: an older session may still be storing. */
  constructor(port: Port<FromIngest, ToIngest>, sink: ImportSink, before: Promise<void> | undefined) {
    this.#port = port;
    this.#sink = sink;
    this.#work = before ?? Promise.resolve();
    port.onMessage((message) => {
      this.#work = this.#work.then(() => this.#take(message));
    });
    port.onClose(() => {
      this.#work = this.#work.then(() => this.#lost());
    });
    port.start();
    port.postMessage({ type: 'credit', count: CREDITS });
  }

  /** Resolves when nothing more will be stored. */
  async cancel(): Promise<void> {
    if (!this.#over) this.#port.postMessage({ type: 'cancel' });
    this.#over = true;
    await this.#work;
    this.#port.close();
  }

  async #take(message: FromIngest): Promise<void> {
    if (this.#over) return;
    try {
      if (message.type === 'batch') await this.#takeBatch(message);
      else if (message.type === 'progress') this.#sink.progress(message.bytes, message.total);
      else if (message.type === 'source-done')
        await this.#sink.sourceDone(message.source, message.problem, message.form);
      else if (message.type === 'caught-up') await this.#sink.caughtUp(message.source);
      else if (message.type === 'source-added') await this.#sink.sourceAdded(message.facts);
      else await this.#end(undefined);
    } catch (error) {
      await this.#end(storeProblem(error));
    }
  }

  async #takeBatch({ seq, batch, rows }: BatchMessage): Promise<void> {
    const checked = this.#sequence.accept(seq);
    if (!checked.ok) {
      await this.#end(checked.error);
      return;
    }
    await this.#sink.store(batch, rows);
    this.#port.postMessage({ type: 'credit', count: 1 });
  }

  /** Ingest is gone before it was done: main tells why. What came is kept, and the next opening goes on. */
  async #lost(): Promise<void> {
    if (!this.#over) await this.#end(undefined);
  }

  async #end(problem: Problem | undefined): Promise<void> {
    this.#over = true;
    if (problem !== undefined) this.#port.postMessage({ type: 'cancel' });
    this.#port.close();
    await this.#sink.ended(problem);
  }
}

export function storeProblem(error: unknown): Problem {
  const code = isFull(error) ? 'store-full' : 'store-failed';
  return { code, where: '', detail: nameOf(error).slice(0, 200) };
}

/** Is there no room left? Chromium tells it in two ways: before it writes, and when the disk takes no more. */
function isFull(error: unknown): boolean {
  return /QuotaExceeded|Failed to write blobs \(IOError\)/.test(nameOf(error));
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name} ${error.message}` : String(error);
}
