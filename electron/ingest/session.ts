/**
 * One reading session: the sources of a job, one after the other, as numbered batches over a port. A batch is sent only
 * with a credit, and nothing is read while none is there. Cancel and a closed port end it. Sources that are followed
 * come last, side by side: each goes on until the session is cancelled.
 */
import type { FromIngest, IngestJob, SourceForm, ToIngest } from '#core/contract/ingest-protocol.ts';
import { entryRowsOf } from '#core/correlate/entry-rows.ts';
import { CreditWindow } from '#core/ports/credit-window.ts';
import type { Port } from '#core/ports/port.ts';
import { problemOf } from './failure.ts';
import { fileFacts } from './facts.ts';
import { followEntries, readEntries, readText, type Part, type ReadOptions } from './read-file.ts';

export type JobSource = IngestJob['sources'][number];
/** How sources on servers are read; files and texts are read here. */
export interface RemoteRoom {
  readonly parts: (source: JobSource, options: ReadOptions) => AsyncIterable<Part>;
  /** What stands under the name of a source that has ended, as the source `number`; undefined: nothing yet. */
  readonly successor: (
    source: JobSource,
    number: number,
    signal: AbortSignal,
  ) => Promise<JobSource | undefined>;
}
/** Another file stands under the name of the source `replaced`. */
export type Replaced = (replaced: number, now: JobSource) => void;

/** Between two looks for the file that follows a rotated one, milliseconds. */
const LOOK_EVERY = 300;

export async function runIngest(
  job: IngestJob,
  port: Port<ToIngest, FromIngest>,
  remote?: RemoteRoom,
  replaced?: Replaced,
): Promise<void> {
  const session = new Session(job, port, remote, replaced);
  await session.run();
}

class Session {
  readonly #job: IngestJob;
  readonly #port: Port<ToIngest, FromIngest>;
  readonly #window = new CreditWindow();
  readonly #abort = new AbortController();
  /** Bytes that there are to read, as far as is known. */
  #total: number;
  readonly #remote: RemoteRoom | undefined;
  readonly #replaced: Replaced | undefined;
  #nextSource: number;
  #seq = 0;
  #records = 0;
  /** Bytes read, by source. */
  readonly #bytes = new Map<number, number>();

  constructor(
    job: IngestJob,
    port: Port<ToIngest, FromIngest>,
    remote: RemoteRoom | undefined,
    replaced: Replaced | undefined,
  ) {
    this.#remote = remote;
    this.#replaced = replaced;
    this.#nextSource = job.nextSource ?? Math.max(-1, ...job.sources.map(({ facts }) => facts.source)) + 1;
    this.#job = job;
    this.#port = port;
    this.#total = job.sources.reduce((sum, source) => sum + lengthOf(source), 0);
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
      if (source.follow === true) continue;
      const group = source.remote?.server ?? '';
      groups.set(group, [...(groups.get(group) ?? []), source]);
    }
    await Promise.all([...groups.values()].map((sources) => this.#readAll(sources)));
    const followed = this.#job.sources.filter(({ follow }) => follow === true);
    await Promise.all(followed.map((source) => this.#follow(source)));
    this.#port.postMessage({ type: 'done', cancelled: this.#abort.signal.aborted });
  }

  async #readAll(sources: readonly JobSource[]): Promise<void> {
    for (const source of sources) {
      if (this.#abort.signal.aborted) break;
      const whole = await this.#read(source);
      const { source: number } = source.facts;
      /* What cannot be read any more is no longer waited for. */
      if (whole) this.#bytes.set(number, lengthOf(source));
      else this.#total -= Math.max(0, lengthOf(source) - (this.#bytes.get(number) ?? 0));
    }
  }

  async #follow(first: JobSource): Promise<void> {
    for (let source: JobSource | undefined = first; source !== undefined;) {
      if (!(await this.#read(source))) return;
      source = await this.#successorOf(source);
    }
  }

  /** The file that stands under the name of one that has ended. */
  async #successorOf(old: JobSource): Promise<JobSource | undefined> {
    while (!this.#abort.signal.aborted) {
      const now = await this.#underItsName(old);
      /* Several sources may look at once: the number is taken when it is used. */
      const number = this.#nextSource;
      if (now !== undefined && now.facts.source === number) {
        this.#nextSource++;
        this.#port.postMessage({ type: 'source-added', facts: now.facts });
        this.#replaced?.(old.facts.source, now);
        return now;
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    }
    return undefined;
  }

  async #underItsName(old: JobSource): Promise<JobSource | undefined> {
    const number = this.#nextSource;
    if (old.remote !== undefined) return this.#remote?.successor(old, number, this.#abort.signal);
    if (old.path === undefined) return undefined;
    const facts = await fileFacts(old.path, number).catch(() => undefined);
    return facts && { facts, path: old.path, fromOffset: 0, fromLine: 1, follow: true };
  }

  #cancel(): void {
    this.#abort.abort();
    this.#window.close();
  }

  /** True when it came to its own end. */
  async #read(source: JobSource): Promise<boolean> {
    const { facts } = source;
    try {
      const form = await this.#pump(source);
      if (this.#abort.signal.aborted) return false;
      this.#port.postMessage({ type: 'source-done', source: facts.source, ...(form ? { form } : {}) });
      return true;
    } catch (error) {
      if (this.#abort.signal.aborted) return false;
      const problem = problemOf(error, facts.name);
      this.#port.postMessage({ type: 'source-done', source: facts.source, problem });
      return false;
    }
  }

  async #pump(source: JobSource): Promise<SourceForm | undefined> {
    let last: Part | undefined;
    for await (const part of this.#parts(source)) {
      last = part;
      if (!(await this.#send(source, part))) return undefined;
    }
    return last && formOf(last);
  }

  #parts(source: JobSource): AsyncIterable<Part> {
    const { facts, path, text, fromOffset, fromLine, remote } = source;
    const { signal } = this.#abort;
    const caughtUp = (): void => this.#port.postMessage({ type: 'caught-up', source: facts.source });
    const options = { source: facts.source, fromOffset, fromLine, signal, caughtUp };
    if (remote !== undefined && this.#remote !== undefined) return this.#remote.parts(source, options);
    if (source.follow === true) return followEntries(path ?? '', options);
    return text === undefined ? readEntries(path ?? '', options) : readText(text, facts.name, options);
  }

  async #send({ facts }: JobSource, { batch, bytes, done }: Part): Promise<boolean> {
    const rows = entryRowsOf(batch);
    if (!(await this.#window.take())) return false;
    this.#records += batch.count;
    this.#port.postMessage({ type: 'batch', seq: this.#seq++, batch, rows });
    done();
    this.#bytes.set(facts.source, bytes);
    const all = [...this.#bytes.values()].reduce((sum, read) => sum + read, 0);
    this.#port.postMessage({
      type: 'progress',
      source: facts.source,
      bytes: Math.min(this.#total, all),
      total: this.#total,
      records: this.#records,
    });
    return true;
  }
}

/** Bytes, or characters of a text. */
function lengthOf({ facts, text }: JobSource): number {
  return text?.length ?? facts.size;
}

function formOf({ encoding, packing }: Part): SourceForm {
  return { encoding, ...(packing === undefined ? {} : { packing }) };
}
