/** What each field of the filter looks at in a message. */
import { LABELS } from '#core/annotations/annotation.ts';
import { DIRECTIONS, STATUSES, type Message, type Peer } from '#core/correlate/message.ts';
import type { NumberKind } from './numbers.ts';

type Text = string | undefined;

export interface TextField {
  /** How `:` compares: `holds` anywhere in the text, `begins` at its start, `is` all of it. */
  readonly how: 'holds' | 'begins' | 'is';
  readonly allowed?: ReadonlySet<string>;
  readonly of: (message: Message) => readonly Text[];
}

const peerTexts = (p: Peer | undefined): readonly Text[] => [p?.name, p?.address, p?.ident];
const relays = (m: Message): readonly (Peer | undefined)[] =>
  m.recipients.flatMap((r) => [r.relay, ...r.attempts.map((a) => a.relay)]);
const domain = (address: Text): Text => address?.slice(address.lastIndexOf('@') + 1 || address.length);
const FAILED: readonly string[] = ['bounced', 'rejected', 'deferred'];

export const TEXT_FIELDS: Readonly<Record<string, TextField>> = {
  from: { how: 'holds', of: (m) => [m.from] },
  to: { how: 'holds', of: (m) => m.recipients.map((r) => r.to) },
  domain: { how: 'holds', of: (m) => [m.from, ...m.recipients.map((r) => r.to)].map(domain) },
  relay: { how: 'holds', of: (m) => relays(m).flatMap(peerTexts) },
  ip: { how: 'holds', of: (m) => [m.client, ...relays(m)].map((p) => p?.address) },
  qid: { how: 'holds', of: (m) => [...m.queueIds, ...m.recipients.map((r) => r.remoteQueueId)] },
  msgid: { how: 'holds', of: (m) => [m.messageId] },
  status: {
    how: 'is',
    allowed: new Set<string>(STATUSES),
    of: (m) => [m.status, ...m.recipients.map((r) => r.status)],
  },
  dsn: { how: 'begins', of: (m) => m.recipients.flatMap((r) => [r.dsn, ...r.attempts.map((a) => a.dsn)]) },
  mailer: { how: 'is', of: (m) => m.recipients.map((r) => r.mailer) },
  direction: { how: 'is', allowed: new Set<string>(DIRECTIONS), of: (m) => [m.direction] },
  client: { how: 'holds', of: (m) => peerTexts(m.client) },
  host: { how: 'holds', of: (m) => [m.host] },
  daemon: { how: 'holds', of: (m) => [m.daemon] },
  protocol: { how: 'holds', of: (m) => [m.protocol] },
  reject: { how: 'holds', of: (m) => [m.verdict] },
  stat: {
    how: 'holds',
    of: (m) => m.recipients.flatMap((r) => [r.stat, ...r.attempts.flatMap((a) => [a.stat, a.reply])]),
  },
  note: { how: 'holds', of: (m) => m.annotated?.notes ?? [] },
  label: { how: 'is', allowed: new Set<string>(LABELS), of: (m) => m.annotated?.labels ?? [] },
  is: {
    how: 'is',
    allowed: new Set(['connection', 'bounce', 'incomplete', 'retried', 'failed', 'open', 'noted']),
    of: (m) => [
      m.connection === true ? 'connection' : undefined,
      m.from === '' ? 'bounce' : undefined,
      m.startSeen ? undefined : 'incomplete',
      m.endSeen ? undefined : 'open',
      m.recipients.some((r) => r.attempts.length > 1) ? 'retried' : undefined,
      FAILED.includes(m.status) ? 'failed' : undefined,
      m.annotated?.noted === true ? 'noted' : undefined,
    ],
  },
};

export interface NumberField {
  readonly kind: NumberKind;
  readonly of: (message: Message) => readonly (number | undefined)[];
}

export const NUMBER_FIELDS: Readonly<Record<string, NumberField>> = {
  size: { kind: 'size', of: (m) => [m.size] },
  delay: { kind: 'seconds', of: (m) => m.recipients.map((r) => r.delay) },
  recipients: { kind: 'count', of: (m) => [m.recipientCount ?? m.recipients.length] },
  time: { kind: 'time', of: (m) => [local(m, m.arrived ?? m.finished)] },
};

/** Where a word is looked for. */
const WORD_FIELDS = [
  'from',
  'msgid',
  'host',
  'daemon',
  'protocol',
  'reject',
  'qid',
  'client',
  'to',
  'stat',
  'dsn',
  'mailer',
  'relay',
  'note',
] as const;

export function wordTexts(m: Message): readonly Text[] {
  return WORD_FIELDS.flatMap((name) => TEXT_FIELDS[name]?.of(m) ?? []);
}

/** States are found by their whole name only: `sent` is not meant by `sen`. */
export function isState(m: Message, word: string): boolean {
  return m.direction === word || m.status === word || m.recipients.some((r) => r.status === word);
}

/** On the log's own clock, as if that were UTC. */
function local(m: Message, time: number | undefined): number | undefined {
  return time === undefined ? undefined : time + (m.zone ?? 0) * 60_000;
}
