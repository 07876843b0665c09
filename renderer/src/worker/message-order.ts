/** Sorting of the list. What a message does not say stands last in either direction; ties keep the log's order. */
import type { Message, Peer } from '#core/correlate/message.ts';
import type { Sort, SortColumn } from '#core/contract/index-protocol.ts';

type Key = string | number | undefined;

const KEYS: Readonly<Record<SortColumn, (message: Message) => Key>> = {
  time: (m) => m.arrived ?? m.finished,
  direction: (m) => m.direction,
  from: (m) => m.from?.toLowerCase(),
  to: (m) => m.recipients[0]?.to.toLowerCase(),
  size: (m) => m.size,
  status: (m) => m.status,
  delay: longestDelay,
  client: (m) => peerKey(m.client),
  next: nextKey,
};

/** Sorts `order`, numbers of messages, in place. */
export function sortMessages(order: Uint32Array, messages: readonly Message[], sort: Sort): void {
  const key = KEYS[sort.column];
  const keys = new Map<number, Key>();
  for (const i of order) {
    const message = messages[i];
    keys.set(i, message === undefined ? undefined : key(message));
  }
  const sign = sort.descending ? -1 : 1;
  order.sort((a, b) => compare(keys.get(a), keys.get(b), sign) || a - b);
}

function compare(a: Key, b: Key, sign: number): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -sign : sign;
}

function longestDelay(message: Message): number | undefined {
  let longest: number | undefined;
  for (const { delay } of message.recipients) {
    if (delay !== undefined && (longest === undefined || delay > longest)) longest = delay;
  }
  return longest;
}

function nextKey(message: Message): string | undefined {
  const [first] = message.recipients;
  return peerKey(first?.relay) ?? first?.mailer;
}

function peerKey(peer: Peer | undefined): string | undefined {
  return (peer?.name ?? peer?.address ?? peer?.ident)?.toLowerCase();
}
