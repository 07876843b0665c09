/**
 * One reading session: the sources of a job, one after the other, as numbered batches over a port. A batch is sent only
 * with a credit, and nothing is read while none is there. Cancel and a closed port end it.
 */
import type { Alert } from '#core/base/problem.ts';
import type { FromIngest, IngestJob, SourceForm, ToIngest } from '#core/contract/ingest-protocol.ts';
import { CreditWindow } from '#core/ports/credit-window.ts';
import type { Port } from '#core/ports/port.ts';
import { BATCH_LIMITS, encodeBatch } from '#core/records/batch.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { problemOf } from './failure.ts';
import { readEntries, readText, type Part, type ReadOptions } from './read-file.ts';

type JobSource = IngestJob['sources'][number];

export async function runIngest(job: IngestJob, port: Port<ToIngest, FromIngest>): Promise<void> {
  const session = new Session(job, port);
  await session.run();
}

class Session {
  readonly #job: IngestJob;
  readonly #port: Port<ToIngest, FromIngest>;
  readonly #window = new CreditWindow();
  readonly #abort = new AbortController();
  readonly #total: number;
  #seq = 0;
  #records = 0;
  #bytesBefore = 0;

  constructor(job: IngestJob, port: Port<ToIngest, FromIngest>) {
    this.#job = job;
    this.#port = port;
    this.#total = job.sources.reduce((sum, { facts, text }) => sum + (text?.length ?? facts.size), 0);
    port.onMessage((message) => {
      if (message.type === 'credit') this.#window.grant(message.count);
      else this.#cancel();
    });
    port.onClose(() => this.#cancel());
    port.start();
  }

  async run(): Promise<void> {
    for (const source of this.#job.sources) {
      if (this.#abort.signal.aborted) break;
      await this.#read(source);
      this.#bytesBefore += source.text?.length ?? source.facts.size;
    }
    this.#port.postMessage({ type: 'done', cancelled: this.#abort.signal.aborted });
  }

  #cancel(): void {
    this.#abort.abort();
    this.#window.close();
  }

  async #read(source: JobSource): Promise<void> {
    const { facts } = source;
    try {
      const form = await this.#pump(source);
      if (this.#abort.signal.aborted) return;
      this.#port.postMessage({ type: 'source-done', source: facts.source, ...(form ? { form } : {}) });
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      const problem = problemOf(error, facts.name);
      this.#port.postMessage({ type: 'source-done', source: facts.source, problem });
    }
  }

  async #pump(source: JobSource): Promise<SourceForm | undefined> {
    const batch = new OpenBatch();
    let last: Part | undefined;
    for await (const part of this.#parts(source)) {
      /* What may be dropped again is a batch of its own. */
      if (part.provisional === true && last !== undefined && batch.pending)
        if (!(await this.#send(source, batch.take(last), last))) return undefined;
      last = part;
      for (const piece of batch.add(part)) if (!(await this.#send(source, piece, part))) return undefined;
    }
    if (last !== undefined && batch.pending) await this.#send(source, batch.take(last), last);
    return last && formOf(last);
  }

  #parts({ facts, path, text, fromOffset, fromLine }: JobSource): AsyncIterable<Part> {
    const options: ReadOptions = { source: facts.source, fromOffset, fromLine, signal: this.#abort.signal };
    return text === undefined ? readEntries(path ?? '', options) : readText(text, facts.name, options);
  }

  async #send({ facts }: JobSource, piece: Piece, part: Part): Promise<boolean> {
    if (!(await this.#window.take())) return false;
    const { records, ...position } = piece;
    this.#records += records.length;
    const batch = encodeBatch(records, { source: facts.source, ...position });
    this.#port.postMessage({ type: 'batch', seq: this.#seq++, batch });
    const bytes = Math.min(this.#total, this.#bytesBefore + part.bytes);
    this.#port.postMessage({
      type: 'progress',
      source: facts.source,
      bytes,
      total: this.#total,
      records: this.#records,
    });
    return true;
  }
}

function formOf({ encoding, packing }: Part): SourceForm {
  return { encoding, ...(packing === undefined ? {} : { packing }) };
}

interface Piece {
  readonly records: readonly LogRecord[];
  readonly alerts: readonly Alert[];
  readonly nextOffset: number;
  readonly nextLine: number;
  readonly provisional?: true;
}

/** Collects records until one of BATCH_LIMITS is reached. */
class OpenBatch {
  #records: LogRecord[] = [];
  #alerts: Alert[] = [];
  #bytes = 0;
  #since = Date.now();

  get pending(): boolean {
    return this.#records.length > 0 || this.#alerts.length > 0;
  }

  /** The batches that are full with this part; what is left waits. */
  *add(part: Part): Generator<Piece> {
    this.#alerts.push(...part.alerts);
    for (const [i, record] of part.records.entries()) {
      this.#records.push(record);
      this.#bytes += record.raw.length;
      const next = part.provisional === true ? undefined : part.records[i + 1];
      if (next !== undefined && this.#full) yield this.take({ nextOffset: next.offset, nextLine: next.line });
    }
    if (this.#full || (this.pending && Date.now() - this.#since >= BATCH_LIMITS.milliseconds))
      yield this.take(part);
  }

  take({ nextOffset, nextLine, provisional }: Omit<Piece, 'records' | 'alerts'>): Piece {
    const piece: Piece = {
      records: this.#records,
      alerts: this.#alerts,
      nextOffset,
      nextLine,
      ...(provisional === true ? { provisional } : {}),
    };
    this.#records = [];
    this.#alerts = [];
    this.#bytes = 0;
    this.#since = Date.now();
    return piece;
  }

  get #full(): boolean {
    return this.#records.length >= BATCH_LIMITS.records || this.#bytes >= BATCH_LIMITS.bytes;
  }
}
