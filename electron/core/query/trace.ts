/** The messages a key names: a queue id, a Message-ID, an address, an IP address or a host name. Exact, but for case. */
import type { Message, Peer } from '#core/correlate/message.ts';

export type Key = (message: Message) => boolean;

export function traceKey(text: string): Key {
  const bare = text.trim().replace(/^<|>$/g, '');
  const folded = bare.toLowerCase().replace(/\.$/, '');
  const address = folded.replace(/^\[|\]$/g, '').replace(/^ipv6:/, '');
  const same = (value: string | undefined): boolean => value?.toLowerCase() === folded;
  const peer = (p: Peer | undefined): boolean =>
    p !== undefined && (same(p.name) || p.address?.toLowerCase() === address);
  return (m) =>
    m.id === bare ||
    m.queueIds.includes(bare) ||
    isMessageId(m.messageId, bare) ||
    (folded !== '' && (same(m.from) || same(m.host) || peer(m.client))) ||
    m.recipients.some(
      (r) => same(r.to) || r.remoteQueueId === bare || peer(r.relay) || r.attempts.some((a) => peer(a.relay)),
    );
}

/** Logged Message-IDs are cut at 100 characters, one of them the `<`. */
const CUT = 99;

function isMessageId(logged: string | undefined, asked: string): boolean {
  if (logged === undefined || asked === '') return false;
  return (
    logged === asked || (logged.length >= CUT && asked.length > logged.length && asked.startsWith(logged))
  );
}
