/**
 * Entries without a queue id (STARTTLS, AUTH, connect) belong to the message that the same process handles next:
 * the server's come just before `from=`, the client's just before `to=`, each with the same host and pid. Several
 * messages of one session share them. Only the latest processes are remembered.
 */
import type { Milliseconds, RecordIndex } from '#core/base/units.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import type { TextTable } from './text-table.ts';

const REMEMBERED = 4096;
const PER_SIDE = 8;
const NEAR = 3_600_000;
/** More than any pid. */
const PIDS = 2 ** 32;
const NONE: readonly RecordIndex[] = [];

/** On which side of the process a line is; `first`: of a new session, `next`: of one, when it is with another peer. */
export const SESSION = { server: 1, client: 2, first: 4, next: 8 } as const;
const CLIENT = ['AUTH=client', 'ruleset=tls_server', 'ruleset=try_tls'];
const SERVER = ['STARTTLS=server', 'AUTH=server', 'ruleset=trust_auth', 'ruleset=tls_client'];

interface Waiting {
  readonly record: RecordIndex;
  readonly wall: Milliseconds;
  readonly relay: string | undefined;
}

interface Process {
  server: Waiting[];
  client: Waiting[];
}

export interface SessionsState {
  readonly hosts: readonly (readonly [string, number])[];
  readonly processes: readonly (readonly [number, Process])[];
}

export class Sessions {
  /** By host and pid. */
  readonly #processes = new Map<number, Process>();
  readonly #hosts = new Map<string, number>();

  /** A copy: what is stored does not change. */
  state(): SessionsState {
    const processes = [...this.#processes].map(
      ([key, { server, client }]) => [key, { server: server.slice(), client: client.slice() }] as const,
    );
    return { hosts: [...this.#hosts], processes };
  }

  /** Before anything is remembered. */
  restore({ hosts, processes }: SessionsState): void {
    for (const [host, number] of hosts) this.#hosts.set(host, number);
    for (const [key, { server, client }] of processes)
      this.#processes.set(key, { server: server.slice(), client: client.slice() });
  }

  /** An entry without a queue id. `about`: what sessionOf() says of it; `relay`: the other end, where it names one. */
  remember(record: LogRecord, index: RecordIndex, about: number, relay: string | undefined): void {
    const { pid } = record;
    if ((about & (SESSION.server | SESSION.client)) === 0 || pid === undefined) return;
    const side = (about & SESSION.server) === 0 ? 'client' : 'server';
    const process = this.#process(this.#keyOf(record, pid));
    const other = (about & SESSION.next) !== 0 && process.client.some((w) => w.relay !== relay);
    if (other || (about & SESSION.first) !== 0) process[side] = [];
    if (process[side].length >= PER_SIDE) process[side].shift();
    process[side].push({ record: index, wall: wallOf(record), relay });
  }

  /** The entries that belong to this `from=` or `to=`. `peer`: its relay, one of `texts`. */
  claim(record: LogRecord, peer: number, texts: TextTable): readonly RecordIndex[] {
    const { pid } = record;
    if (pid === undefined) return NONE;
    const process = this.#processes.get(this.#keyOf(record, pid));
    if (process === undefined) return NONE;
    const waiting = record.kind === 'from' ? process.server : process.client;
    if (waiting.length === 0) return NONE;
    const relay = texts.optional(peer);
    const wall = wallOf(record);
    return waiting
      .filter((w) => Math.abs(wall - w.wall) <= NEAR && samePeer(record.kind, w.relay, relay))
      .map((w) => w.record);
  }

  #keyOf({ host = '' }: LogRecord, pid: number): number {
    let number = this.#hosts.get(host);
    if (number === undefined) this.#hosts.set(host, (number = this.#hosts.size));
    return number * PIDS + pid;
  }

  #process(key: number): Process {
    const known = this.#processes.get(key);
    if (known !== undefined) return known;
    if (this.#processes.size >= REMEMBERED) {
      const oldest = this.#processes.keys().next().value;
      if (oldest !== undefined) this.#processes.delete(oldest);
    }
    const process: Process = { server: [], client: [] };
    this.#processes.set(key, process);
    return process;
  }
}

function wallOf(record: LogRecord): Milliseconds {
  return record.stamp?.wall ?? 0;
}

/** SESSION of an entry without a queue id; 0 where it is about none. */
export function sessionOf(record: LogRecord, body: string): number {
  if (body.startsWith('STARTTLS=client')) return SESSION.client | SESSION.next;
  if (CLIENT.some((words) => body.startsWith(words))) return SESSION.client;
  if (SERVER.some((words) => body.startsWith(words))) return SESSION.server;
  const connects = record.kind === 'connection' && body.startsWith('connect from ');
  return connects ? SESSION.server | SESSION.first : 0;
}

/** A `to=` line shortens long host names to their first and last 18 characters. */
function samePeer(kind: string, logged: string | undefined, relay: string | undefined): boolean {
  if (logged === undefined) return true;
  if (relay === undefined) return false;
  if (kind === 'from') return logged === relay;
  const name = logged.replace(/\.$/, '');
  return relay.startsWith(name) || (relay.slice(18, 21) === '...' && relay.startsWith(name.slice(0, 18)));
}
