/** What each field of the filter looks at. `value` is in lower case. */
import type { Message, Peer } from '#core/correlate/message.ts';

type Test = (message: Message, value: string) => boolean;

const FAILED: readonly string[] = ['bounced', 'rejected', 'deferred'];

export const FIELDS = {
  from: (m, v) => (isEmptySender(v) ? m.from === '' : holds(m.from, v)),
  to: (m, v) => m.recipients.some((r) => holds(r.to, v)),
  relay: (m, v) =>
    m.recipients.some((r) => peerHolds(r.relay, v) || r.attempts.some((a) => peerHolds(a.relay, v))),
  qid: (m, v) => m.queueIds.some((id) => holds(id, v)) || m.recipients.some((r) => holds(r.remoteQueueId, v)),
  msgid: (m, v) => holds(m.messageId, v.replace(/^<|>$/g, '')),
  status: (m, v) => m.status === v || m.recipients.some((r) => r.status === v),
  dsn: (m, v) =>
    m.recipients.some(
      (r) => r.dsn?.startsWith(v) === true || r.attempts.some((a) => a.dsn?.startsWith(v) === true),
    ),
  mailer: (m, v) => m.recipients.some((r) => r.mailer?.toLowerCase() === v),
  direction: (m, v) => m.direction === v,
  client: (m, v) => peerHolds(m.client, v),
  host: (m, v) => holds(m.host, v),
  is: (m, v) => IS[v]?.(m) ?? false,
} satisfies Record<string, Test>;

export type FilterField = keyof typeof FIELDS;

const IS: Readonly<Record<string, (message: Message) => boolean>> = {
  connection: (m) => m.connection === true,
  bounce: (m) => m.from === '',
  incomplete: (m) => !m.startSeen,
  open: (m) => !m.endSeen,
  retried: (m) => m.recipients.some((r) => r.attempts.length > 1),
  failed: (m) => FAILED.includes(m.status),
};

/** A word in anything the message says of itself. */
export function anywhere(message: Message, word: string): boolean {
  const m = message;
  return (
    holds(m.from, word) ||
    holds(m.messageId, word) ||
    holds(m.host, word) ||
    holds(m.daemon, word) ||
    holds(m.protocol, word) ||
    holds(m.verdict, word) ||
    m.direction === word ||
    m.status === word ||
    m.queueIds.some((id) => holds(id, word)) ||
    peerHolds(m.client, word) ||
    m.recipients.some((r) => recipientHolds(r, word))
  );
}

function recipientHolds(r: Message['recipients'][number], word: string): boolean {
  return (
    holds(r.to, word) ||
    r.status === word ||
    holds(r.stat, word) ||
    holds(r.dsn, word) ||
    holds(r.mailer, word) ||
    peerHolds(r.relay, word) ||
    r.attempts.some((a) => holds(a.stat, word) || holds(a.reply, word) || peerHolds(a.relay, word))
  );
}

function holds(text: string | undefined, word: string): boolean {
  return text?.toLowerCase().includes(word) ?? false;
}

function peerHolds(peer: Peer | undefined, word: string): boolean {
  return (
    peer !== undefined && (holds(peer.name, word) || holds(peer.address, word) || holds(peer.ident, word))
  );
}

/** `from:<>` and `from:""` ask for bounces. */
function isEmptySender(value: string): boolean {
  return value === '<>' || value === '';
}
