/**
 * The servers of one reading process: connects, asks main what it must, lists what there is to read, and gives the
 * reading session its parts.
 */
import { dirname } from 'node:path';
import type { Alert } from '#core/base/problem.ts';
import type { RemoteSource } from '#core/contract/ingest-protocol.ts';
import type {
  FromServers,
  HostKeyQuestion,
  SecretQuestion,
  ServerAnswer,
  ServerQuestion,
  ServerSetting,
  ServerTask,
  ToServers,
} from '#core/contract/server-protocol.ts';
import { problemOf } from '../failure.ts';
import type { Chunk } from '../bytes.ts';
import { readChunks, type Part, type ReadOptions } from '../read-file.ts';
import type { JobSource, RemoteRoom } from '../session.ts';
import { foundFile, listFiles } from './find-files.ts';
import { followRemote } from './follow-remote.ts';
import { LastBytes } from './last-block.ts';
import { beginning, remoteBytes, type RemoteBytesOptions } from './remote-bytes.ts';
import { copyPath, remoteFacts, remoteSource } from './remote-source.ts';
import { passOn, ServerReader, type ReaderOptions, type Waiting } from './server-reader.ts';

/** Milliseconds between two notes of how much of a followed source is here. */
const NOTED_EVERY = 2000;
/** Milliseconds between two words about how far a source has come. */
const TOLD_EVERY = 250;

export class ServersRoom implements RemoteRoom {
  readonly #send: (message: FromServers) => void;
  readonly #patience: Pick<ReaderOptions, 'backOff' | 'lookEvery'>;
  readonly #readers = new Map<string, ServerReader>();
  readonly #questions = new Map<number, (answer: ServerAnswer) => void>();
  #asked = 0;
  /** One question at a time: two prompts at once could be answered the wrong way round. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    send: (message: FromServers) => void,
    patience: Pick<ReaderOptions, 'backOff' | 'lookEvery'> = {},
  ) {
    this.#send = send;
    this.#patience = patience;
  }

  receive(message: ToServers): void {
    if (message.type === 'servers') for (const task of message.tasks) void this.#list(task, message.setting);
    else if (message.type === 'browse') void this.#browse(message);
    else {
      this.#questions.get(message.ask)?.(message.answer);
      this.#questions.delete(message.ask);
    }
  }

  /** The session is over: connections are given back. */
  end(): void {
    for (const reader of this.#readers.values()) reader.end();
  }

  readonly parts = (source: JobSource, options: ReadOptions): AsyncGenerator<Part> =>
    this.#parts(source, options);

  async *#parts(source: JobSource, options: ReadOptions): AsyncGenerator<Part> {
    const { facts, path: copy } = source;
    const { reader, remote } = this.#placeOf(source);
    const damage: Alert[] = [];
    const last = new LastBytes();
    let here = 0;
    const tell = this.#teller(remote.server, facts.source, remote.size);
    const keepNoted = (): void => {
      const { server } = remote;
      this.#send({ type: 'fetched', server, source: facts.source, size: here, block: last.block });
    };
    const onRetry = (seconds: number | undefined): void => tell(here, seconds ?? 'over');
    const bytes: RemoteBytesOptions = {
      where: facts.name,
      size: remote.size,
      ...(remote.packed === undefined ? {} : { packed: remote.packed }),
      modified: facts.modified,
      ...(copy === undefined ? {} : { copy }),
      fromOffset: options.fromOffset ?? 0,
      ...(options.signal ? { signal: options.signal } : {}),
      alert: (alert) => damage.push(alert),
      fetch: (from, to) =>
        reader.read({
          path: remote.path,
          from,
          to,
          signal: options.signal,
          onRetry,
          ...(source.follow === true ? { endless: true } : {}),
        }),
      onFetched: (data, at) => {
        last.add(data);
        here = at;
        tell(at);
      },
    };
    try {
      const sample = (options.fromOffset ?? 0) > 0 ? await beginning(bytes) : undefined;
      const { signal } = options;
      const chunks =
        source.follow === true && signal !== undefined
          ? followRemote({
              reader,
              bytes: { ...bytes, signal },
              path: remote.path,
              fingerprint: facts.fingerprint,
              last,
              onRetry,
            })
          : remoteBytes(bytes);
      yield* readChunks(noting(chunks, keepNoted), facts.name, {
        ...options,
        damage,
        ...(sample ? { sample } : {}),
      });
    } finally {
      if (here > 0) keepNoted();
    }
  }

