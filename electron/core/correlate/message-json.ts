/**
 * Entries and messages as the command line writes them: a stable contract. Keys without a value are left out
 * (JSON.stringify drops `undefined`), times are ISO 8601 in the log's own offset, durations are seconds.
 */
import type { Milliseconds, RecordIndex } from '#core/base/units.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import type { Attempt, Message, Peer, Recipient } from './message.ts';
import { isoTime } from './iso-time.ts';
import type { ResolvedTime } from './timing.ts';

export { isoTime } from './iso-time.ts';

export type Json = string | number | boolean | undefined | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

export interface Place {
  readonly file: string;
  readonly line: number;
}

export function recordJson(record: LogRecord, file: string, time: ResolvedTime | undefined): JsonObject {
  return {
    file,
    line: record.line,
    lineCount: record.lineCount,
    offset: record.offset,
    time: time === undefined ? undefined : isoTime(time.time, time.zone),
    timeBasis: time?.basis,
    host: record.host,
    program: record.program,
    pid: record.pid,
    dialect: record.dialect,
    queueId: record.queueId,
    childId: record.childId,
    kind: record.kind,
    fields: fieldsJson(record),
    text: record.text,
  };
}

/** In the order logged; a repeated key keeps its first value. */
function fieldsJson(record: LogRecord): JsonObject {
  const object: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [key, value] of record.fields) object[key] ??= value;
  return object;
}

export function messageJson(message: Message, placeOf: (record: RecordIndex) => Place): JsonObject {
  const m = message;
  const time = (t: Milliseconds | undefined): string | undefined =>
    t === undefined ? undefined : isoTime(t, m.zone ?? 0);
  return {
    id: m.id,
    dialect: m.dialect,
    host: m.host,
    queueIds: m.queueIds,
    direction: m.direction,
    status: m.status,
    from: m.from,
    messageId: m.messageId,
    size: m.size,
    class: m.class,
    recipientCount: m.recipientCount,
    protocol: m.protocol,
    daemon: m.daemon,
    arrived: time(m.arrived),
    finished: time(m.finished),
    client: m.client === undefined ? undefined : peerJson(m.client),
    recipients: m.recipients.map((r) => recipientJson(r, time, placeOf)),
    handOvers: m.handOvers?.map((h) => ({
      from: h.from,
      to: h.to,
      time: time(h.time),
      relay: h.relay === undefined ? undefined : peerJson(h.relay),
      line: placeOf(h.record).line,
    })),
    connection: m.connection,
    verdict: m.verdict,
    children: m.children.length === 0 ? undefined : m.children,
    parents: m.parents.length === 0 ? undefined : m.parents,
    startSeen: m.startSeen,
    endSeen: m.endSeen,
    lines: m.records.map((r) => placeJson(placeOf(r))),
  };
}

function placeJson(place: Place): JsonObject {
  return { file: place.file, line: place.line };
}

function peerJson(peer: Peer): JsonObject {
  return { name: peer.name, address: peer.address, ident: peer.ident, forged: peer.forged };
}

type TimeText = (time: Milliseconds | undefined) => string | undefined;

function recipientJson(r: Recipient, time: TimeText, placeOf: (record: RecordIndex) => Place): JsonObject {
  return {
    to: r.to,
    status: r.status,
    dsn: r.dsn,
    stat: r.stat,
    remoteQueueId: r.remoteQueueId,
    mailer: r.mailer,
    relay: r.relay === undefined ? undefined : peerJson(r.relay),
    delay: r.delay,
    transactionDelay: r.transactionDelay,
    attempts: r.attempts.map((a) => attemptJson(a, time, placeOf)),
  };
}

function attemptJson(a: Attempt, time: TimeText, placeOf: (record: RecordIndex) => Place): JsonObject {
  return {
    time: time(a.time),
    status: a.status,
    dsn: a.dsn,
    stat: a.stat,
    reply: a.reply,
    relay: a.relay === undefined ? undefined : peerJson(a.relay),
    delay: a.delay,
    transactionDelay: a.transactionDelay,
    line: placeOf(a.record).line,
  };
}
