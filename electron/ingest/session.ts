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

export type JobSource = IngestJob['sources'][number];
/** How sources on servers are read; files and texts are read here. */
export type RemoteParts = (source: JobSource, options: ReadOptions) => AsyncIterable<Part>;

export async function runIngest(
  job: IngestJob,
  port: Port<ToIngest, FromIngest>,
  remote?: RemoteParts,
): Promise<void> {
  const session = new Session(job, port, remote);
  await session.run();
}

class Session {
  readonly #job: IngestJob;
  readonly #port: Port<ToIngest, FromIngest>;
  readonly #window = new CreditWindow();
  readonly #abort = new AbortController();
  readonly #total: number;
  readonly #remote: RemoteParts | undefined;
  #seq = 0;
  #records = 0;
  /** Bytes read, by source. */
  readonly #bytes = new Map<number, number>();

  constructor(job: IngestJob, port: Port<ToIngest, FromIngest>, remote: RemoteParts | undefined) {
    this.#remote = remote;
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
    /* Servers do not wait for each other. */
    const groups = new Map<string, JobSource[]>();
    for (const source of this.#job.sources) {
      const group = source.remote?.server ?? '';
      groups.set(group, [...(groups.get(group) ?? []), source]);
    }
    await Promise.all([...groups.values()].map((sources) => this.#readAll(sources)));
    this.#port.postMessage({ type: 'done', cancelled: this.#abort.signal.aborted });
  }

  async #readAll(sources: readonly JobSource[]): Promise<void> {
    for (const source of sources) {
      if (this.#abort.signal.aborted) break;
      await this.#read(source);
      this.#bytes.set(source.facts.source, source.text?.length ?? source.facts.size);
    }
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

  #parts(source: JobSource): AsyncIterable<Part> {
    const { facts, path, text, fromOffset, fromLine, remote } = source;
    const options: ReadOptions = { source: facts.source, fromOffset, fromLine, signal: this.#abort.signal };
    if (remote !== undefined && this.#remote !== undefined) return this.#remote(source, options);
    return text === undefined ? readEntries(path ?? '', options) : readText(text, facts.name, options);
  }

  async #send({ facts }: JobSource, piece: Piece, part: Part): Promise<boolean> {
    if (!(await this.#window.take())) return false;
    const { records, ...position } = piece;
    this.#records += records.length;
    const batch = encodeBatch(records, { source: facts.source, ...position });
    this.#port.postMessage({ type: 'batch', seq: this.#seq++, batch });
    this.#bytes.set(facts.source, part.bytes);
    const all = [...this.#bytes.values()].reduce((sum, read) => sum + read, 0);
    const bytes = Math.min(this.#total, all);
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
