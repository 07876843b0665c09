/** What entries beside `from=` and `to=` say about a connection: encryption and login. */
import type { RecordIndex } from '#core/base/units.ts';
import type { Message } from '#core/correlate/message.ts';
import { field, type LogRecord } from '#core/records/log-record.ts';
import type { Annotation } from './graph.ts';
import { drawable } from './text.ts';

export interface SessionFacts {
  readonly annotations: readonly Annotation[];
  readonly recordIndexes: readonly RecordIndex[];
}

const NOTHING: SessionFacts = { annotations: [], recordIndexes: [] };

/** The message's entries, found again by their number in the log. */
export class MessageRecords {
  readonly #byIndex = new Map<RecordIndex, LogRecord>();
  /** Those that may tell of a session: few among many, and every arrow asks for its own. */
  readonly #ofSessions: (readonly [RecordIndex, LogRecord])[] = [];

  constructor(message: Message, records: readonly LogRecord[]) {
    for (const [i, index] of message.records.entries()) {
      const record = records[i];
      if (record === undefined) continue;
      this.#byIndex.set(index, record);
      if (record.kind === 'tls' || record.kind === 'auth') this.#ofSessions.push([index, record]);
    }
  }

  get(index: RecordIndex): LogRecord | undefined {
    return this.#byIndex.get(index);
  }

  entries(): IterableIterator<[RecordIndex, LogRecord]> {
    return this.#byIndex.entries();
  }

  /** Numbers of the entries that are of that kind. */
  ofKind(kind: LogRecord['kind']): readonly RecordIndex[] {
    return [...this.entries()].filter(([, r]) => r.kind === kind).map(([index]) => index);
  }

  /** The arrival's session: what the client's side of the log says. */
  arrival(): SessionFacts {
    const from = [...this.entries()].find(([, r]) => r.kind === 'from');
    return this.#session('server', from?.[1]);
  }

  /** The session of a delivery, written by the same process before it. */
  delivery(index: RecordIndex): SessionFacts {
    const record = this.get(index);
    return record === undefined ? NOTHING : this.#session('client', record);
  }

  #session(side: 'server' | 'client', owner: LogRecord | undefined): SessionFacts {
    const annotations: Annotation[] = owner === undefined ? [] : [...ownFacts(owner)];
    const recordIndexes: RecordIndex[] = [];
    for (const [index, record] of this.#ofSessions) {
      const facts = sessionLine(record, side);
      if (facts === undefined || !sameSession(record, owner, side)) continue;
      recordIndexes.push(index);
      annotations.push(...facts.filter((f) => !annotations.some((a) => a.key === f.key)));
    }
    return { annotations, recordIndexes };
  }
}

/** One process serves one client, but delivers to several servers one after the other. */
function sameSession(record: LogRecord, owner: LogRecord | undefined, side: 'server' | 'client'): boolean {
  if (owner === undefined) return true;
  if (record.pid !== owner.pid) return false;
  if (side === 'server') return true;
  const peer = field(record, 'relay')?.replace(/\.$/, '').toLowerCase();
  const relay = field(owner, 'relay')?.toLowerCase();
  if (peer === undefined || relay === undefined) return false;
  // A `to=` line shortens long names to their first and last 18 characters.
  return (
    relay.startsWith(peer) || (relay.includes('...') && peer.startsWith(relay.slice(0, relay.indexOf('...'))))
  );
}

/** Some builds write them on the line itself. */
function ownFacts(record: LogRecord): readonly Annotation[] {
  return facts(field(record, 'tls_version'), field(record, 'cipher'), field(record, 'auth'));
}

function sessionLine(record: LogRecord, side: 'server' | 'client'): readonly Annotation[] | undefined {
  if (record.kind === 'tls' && record.text.includes(`STARTTLS=${side}, `)) {
    return facts(field(record, 'version'), field(record, 'cipher'), undefined);
  }
  if (record.kind === 'auth' && record.text.includes(`AUTH=${side}, `)) {
    const login = [field(record, 'mech'), field(record, 'authid')].filter((v) => v !== undefined);
    return facts(undefined, undefined, login.length === 0 ? undefined : login.join(' '));
  }
  return undefined;
}

function facts(
  tls: string | undefined,
  cipher: string | undefined,
  auth: string | undefined,
): readonly Annotation[] {
  const all: Annotation[] = [];
  if (tls !== undefined) all.push({ key: 'tls', value: drawable(tls) });
  if (cipher !== undefined) all.push({ key: 'cipher', value: drawable(cipher) });
  if (auth !== undefined) all.push({ key: 'auth', value: drawable(auth) });
  return all;
}