  /** The file that stands under the name of one that was followed to its end; undefined while there is none. */
  readonly successor = async (
    source: JobSource,
    number: number,
    signal: AbortSignal,
  ): Promise<JobSource | undefined> => {
    const { reader, remote } = this.#placeOf(source);
    const waiting = { signal, endless: true, onRetry: this.#retryTeller(remote.server, source.facts.source) };
    const file = await reader.lasting(
      (files) => foundFile(files, remote.path, remote.name).catch(passOn),
      waiting,
    );
    if (file === false) return undefined;
    return {
      facts: remoteFacts({ id: remote.server, name: reader.task.name }, number, file),
      remote: remoteSource(remote.server, file),
      ...(source.path === undefined ? {} : { path: copyPath(dirname(source.path), number) }),
      fromOffset: 0,
      fromLine: 1,
      follow: true,
    };
  };

  #placeOf({ remote }: JobSource): { readonly reader: ServerReader; readonly remote: RemoteSource } {
    const reader = this.#readers.get(remote?.server ?? '');
    if (reader === undefined || remote === undefined)
      throw new Error('Broken assumption: a source names a server that is not connected');
    return { reader, remote };
  }

  #retryTeller(server: string, source: number): Waiting['onRetry'] {
    const tell = this.#teller(server, source, 0);
    return (seconds) => tell(0, seconds ?? 'over');
  }

  /** `retry`: seconds until the next attempt; `over`: it has succeeded. */
  #teller(server: string, source: number, size: number): (bytes: number, retry?: number | 'over') => void {
    let told = 0;
    return (bytes, retry) => {
      const now = Date.now();
      if (retry === undefined && bytes !== size && now - told < TOLD_EVERY) return;
      told = now;
      const waits = typeof retry === 'number' ? { retry } : {};
      this.#send({ type: 'fetching', server, source, bytes, size: Math.max(bytes, size), ...waits });
    };
  }

  async #list(task: ServerTask, setting: ServerSetting): Promise<void> {
    const { server } = task;
    this.#readers.get(server)?.end();
    const reader = this.#open(task, setting);
    try {
      const listing = await listFiles(await reader.files(), task);
      this.#send({ type: 'listed', server, listing });
    } catch (error) {
      reader.end();
      this.#send({ type: 'failed', server, problem: problemOf(error, task.name) });
    }
  }

  #open(task: ServerTask, setting: ServerSetting): ServerReader {
    const connect = this.#connectOptions(task.server, setting);
    const reader = new ServerReader({ task, connect, ...this.#patience });
    this.#readers.set(task.server, reader);
    return reader;
  }

  #connectOptions(server: string, setting: ServerSetting) {
    return {
      home: setting.home,
      ...(setting.agent === undefined ? {} : { agent: setting.agent }),
      ownKnownHosts: setting.knownHosts,
      known: new Map<string, readonly string[]>(),
      askHostKey: async (question: HostKeyQuestion) => {
        const answer = await this.#ask(server, question);
        return answer !== undefined && 'accept' in answer;
      },
      askSecret: async (question: SecretQuestion) => {
        const answer = await this.#ask(server, question);
        return answer !== undefined && 'secrets' in answer ? answer.secrets : undefined;
      },
      onStep: (step: Extract<FromServers, { type: 'step' }>['step'], host: string) =>
        this.#send({ type: 'step', server, step, host }),
    };
  }

  #ask(server: string, question: ServerQuestion): Promise<ServerAnswer> {
    const answered = this.#turn.then(
      () =>
        new Promise<ServerAnswer>((resolve) => {
          const ask = ++this.#asked;
          this.#questions.set(ask, resolve);
          this.#send({ type: 'question', ask, server, question });
        }),
    );
    this.#turn = answered;
    return answered;
  }

  async #browse({ task, folder, setting }: Extract<ToServers, { type: 'browse' }>): Promise<void> {
    const { server, name: where } = task;
    const reader = this.#readers.get(server) ?? this.#open(task, setting);
    try {
      const entries = await (await reader.files()).list(folder);
      const shown = entries.filter(({ name }) => !name.startsWith('.'));
      this.#send({ type: 'browsed', server, folder, entries: shown });
    } catch (error) {
      this.#send({ type: 'browsed', server, folder, entries: [], problem: problemOf(error, where) });
    }
  }
}

/** Whenever all that is there has been read, it is noted how much that is: a session that follows may never end well. */
async function* noting(chunks: AsyncIterable<Chunk>, note: () => void): AsyncGenerator<Chunk> {
  let noted = 0;
  for await (const chunk of chunks) {
    yield chunk;
    const now = Date.now();
    if (chunk.caughtUp !== true || chunk.bytes === 0 || now - noted < NOTED_EVERY) continue;
    noted = now;
    note();
  }
}
