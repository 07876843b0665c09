/** Which edges of the map one message crosses: that of its client, and that of each place it was sent to. */
import type { Seconds } from '#core/base/units.ts';
import type { Attempt, Message, Peer, Recipient, Status } from '#core/correlate/message.ts';
import { isLocalhost, isLoopback, type Networks } from '#core/correlate/networks.ts';
import { destinationOf, isRefusedHere, type Destination } from '../destinations.ts';
import type { Network, NodeKind } from '../graph.ts';
import type { Term, Way } from './map-model.ts';

export interface Crossing {
  readonly id: string;
  readonly way: Way;
  readonly kind: NodeKind;
  readonly network: Network;
  readonly name?: string;
  readonly address?: string;
  readonly term?: Term;
  readonly failed: boolean;
  readonly delay?: Seconds;
}

const FAILED: ReadonlySet<Status> = new Set(['bounced', 'rejected', 'deferred']);

export function crossingsOf(message: Message, networks: Networks): readonly Crossing[] {
  return [arrivalOf(message, networks), ...deliveriesOf(message, networks)];
}

function arrivalOf(message: Message, networks: Networks): Crossing {
  const failed = message.status === 'rejected' || message.recipients.some(isRefusedHere);
  const delays = message.recipients.flatMap((r) => r.delay ?? []);
  return {
    ...originOf(message, networks),
    way: 'received',
    failed,
    ...(delays.length === 0 ? {} : { delay: Math.max(...delays) }),
  };
}

type Place = Pick<Crossing, 'id' | 'kind' | 'network' | 'name' | 'address' | 'term'>;

function originOf(message: Message, networks: Networks): Place {
  const { client, startSeen, from = '', parents, direction } = message;
  if (client !== undefined) return clientOf(client, message, networks);
  if (parents.length > 0 || (startSeen && from === ''))
    return { id: 'here:own-mail', kind: 'own-mail', network: 'server' };
  const inside = direction === 'outbound' || direction === 'internal';
  const network = inside ? 'lan' : 'internet';
  return { id: `${network}:unknown`, kind: 'unknown-client', network };
}

function clientOf(client: Peer, { arrived }: Message, networks: Networks): Place {
  const login = client.address === undefined && (client.ident !== undefined || isLocalhost(client));
  if (!login && !isLoopback(client)) return hostOf(client, 'client', networks, arrived);
  const value = client.name ?? client.address ?? client.ident ?? '';
  return {
    id: 'here:login',
    kind: 'local-user',
    network: 'server',
    term: { field: 'client', how: '=', value },
  };
}

function hostOf(peer: Peer, field: 'client' | 'relay', networks: Networks, at: number | undefined): Place {
  const inside = networks.isInternal(peer, at) ? 'lan' : 'internet';
  const network = isLoopback(peer) ? 'server' : inside;
  const { name, address = '' } = peer;
  const value = name ?? address;
  return {
    id: `${network}:${value.toLowerCase()}`,
    kind: 'server',
    network,
    ...(name === undefined ? {} : { name }),
    ...(peer.address === undefined ? {} : { address }),
    ...(value === '' ? {} : { term: { field, how: '=', value } }),
  };
}

/** The places of a message, each once: what became of it there is what the last attempts there say. */
function deliveriesOf(message: Message, networks: Networks): readonly Crossing[] {
  const places = new Map<string, Crossing>();
  for (const recipient of message.recipients) {
    if (isRefusedHere(recipient)) continue;
    const own = new Map<string, Crossing>();
    for (const attempt of attemptsOf(recipient)) {
      const crossing = deliveryOf(attempt, recipient, message, networks);
      own.set(crossing.id, crossing);
    }
    for (const crossing of own.values()) {
      const known = places.get(crossing.id);
      places.set(crossing.id, known === undefined ? crossing : worse(known, crossing));
    }
  }
  return [...places.values()];
}

function worse(a: Crossing, b: Crossing): Crossing {
  const delay = Math.max(a.delay ?? -Infinity, b.delay ?? -Infinity);
  return { ...a, failed: a.failed || b.failed, ...(delay === -Infinity ? {} : { delay }) };
}

function attemptsOf(recipient: Recipient): readonly Attempt[] {
  return recipient.attempts.length > 0 ? recipient.attempts : [{ status: recipient.status, record: -1 }];
}

function deliveryOf(
  attempt: Attempt,
  recipient: Recipient,
  { finished, arrived }: Message,
  networks: Networks,
): Crossing {
  const last = recipient.attempts.length === 0 || recipient.attempts.at(-1) === attempt;
  const delay = attempt.delay ?? (last ? recipient.delay : undefined);
  const at = attempt.time ?? finished ?? arrived;
  return {
    ...placeOf(destinationOf(attempt, recipient, networks), attempt, recipient, networks, at),
    way: 'sent',
    failed: FAILED.has(attempt.status),
    ...(delay === undefined ? {} : { delay }),
  };
}

function placeOf(
  destination: Destination,
  attempt: Attempt,
  recipient: Recipient,
  networks: Networks,
  at: number | undefined,
): Place {
  const { kind, name } = destination;
  const relay = attempt.relay ?? recipient.relay;
  if (kind === 'server' && relay !== undefined) return hostOf(relay, 'relay', networks, at);
  if (kind === 'unknown-server')
    return {
      id: `internet:?${(name ?? '').toLowerCase()}`,
      kind,
      network: 'internet',
      ...(name === undefined
        ? {}
        : { name, term: { field: 'to', how: ':', value: domainPart(recipient.to) } }),
    };
  return { id: `here:${kind}`, kind, network: 'server', ...termOf(attempt, recipient, kind) };
}

function domainPart(to: string): string {
  return to.slice(Math.max(0, to.lastIndexOf('@')));
}

/** Mailboxes are told by their mailer, what never left by its state, while that is still its state. */
function termOf(
  { status }: Attempt,
  { mailer, to, status: last }: Recipient,
  kind: NodeKind,
): Pick<Place, 'term'> {
  if (kind === 'queue' || kind === 'stopped' || kind === 'discarded' || kind === 'quarantine')
    return status === last ? { term: { field: 'status', how: ':', value: status } } : {};
  if (mailer !== undefined) return { term: { field: 'mailer', how: '=', value: mailer } };
  return { term: { field: 'to', how: '=', value: to } };
}
