/**
 * A connection to a server, through its jump hosts. ssh2 never runs without a hostVerifier here. Every step has its
 * time, and the time stands still while the user is asked.
 */
import { Client, type ConnectConfig } from 'ssh2';
import type { Readable } from 'node:stream';
import type {
  HostKeyQuestion,
  SecretQuestion,
  ServerStep,
  ServerTask,
} from '#core/contract/server-protocol.ts';
import { checkHostKey, knownHostsFiles, preferredSignatures, type HostKeyRoom } from './host-keys.ts';
import { Login } from './login.ts';
import { parseHop, resolveHost, type ResolvedHost } from './ssh-config.ts';
import { closedFailure, failureAt, sshFailure, timeoutFailure } from './ssh-failure.ts';

export interface ConnectOptions {
  readonly task: Pick<ServerTask, 'name' | 'host' | 'port' | 'user' | 'keyFile'>;
  readonly home: string;
  readonly agent?: string;
  readonly ownKnownHosts: string;
  readonly askHostKey: (question: HostKeyQuestion) => Promise<boolean>;
  readonly askSecret: (question: SecretQuestion) => Promise<readonly string[] | undefined>;
  readonly onStep: (step: ServerStep, host: string) => void;
  /** Right answers of this session; shared by all connections to the server. */
  readonly known: Map<string, readonly string[]>;
  readonly signal?: AbortSignal;
  readonly limits?: StepLimits;
}

/** Milliseconds a step may take. */
export interface StepLimits {
  readonly connect: number;
  readonly handshake: number;
  readonly login: number;
}
export const STEP_LIMITS: StepLimits = { connect: 15_000, handshake: 15_000, login: 30_000 };
/** A silent connection is asked for a sign of life this often, and given up after so many without one. */
const KEEPALIVE = { keepaliveInterval: 10_000, keepaliveCountMax: 2 };
const MOST_JUMPS = 8;

export interface Connection {
  readonly client: Client;
  /** Resolves when the connection is gone, however. */
  readonly closed: Promise<void>;
  readonly end: () => void;
}

export async function connect(options: ConnectOptions): Promise<Connection> {
  const { task, home } = options;
  const target = resolveHost(task, home, task.name);
  const clients: Client[] = [];
  try {
    let through: Readable | undefined;
    const hops = hopsTo(target, home, task.name);
    for (const [i, hop] of hops.entries()) {
      const client = await new Attempt(hop, through, undefined, options).run();
      clients.push(client);
      const next = hops[i + 1] ?? target;
      options.onStep('connect', next.name);
      through = await forward(client, next, options);
    }
    clients.push(await new Attempt(target, through, task.keyFile, options).run());
    options.onStep('files', target.name);
  } catch (error) {
    for (const client of clients.toReversed()) client.destroy();
    throw error;
  }
  const [client] = clients.slice(-1) as [Client];
  const end = (): void => {
    for (const each of clients.toReversed()) each.end();
  };
  const closed = new Promise<void>((resolve) => void client.once('close', resolve));
  options.signal?.addEventListener('abort', end, { once: true });
  return { client, closed, end };
}

function hopsTo(target: ResolvedHost, home: string, where: string): readonly ResolvedHost[] {
  const hops = target.jumps.slice(0, MOST_JUMPS).map((text) => resolveHost(parseHop(text), home, where));
  /* A jump host behind a jump host of its own: the first one's way counts, as in OpenSSH. */
  const [first] = hops;
  const before =
    first === undefined ? [] : first.jumps.map((text) => resolveHost(parseHop(text), home, where));
  return [...before, ...hops].slice(0, MOST_JUMPS);
}

/** A jump host that says neither yes nor no does not reach the server either. */
function forward(client: Client, to: ResolvedHost, { task, limits }: ConnectOptions): Promise<Readable> {
  const failure = sshFailure('ssh-jump', task.name, `${to.host}:${to.port}`);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(failure), (limits ?? STEP_LIMITS).connect);
    client.forwardOut('127.0.0.1', 0, to.host, to.port, (error, stream) => {
      clearTimeout(timer);
      if (error) reject(failure);
      else resolve(stream);
    });
  });
}

