/**
 * The servers of one reading process: connects, asks main what it must, lists what there is to read, and gives the
 * reading session its parts.
 */
import { dirname } from 'node:path';
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
import { parseJournal } from '#core/ssh/journal.ts';
import { problemOf } from '../failure.ts';
import type { Part, ReadOptions } from '../read-file.ts';
import type { JobSource, RemoteRoom } from '../session.ts';
import type { StepLimits } from './connect.ts';
import { foundFile, listFiles } from './find-files.ts';
import { listJournal } from './list-journal.ts';
import { remoteParts, teller } from './remote-parts.ts';
import { copyPath, remoteFacts, remoteSource } from './remote-source.ts';
import { passOn, ServerReader, type ReaderOptions, type Waiting } from './server-reader.ts';

/** How long it waits, where that is not the usual. */
type Patience = Pick<ReaderOptions, 'backOff' | 'lookEvery'> & { readonly limits?: StepLimits };

export class ServersRoom implements RemoteRoom {
  readonly #send: (message: FromServers) => void;
  readonly #patience: Patience;
  readonly #readers = new Map<string, ServerReader>();
  readonly #questions = new Map<number, (answer: ServerAnswer) => void>();
  #asked = 0;
  /** One question at a time: two prompts at once could be answered the wrong way round. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(send: (message: FromServers) => void, patience: Patience = {}) {
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

  readonly parts = (source: JobSource, options: ReadOptions): AsyncGenerator<Part> => {
    const { reader, remote } = this.#placeOf(source);
    return remoteParts({ reader, remote, source, options, send: this.#send });
  };

  /** The file that stands under the name of one that was followed to its end; undefined while there is none. */
  readonly successor = async (
    source: JobSource,
    number: number,
    signal: AbortSignal,
  ): Promise<JobSource | undefined> => {
    const { reader, remote } = this.#placeOf(source);
    const tell = teller(this.#send, remote.server, source.facts.source, 0);
    const onRetry: Waiting['onRetry'] = (seconds) => tell(0, seconds ?? 'over');
    const waiting = { signal, endless: true, onRetry };
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

  async #list(task: ServerTask, setting: ServerSetting): Promise<void> {
    const { server } = task;
    this.#readers.get(server)?.end();
    const reader = this.#open(task, setting);
    try {
      const journal = parseJournal(task.path);
      const listing =
        journal === undefined
          ? await listFiles(await reader.files(), task)
          : await listJournal(reader, journal);
      this.#send({ type: 'listed', server, listing });
    } catch (error) {
      reader.end();
      this.#send({ type: 'failed', server, problem: problemOf(error, task.name) });
    }
  }

  #open(task: ServerTask, setting: ServerSetting): ServerReader {
    const connect = this.#connectOptions(task.server, setting);
    const { limits, ...patience } = this.#patience;
    const withLimits = limits === undefined ? connect : { ...connect, limits };
    const reader = new ServerReader({ task, connect: withLimits, ...patience });
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
