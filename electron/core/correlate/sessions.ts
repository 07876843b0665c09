/**
 * Entries without a queue id (STARTTLS, AUTH, connect) belong to the message that the same process handles next:
 * the server's come just before `from=`, the client's just before `to=`, each with the same host and pid. Several
 * messages of one session share them. Only the latest processes are remembered, each in a place of its own that the
 * next one takes over: nothing is made an entry.
 */
import type { Milliseconds, RecordIndex } from '#core/base/units.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import type { Entry } from './entry.ts';
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
  readonly server: readonly Waiting[];
  readonly client: readonly Waiting[];
}

export interface SessionsState {
  readonly hosts: readonly (readonly [string, number])[];
  readonly processes: readonly (readonly [number, Process])[];
}

/** Of the two sides of a place. */
const SIDES = ['server', 'client'] as const;
const SERVER_SIDE = 0;
const CLIENT_SIDE = 1;

export class Sessions {
  /** By host and pid, the place. */
  readonly #places: Map<number, number>[] = [];
  readonly #hosts = new Map<string, number>();
  readonly #hostOfText = new Map<number, number>();
  /** Of each place, its host and pid. */
  readonly #host = new Uint32Array(REMEMBERED);
  readonly #pid = new Float64Array(REMEMBERED);
  /** So many have ever been given away. */
  #given = 0;
  /** How many wait on each side of each place; and they, the oldest first. */
  readonly #waiting = new Uint8Array(REMEMBERED * SIDES.length);
  readonly #record = new Float64Array(REMEMBERED * SIDES.length * PER_SIDE);
  readonly #wall = new Float64Array(REMEMBERED * SIDES.length * PER_SIDE);
  readonly #relay: (string | undefined)[] = Array.from(
    { length: REMEMBERED * SIDES.length * PER_SIDE },
    () => undefined,
  );

  /** A copy: what is stored does not change. */
  state(): SessionsState {
    const processes: (readonly [number, Process])[] = [];
    for (let given = Math.max(0, this.#given - REMEMBERED); given < this.#given; given++) {
      const place = given % REMEMBERED;
      const key = (this.#host[place] ?? 0) * PIDS + (this.#pid[place] ?? 0);
      processes.push([
        key,
        { server: this.#side(place, SERVER_SIDE), client: this.#side(place, CLIENT_SIDE) },
      ]);
    }
    return { hosts: [...this.#hosts], processes };
  }

  /** Before anything is remembered. */
  restore({ hosts, processes }: SessionsState): void {
    for (const [host, number] of hosts) this.#hosts.set(host, number);
    for (const [key, process] of processes) {
      const place = this.#open(Math.floor(key / PIDS), key % PIDS);
      for (const [side, name] of SIDES.entries())
        for (const { record, wall, relay } of process[name])
          this.#push(place * SIDES.length + side, record, wall, relay);
    }
  }

  /** An entry without a queue id. `about`: what sessionOf() says of it; `relay`: the other end, where it names one. */
  remember({ index, wall, host, pid }: Entry, about: number, relay: number, texts: TextTable): void {
    if ((about & (SESSION.server | SESSION.client)) === 0 || pid < 0) return;
    const number = this.#numberOf(host, texts);
    const place = this.#places[number]?.get(pid) ?? this.#open(number, pid);
    const client = place * SIDES.length + CLIENT_SIDE;
    const side = (about & SESSION.server) === 0 ? client : place * SIDES.length + SERVER_SIDE;
    const peer = texts.optional(relay);
    const other = (about & SESSION.next) !== 0 && this.#hasOther(client, peer);
    if (other || (about & SESSION.first) !== 0) this.#waiting[side] = 0;
    this.#push(side, index, Number.isNaN(wall) ? 0 : wall, peer);
  }

  /** The entries that belong to this `from=` or `to=`. `peer`: its relay, one of `texts`. */
  claim(entry: Entry, peer: number, texts: TextTable): readonly RecordIndex[] {
    const { pid, kind } = entry;
    if (pid < 0) return NONE;
    const place = this.#places[this.#numberOf(entry.host, texts)]?.get(pid);
    if (place === undefined) return NONE;
    const side = place * SIDES.length + (kind === 'from' ? SERVER_SIDE : CLIENT_SIDE);
    const count = this.#waiting[side] ?? 0;
    if (count === 0) return NONE;
    const relay = texts.optional(peer);
    const wall = Number.isNaN(entry.wall) ? 0 : entry.wall;
    const claimed: RecordIndex[] = [];
    for (let at = side * PER_SIDE; at < side * PER_SIDE + count; at++)
      if (Math.abs(wall - (this.#wall[at] ?? 0)) <= NEAR && samePeer(kind, this.#relay[at], relay))
        claimed.push(this.#record[at] ?? 0);
    return claimed;
  }

  #numberOf(host: number, texts: TextTable): number {
    const known = this.#hostOfText.get(host);
    if (known !== undefined) return known;
    const name = texts.text(host);
    const number = this.#hosts.get(name) ?? this.#hosts.size;
    this.#hosts.set(name, number);
    this.#hostOfText.set(host, number);
    return number;
  }

  /** A place for a process; if need be that of the oldest one. */
  #open(host: number, pid: number): number {
    const place = this.#given % REMEMBERED;
    if (this.#given >= REMEMBERED) this.#places[this.#host[place] ?? 0]?.delete(this.#pid[place] ?? 0);
    this.#given++;
    this.#host[place] = host;
    this.#pid[place] = pid;
    (this.#places[host] ??= new Map()).set(pid, place);
    this.#waiting.fill(0, place * SIDES.length, (place + 1) * SIDES.length);
    return place;
  }

  /** Where there is no room for one more, the oldest goes. */
  #push(side: number, record: RecordIndex, wall: Milliseconds, relay: string | undefined): void {
    const first = side * PER_SIDE;
    const end = first + PER_SIDE;
    if (this.#waiting[side] === PER_SIDE) {
      for (const column of [this.#record, this.#wall, this.#relay]) column.copyWithin(first, first + 1, end);
      this.#waiting[side] = PER_SIDE - 1;
    }
    const count = this.#waiting[side] ?? 0;
    this.#record[first + count] = record;
    this.#wall[first + count] = wall;
    this.#relay[first + count] = relay;
    this.#waiting[side] = count + 1;
  }

  #hasOther(side: number, peer: string | undefined): boolean {
    const first = side * PER_SIDE;
    for (let at = first; at < first + (this.#waiting[side] ?? 0); at++)
      if (this.#relay[at] !== peer) return true;
    return false;
  }

  #side(place: number, side: number): readonly Waiting[] {
    const first = (place * SIDES.length + side) * PER_SIDE;
    return Array.from({ length: this.#waiting[place * SIDES.length + side] ?? 0 }, (_, i) => ({
      record: this.#record[first + i] ?? 0,
      wall: this.#wall[first + i] ?? 0,
      relay: this.#relay[first + i],
    }));
  }
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