/** One client on its way to being logged in. */
class Attempt {
  readonly #host: ResolvedHost;
  readonly #options: ConnectOptions;
  readonly #through: Readable | undefined;
  readonly #client = new Client();
  readonly #room: HostKeyRoom;
  readonly #login: Login;
  #step: ServerStep = 'connect';
  #timer: NodeJS.Timeout | undefined;
  /** What went wrong before ssh2 noticed that it did. */
  #cause: unknown;

  constructor(
    host: ResolvedHost,
    through: Readable | undefined,
    keyFile: string | undefined,
    options: ConnectOptions,
  ) {
    this.#host = host;
    this.#through = through;
    this.#options = options;
    this.#room = knownHostsFiles(options.home, options.ownKnownHosts, host.knownHosts);
    const agent = host.identityAgent === undefined ? options.agent : host.identityAgent;
    this.#login = new Login({
      where: options.task.name,
      user: host.user,
      host: host.name,
      ...(keyFile === undefined ? {} : { keyFile }),
      identityFiles: host.identityFiles,
      identitiesOnly: host.identitiesOnly,
      ...(agent === undefined || agent === 'none' ? {} : { agent }),
      home: options.home,
      ask: (question) => this.#pausing(() => options.askSecret(question)),
      known: options.known,
    });
  }

  run(): Promise<Client> {
    const where = this.#options.task.name;
    return new Promise((resolve, reject) => {
      const fail = (error: unknown): void => {
        clearTimeout(this.#timer);
        reject(failureAt(this.#step, where, this.#cause ?? error));
        this.#client.destroy();
      };
      this.#enter('connect', fail);
      const stop = (): void => fail(sshFailure('ssh-closed-login', where));
      this.#options.signal?.addEventListener('abort', stop, { once: true });
      this.#client
        .on('connect', () => {
          /* Small questions must not wait for each other: each would cost 40 ms more. */
          this.#client.setNoDelay(true);
          this.#enter('handshake', fail);
        })
        .on('handshake', () => this.#enter('login', fail))
        .once('ready', () => {
          clearTimeout(this.#timer);
          this.#options.signal?.removeEventListener('abort', stop);
          this.#step = 'files';
          this.#fail = () => undefined;
          resolve(this.#client);
        })
        .on('error', (error) => {
          /* The agent's errors are not the end: other ways are tried. */
          if ((error as { level?: string }).level !== 'agent') fail(error);
        })
        .once('close', () => fail(closedFailure(this.#step, where)));
      this.#client.connect(this.#config(fail));
    });
  }

  #config(fail: (error: unknown) => void): ConnectConfig {
    const { host, port, user } = this.#host;
    const preferred = preferredSignatures(this.#room, host, port);
    return {
      host,
      port,
      username: user,
      readyTimeout: 0,
      ...KEEPALIVE,
      ...(this.#through === undefined ? {} : { sock: this.#through }),
      algorithms: { serverHostKey: { remove: preferred, prepend: preferred } as never },
      hostVerifier: (key: Buffer, verify: (valid: boolean) => void) => {
        this.#enter('host-key', fail);
        const at = { host, port, where: this.#options.task.name };
        const ask = (question: HostKeyQuestion) => this.#pausing(() => this.#options.askHostKey(question));
        checkHostKey(this.#room, at, key, ask).then(
          () => verify(true),
          (error: unknown) => {
            this.#cause = error;
            verify(false);
          },
        );
      },
      authHandler: (left, wasRight, next) => {
        this.#login.next(left as typeof left | null, wasRight).then(next, (error: unknown) => {
          this.#cause = error;
          next(false as never);
        });
      },
    };
  }

  #enter(step: ServerStep, fail: (error: unknown) => void): void {
    this.#step = step;
    this.#options.onStep(step, this.#host.name);
    this.#arm(fail);
    this.#fail = fail;
  }

  #fail: (error: unknown) => void = () => undefined;

  #arm(fail: (error: unknown) => void): void {
    clearTimeout(this.#timer);
    const { connect: first, handshake, login } = this.#options.limits ?? STEP_LIMITS;
    const limit = { connect: first, handshake, 'host-key': handshake, login, files: 0 }[this.#step];
    if (limit === 0) return;
    this.#timer = setTimeout(() => fail(timeoutFailure(this.#step, this.#options.task.name)), limit);
  }

  async #pausing<T>(ask: () => Promise<T>): Promise<T> {
    clearTimeout(this.#timer);
    try {
      return await ask();
    } finally {
      this.#arm(this.#fail);
    }
  }
}
