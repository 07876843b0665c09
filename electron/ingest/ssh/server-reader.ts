/**
 * One server for as long as a session lasts. A broken line is mended by itself: it waits, longer each time, connects
 * again, makes sure that the file is still the same one, and goes on where it stopped. Whoever follows a log waits for
 * as long as it takes, others until the last of the attempts.
 */
import type { Client } from 'ssh2';
import type { ServerTask } from '#core/contract/server-protocol.ts';
import { joinRemote, splitRemote } from '#core/ssh/remote-path.ts';
import { sha256 } from '../facts.ts';
import { ReadFailure } from '../failure.ts';
import { rotatedSet } from '../rotation.ts';
import { connect, type ConnectOptions, type Connection } from './connect.ts';
import { LastBytes } from './last-block.ts';
import { openFiles, readBlock, type RemoteFiles } from './remote-files.ts';
import { closedFailure, isBrokenLine, sshFailure } from './ssh-failure.ts';

export interface ReaderOptions {
  readonly task: ServerTask;
  readonly connect: Omit<ConnectOptions, 'task'>;
  /** Seconds to wait before each attempt; a byte that came begins anew. */
  readonly backOff?: readonly number[];
  /** Milliseconds between two looks at a file that is followed. */
  readonly lookEvery?: number;
}

export interface Wanted {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly signal?: AbortSignal | undefined;
  readonly onRetry: (seconds: number | undefined) => void;
  /** The last of the waits is waited again and again. */
  readonly endless?: boolean;
}

/** One connection, from the first attempt on; the next one is another. */
interface Line {
  readonly files: Promise<RemoteFiles>;
  connection: Connection | undefined;
  over: boolean;
}

export type Waiting = Pick<Wanted, 'signal' | 'onRetry' | 'endless'>;

export const BACK_OFF: readonly number[] = [1, 2, 4, 8, 15];
/** A look is one small question; new lines are to show within two seconds. */
const LOOK_EVERY = 500;
/** Trouble on the way that may be over in a while. */
const PASSING = /^ssh-(?:refused|unreachable|timeout|closed|host-unknown)/;

export class ServerReader {
  readonly #options: ReaderOptions;
  #line: Line | undefined;
  #ended = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  get lookEvery(): number {
    return this.#options.lookEvery ?? LOOK_EVERY;
  }

  get task(): ServerTask {
    return this.#options.task;
  }

  files(): Promise<RemoteFiles> {
    return this.#current().files;
  }

  end(): void {
    this.#ended = true;
    if (this.#line !== undefined) this.#drop(this.#line);
  }

  /** Bytes from `from` to `to`, or to the end of the file when that comes earlier. */
  async *read(wanted: Wanted): AsyncGenerator<Uint8Array> {
    const last = new LastBytes();
    let { path } = wanted;
    let at = wanted.from;
    let failures = 0;
    while (at < wanted.to) {
      const line = this.#current();
      try {
        const files = await line.files;
        if (failures > 0 && last.length > 0) path = await this.#samePlace(files, path, at, last);
        for await (const bytes of files.read(path, at, wanted.to)) {
          if (wanted.signal?.aborted === true) return;
          if (failures > 0) wanted.onRetry(undefined);
          failures = 0;
          at += bytes.length;
          last.add(bytes);
          yield bytes;
        }
        return;
      } catch (error) {
        await this.#wait(line, error, failures++, wanted);
      }
    }
  }

  /** Does something small with the files, again and again until the line holds. */
  async lasting<T>(work: (files: RemoteFiles) => Promise<T>, waiting: Waiting): Promise<T> {
    for (let failures = 0; ; failures++) {
      const line = this.#current();
      try {
        const done = await work(await line.files);
        if (failures > 0) waiting.onRetry(undefined);
        return done;
      } catch (error) {
        await this.#wait(line, error, failures, waiting);
      }
    }
  }

  /** Of the connection that stands; commands are run on it. */
  client(): Client {
    const connection = this.#line?.connection;
    if (connection === undefined) throw closedFailure('files', this.task.name);
    return connection.client;
  }

  /** What comes of a command, which is begun again where the line breaks: `open` knows how it goes on. */
  async *streaming(
    open: (client: Client) => AsyncIterable<Uint8Array>,
    waiting: Waiting,
  ): AsyncGenerator<Uint8Array> {
    for (let failures = 0; ; failures++) {
      const line = this.#current();
      try {
        await line.files;
        if (failures > 0) waiting.onRetry(undefined);
        for await (const bytes of open(this.client())) {
          failures = 0;
          yield bytes;
        }
        return;
      } catch (error) {
        await this.#wait(line, error, failures, waiting);
      }
    }
  }

  #current(): Line {
    if (this.#line !== undefined) return this.#line;
    let opened: (files: Promise<RemoteFiles>) => void = () => undefined;
    const files = new Promise<RemoteFiles>((resolve) => (opened = resolve));
    const line: Line = { files, connection: undefined, over: false };
    this.#line = line;
    opened(this.#open(line));
    return line;
  }

  /** Whatever becomes of it, a newer line is left alone. */
  async #open(line: Line): Promise<RemoteFiles> {
    try {
      const connection = await connect({ ...this.#options.connect, task: this.task });
      line.connection = connection;
      void connection.closed.then(() => this.#drop(line));
      /* It was given up while it was being connected. */
      if (line.over) throw closedFailure('files', this.task.name);
      return await openFiles(connection.client, this.task.name);
    } catch (error) {
      this.#drop(line);
      throw error;
    }
  }

  #drop(line: Line): void {
    line.over = true;
    line.connection?.end();
    if (this.#line === line) this.#line = undefined;
  }

  /** Throws what waiting cannot mend. */
  async #wait(
    line: Line,
    error: unknown,
    failures: number,
    { signal, onRetry, endless }: Waiting,
  ): Promise<void> {
    const waits = this.#options.backOff ?? BACK_OFF;
    const seconds = waits[endless === true ? Math.min(failures, waits.length - 1) : failures];
    /* A first connection that fails is told at once; of a log that is followed it is never the first. */
    const mayPass = failures > 0 || endless === true;
    const passing =
      error instanceof ReadFailure &&
      (isBrokenLine(error.problem) || (mayPass && PASSING.test(error.problem.code)));
    if (this.#ended || signal?.aborted === true || !passing || seconds === undefined) throw error;
    this.#drop(line);
    onRetry(seconds);
    await pause(seconds * 1000, signal);
  }

  /** The file may have been rotated meanwhile: its last block tells where it is now. */
  async #samePlace(files: RemoteFiles, path: string, at: number, last: LastBytes): Promise<string> {
    const { length, sha256: sum } = last.block;
    const { folder, name } = splitRemote(path);
    const isSame = async (candidate: string): Promise<boolean> =>
      sha256(await readBlock(files, candidate, at - length, at)) === sum;
    if (await isSame(path).catch(passOn)) return path;
    const names = (await files.list(folder)).map((entry) => entry.name);
    for (const other of rotatedSet(name, names).toReversed()) {
      const candidate = joinRemote(folder, other);
      if (await isSame(candidate).catch(passOn)) return candidate;
    }
    throw sshFailure('ssh-replaced', name);
  }
}

/** A file that is missing or closed to us is not the one; a broken line is another matter. */
export function passOn(error: unknown): false {
  if (error instanceof ReadFailure && !isBrokenLine(error.problem)) return false;
  throw error;
}

export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done, { once: true });
  });
}
