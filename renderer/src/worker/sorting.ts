/** Orders messages by any column of the list; what the log does not say comes last either way. */
import type { Sort, SortColumn } from '#core/contract/index-protocol.ts';
import { DIRECTIONS, STATUSES, type Message, type Peer } from '#core/correlate/message.ts';

type Key = string | number | undefined;

const KEYS: Readonly<Record<SortColumn, (message: Message) => Key>> = {
  time: (m) => m.arrived ?? m.finished,
  direction: (m) => DIRECTIONS.indexOf(m.direction),
  from: (m) => m.from?.toLowerCase(),
  to: (m) => m.recipients[0]?.to.toLowerCase(),
  size: (m) => m.size,
  status: (m) => STATUSES.indexOf(m.status),
  delay: (m) => longestDelay(m),
  client: (m) => peerKey(m.client),
  next: (m) => peerKey(m.recipients.find((r) => r.relay !== undefined)?.relay),
};

export function sortMessages(messages: readonly Message[], sort: Sort): readonly Message[] {
  const key = KEYS[sort.column];
  const sign = sort.descending ? -1 : 1;
  return messages
    .map((message, at) => ({ message, at, key: key(message) }))
    .sort((a, b) => {
      if (a.key === undefined || b.key === undefined) {
        return Number(a.key === undefined) - Number(b.key === undefined) || a.at - b.at;
      }
      if (a.key === b.key) return (a.at - b.at) * sign;
      return (a.key < b.key ? -1 : 1) * sign;
    })
    .map(({ message }) => message);
}

function longestDelay(message: Message): number | undefined {
  const delays = message.recipients.flatMap(({ delay }) => (delay === undefined ? [] : [delay]));
  return delays.length === 0 ? undefined : Math.max(...delays);
}

function peerKey(peer: Peer | undefined): string | undefined {
  return (peer?.name ?? peer?.address)?.toLowerCase();
}
