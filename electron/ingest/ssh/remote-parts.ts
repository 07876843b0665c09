/** One source on a server while it is read: a file, a file that is followed, or a journal; and what is told of it. */
import type { Alert } from '#core/base/problem.ts';
import type { RemoteSource } from '#core/contract/ingest-protocol.ts';
import type { FromServers } from '#core/contract/server-protocol.ts';
import { parseJournal } from '#core/ssh/journal.ts';
import type { Chunk } from '../bytes.ts';
import { readChunks, type Part, type ReadOptions } from '../read-file.ts';
import type { JobSource } from '../session.ts';
import { followRemote } from './follow-remote.ts';
import { journalBytes } from './journal-bytes.ts';
import { LastBytes } from './last-block.ts';
import { beginning, remoteBytes, type RemoteBytesOptions } from './remote-bytes.ts';
import type { ServerReader } from './server-reader.ts';

/** Milliseconds between two notes of how much of a followed source is here. */
const NOTED_EVERY = 2000;
/** Milliseconds between two words about how far a source has come. */
const TOLD_EVERY = 250;

export interface RemotePartsOptions {
  readonly reader: ServerReader;
  readonly remote: RemoteSource;
  readonly source: JobSource;
  readonly options: ReadOptions;
  readonly send: (message: FromServers) => void;
}

export async function* remoteParts(o: RemotePartsOptions): AsyncGenerator<Part> {
  const reading = new RemoteReading(o);
  try {
    const sample = await reading.sample();
    yield* readChunks(noting(reading.chunks(), reading.note), o.source.facts.name, {
      ...o.options,
      damage: reading.damage,
      ...(sample === undefined ? {} : { sample }),
    });
  } finally {
    reading.note();
  }
}

class RemoteReading {
  readonly damage: Alert[] = [];
  readonly #o: RemotePartsOptions;
  readonly #last = new LastBytes();
  readonly #tell: ReturnType<typeof teller>;
  readonly #bytes: RemoteBytesOptions;
  /** Bytes of it that are here; 0: none came in this session. */
  #here = 0;
  #cursor: string | undefined;
  #copyGone = false;

  constructor(o: RemotePartsOptions) {
    this.#o = o;
    const { source, remote, options } = o;
    this.#tell = teller(o.send, remote.server, source.facts.source, remote.size);
    this.#bytes = {
      where: source.facts.name,
      modified: source.facts.modified,
      ...(source.path === undefined ? {} : { copy: source.path }),
      fromOffset: options.fromOffset ?? 0,
      ...(options.signal ? { signal: options.signal } : {}),
      alert: this.#alert,
      size: remote.size,
      ...(remote.packed === undefined ? {} : { packed: remote.packed }),
      onFetched: this.#fetched,
      fetch: this.#fetch,
    };
  }

  /** What is added to a file is in the encoding of its beginning; a journal is always in UTF-8. */
  async sample(): Promise<Uint8Array | undefined> {
    const isLater = this.#bytes.fromOffset > 0 && parseJournal(this.#o.remote.path) === undefined;
    return isLater ? beginning(this.#bytes) : undefined;
  }

  chunks(): AsyncGenerator<Chunk, unknown> {
    const { reader, remote, source } = this.#o;
    const { path, cursors: marks = [] } = remote;
    const bytes = this.#bytes;
    const journal = parseJournal(path);
    const follow = source.follow === true;
    const onRetry = this.#retry;
    if (journal !== undefined)
      return journalBytes({
        reader,
        journal,
        bytes: { ...bytes, onFetched: this.#fetched },
        marks,
        follow,
        onRetry,
      });
    const { signal } = bytes;
    if (!follow || signal === undefined) return remoteBytes(bytes);
    const { fingerprint } = source.facts;
    return followRemote({
      reader,
      bytes: { ...bytes, signal },
      path,
      fingerprint,
      last: this.#last,
      onRetry,
    });
  }

  /** Each look finds anew that there is no copy: told once. */
  readonly #alert = (alert: Alert): void => {
    if (alert.code === 'copy-dropped' && this.#copyGone) return;
    this.#copyGone ||= alert.code === 'copy-dropped';
    this.damage.push(alert);
  };

  readonly note = (): void => {
    if (this.#here === 0) return;
    const { send, remote, source } = this.#o;
    const cursor = this.#cursor === undefined ? {} : { cursor: this.#cursor };
    const what = { server: remote.server, source: source.facts.source };
    send({ type: 'fetched', ...what, size: this.#here, block: this.#last.block, ...cursor });
  };

  readonly #fetched = (data: Uint8Array, at: number, cursor?: string): void => {
    this.#last.add(data);
    this.#here = at;
    this.#cursor = cursor;
    this.#tell(at);
  };

  readonly #retry = (seconds: number | undefined): void => this.#tell(this.#here, seconds ?? 'over');

  readonly #fetch = (from: number, to: number): AsyncGenerator<Uint8Array> => {
    const { reader, remote, options, source } = this.#o;
    const endless = source.follow === true ? { endless: true } : {};
    const { signal } = options;
    return reader.read({ path: remote.path, from, to, signal, onRetry: this.#retry, ...endless });
  };
}

/** `retry`: seconds until the next attempt; `over`: it has succeeded. */
export function teller(
  send: (message: FromServers) => void,
  server: string,
  source: number,
  size: number,
): (bytes: number, retry?: number | 'over') => void {
  let told = -Infinity;
  return (bytes, retry) => {
    const now = performance.now();
    if (retry === undefined && bytes !== size && now - told < TOLD_EVERY) return;
    told = now;
    const waits = typeof retry === 'number' ? { retry } : {};
    send({ type: 'fetching', server, source, bytes, size: Math.max(bytes, size), ...waits });
  };
}

/** Whenever all that is there has been read, it is noted how much that is: a session that follows may never end well. */
async function* noting(chunks: AsyncIterable<Chunk>, note: () => void): AsyncGenerator<Chunk> {
  let noted = -Infinity;
  for await (const chunk of chunks) {
    yield chunk;
    const now = performance.now();
    if (chunk.caughtUp !== true || now - noted < NOTED_EVERY) continue;
    noted = now;
    note();
  }
}
