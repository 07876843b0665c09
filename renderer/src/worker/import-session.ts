/**
 * The receiving end of one reading session. Batches are taken as they come, those that have come meanwhile together: stored,
 * indexed, then a credit for each goes back. Numbers are checked; a gap, a full disk or a cancel ends the session.
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
type ProgressMessage = Extract<FromIngest, { type: 'progress' }>;

/** Blocks that are stored together: one less than there are credits, so that reading goes on meanwhile. */
const TOGETHER = CREDITS - 1;
/** A block that comes so soon after others were stored waits for more, milliseconds. */
const SOON = 100;

export interface ReadBlock {
  readonly batch: RecordBatch;
  readonly rows: EntryRows;
}

export interface ImportSink {
  /** Blocks of one source that follow each other. Only the last of them may be provisional. */
  readonly store: (blocks: readonly ReadBlock[]) => Promise<void>;
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
  /** What has come and is not taken yet. */
  readonly #come: FromIngest[] = [];
  /** Ends the waiting for the next message. */
  #wake: () => void = () => undefined;
  #storedAt = -SOON;
  #closed = false;
  #work: Promise<void>;
  #over = false;

  /** Takes nothing before `before` has resolved: an older session may still be storing. */
  constructor(port: Port<FromIngest, ToIngest>, sink: ImportSink, before: Promise<void> | undefined) {
    this.#port = port;
    this.#sink = sink;
    this.#work = before ?? Promise.resolve();
    port.onMessage((message) => {
      this.#come.push(message);
      this.#wake();
      this.#work = this.#work.then(() => this.#takeNext());
    });
    port.onClose(() => {
      this.#closed = true;
      this.#wake();
      this.#work = this.#work.then(() => this.#lost());
    });
    port.start();
    port.postMessage({ type: 'credit', count: CREDITS });
  }

  /** Resolves when nothing more will be stored. */
  async cancel(): Promise<void> {
    if (!this.#over) this.#port.postMessage({ type: 'cancel' });
    this.#over = true;
    this.#wake();
    await this.#work;
    this.#port.close();
  }

  async #takeNext(): Promise<void> {
    const message = this.#come.shift();
    if (message === undefined || this.#over) return;
    try {
      if (message.type === 'batch') await this.#takeWithNext(message);
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

  /** A batch and those that come right behind it: each transaction costs the more, the more there were. */
  async #takeWithNext(first: BatchMessage): Promise<void> {
    const batches = [first];
    let last = first;
    let progress: ProgressMessage | undefined;
    while (batches.length < TOGETHER) {
      const next = this.#come[0] ?? (await this.#arrival());
      if (next?.type === 'progress') progress = next;
      else if (next?.type === 'batch' && goesWith(last, next)) batches.push((last = next));
      else break;
      this.#come.shift();
    }
    if (this.#over) return;
    await this.#takeBatches(batches);
    if (progress !== undefined) this.#sink.progress(progress.bytes, progress.total);
  }

  /** The next message; undefined where none comes soon after the last block was stored. */
  async #arrival(): Promise<FromIngest | undefined> {
    const milliseconds = this.#storedAt + SOON - performance.now();
    if (milliseconds > 0 && !this.#over && !this.#closed)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    return this.#come[0];
  }

  async #takeBatches(batches: readonly BatchMessage[]): Promise<void> {
    for (const { seq } of batches) {
      const checked = this.#sequence.accept(seq);
      if (checked.ok) continue;
      await this.#end(checked.error);
      return;
    }
    await this.#sink.store(batches);
    this.#storedAt = performance.now();
    this.#port.postMessage({ type: 'credit', count: batches.length });
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

/** Of one source, without a gap, and nothing behind what may be taken back. */
function goesWith({ seq, batch }: BatchMessage, next: BatchMessage): boolean {
  return next.seq === seq + 1 && next.batch.source === batch.source && batch.provisional !== true;
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
