/**
 * Entries without a queue id (STARTTLS, AUTH, connect) belong to the message that the same process handles next:
 * the server's come just before `from=`, the client's just before `to=`, each with the same host and pid. Several
 * messages of one session share them. Only the latest processes are remembered.
 */
import type { Milliseconds, RecordIndex } from '#core/base/units.ts';
import { field, type LogRecord } from '#core/records/log-record.ts';

const REMEMBERED = 4096;
const PER_SIDE = 8;
const NEAR = 3_600_000;

interface Waiting {
  readonly record: RecordIndex;
  readonly wall: Milliseconds;
  readonly relay: string | undefined;
}

interface Process {
  server: Waiting[];
  client: Waiting[];
}

export class Sessions {
  readonly #processes = new Map<string, Process>();

  /** An entry without a queue id. */
  remember(record: LogRecord, index: RecordIndex, body: string): void {
    const side = sideOf(record, body);
    if (side === undefined || record.pid === undefined) return;
    const process = this.#process(keyOf(record));
    const begins =
      body.startsWith('connect from ') ||
      (body.startsWith('STARTTLS=client') && finished(process.client, record));
    if (begins) process[side] = [];
    if (process[side].length >= PER_SIDE) process[side].shift();
    process[side].push({ record: index, wall: wallOf(record), relay: field(record, 'relay') });
  }

  /** The entries that belong to this `from=` or `to=`. */
  claim(record: LogRecord): readonly RecordIndex[] {
    if (record.pid === undefined || (record.kind !== 'from' && record.kind !== 'to')) return [];
    const process = this.#processes.get(keyOf(record));
    if (process === undefined) return [];
    const waiting = record.kind === 'from' ? process.server : process.client;
    const relay = field(record, 'relay');
    const wall = wallOf(record);
    return waiting
      .filter((w) => Math.abs(wall - w.wall) <= NEAR && samePeer(record.kind, w.relay, relay))
      .map((w) => w.record);
  }

  #process(key: string): Process {
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

function finished(waiting: readonly Waiting[], record: LogRecord): boolean {
  const relay = field(record, 'relay');
  return waiting.some((w) => w.relay !== relay);
}

function keyOf(record: LogRecord): string {
  return `${record.host ?? ''} ${record.pid ?? ''}`;
}

function wallOf(record: LogRecord): Milliseconds {
  return record.stamp?.wall ?? 0;
}

function sideOf(record: LogRecord, body: string): keyof Process | undefined {
  if (body.startsWith('STARTTLS=client') || body.startsWith('AUTH=client')) return 'client';
  if (body.startsWith('ruleset=tls_server') || body.startsWith('ruleset=try_tls')) return 'client';
  if (body.startsWith('STARTTLS=server') || body.startsWith('AUTH=server')) return 'server';
  if (body.startsWith('ruleset=trust_auth') || body.startsWith('ruleset=tls_client')) return 'server';
  return record.kind === 'connection' && body.startsWith('connect from ') ? 'server' : undefined;
}

/** A `to=` line shortens long host names to their first and last 18 characters. */
function samePeer(kind: string, logged: string | undefined, relay: string | undefined): boolean {
  if (logged === undefined) return true;
  if (relay === undefined) return false;
  if (kind === 'from') return logged === relay;
  const name = logged.replace(/\.$/, '');
  return relay.startsWith(name) || (relay.slice(18, 21) === '...' && relay.startsWith(name.slice(0, 18)));
}
