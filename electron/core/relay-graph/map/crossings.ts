/**
 * Which edges of the map one message crosses: that of its client, and that of each place it was sent to. Asked for every
 * message of a log: no more objects than needed, all of one shape.
 */
import type { Seconds } from '#core/base/units.ts';
import type { Attempt, Message, Peer, Recipient, Status } from '#core/correlate/message.ts';
import { isLocalhost, isLoopback, type Networks } from '#core/correlate/networks.ts';
import { destinationOf, isRefusedHere, serverGiven, type Destination } from '../destinations.ts';
import type { Network, NodeKind } from '../graph.ts';
import type { Term, Way } from './map-model.ts';

export interface Crossing {
  readonly id: string;
  readonly way: Way;
  readonly kind: NodeKind;
  readonly network: Network;
  readonly name: string | undefined;
  readonly address: string | undefined;
  readonly term: Term | undefined;
  readonly failed: boolean;
  readonly delay: Seconds | undefined;
}

const FAILED: ReadonlySet<Status> = new Set(['bounced', 'rejected', 'deferred']);

export function crossingsOf(message: Message, networks: Networks): readonly Crossing[] {
  return [arrivalOf(message, networks), ...deliveriesOf(message, networks)];
}

function arrivalOf(message: Message, networks: Networks): Crossing {
  const failed = message.status === 'rejected' || message.recipients.some(isRefusedHere);
  let delay: Seconds | undefined;
  for (const recipient of message.recipients) delay = longer(delay, recipient.delay);
  return crossing(originOf(message, networks), 'received', failed, delay);
}

function longer(a: Seconds | undefined, b: Seconds | undefined): Seconds | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

function crossing(place: Place, way: Way, failed: boolean, delay: Seconds | undefined): Crossing {
  const { id, kind, network, name, address, term } = place;
  return { id, way, kind, network, name, address, term, failed, delay };
}

interface Place {
  readonly id: string;
  readonly kind: NodeKind;
  readonly network: Network;
  readonly name?: string | undefined;
  readonly address?: string | undefined;
  readonly term?: Term | undefined;
}

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
  const { name, address } = peer;
  const value = name ?? address ?? '';
  const term: Term | undefined = value === '' ? undefined : { field, how: '=', value };
  return { id: `${network}:${value.toLowerCase()}`, kind: 'server', network, name, address, term };
}

/** The places of a message, each once: what became of it there is what the last attempts there say. */
function deliveriesOf(message: Message, networks: Networks): readonly Crossing[] {
  const [only, ...others] = message.recipients;
  if (only !== undefined && others.length === 0 && only.attempts.length < 2)
    return isRefusedHere(only)
      ? []
      : attemptsOf(only).map((attempt) => deliveryOf(attempt, only, message, networks));
  const places = new Map<string, Crossing>();
  for (const recipient of message.recipients) {
    if (isRefusedHere(recipient)) continue;
    const own = new Map<string, Crossing>();
    for (const attempt of attemptsOf(recipient)) {
      const delivery = deliveryOf(attempt, recipient, message, networks);
      own.set(delivery.id, delivery);
    }
    for (const delivery of own.values()) {
      const known = places.get(delivery.id);
      places.set(delivery.id, known === undefined ? delivery : worse(known, delivery));
    }
  }
  return [...places.values()];
}

function worse(a: Crossing, b: Crossing): Crossing {
  return { ...a, failed: a.failed || b.failed, delay: longer(a.delay, b.delay) };
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
  const relay = serverGiven(attempt, recipient);
  const place =
    relay === undefined
      ? placeOf(destinationOf(attempt, recipient, networks), attempt, recipient)
      : hostOf(relay, 'relay', networks, at);
  return crossing(place, 'sent', FAILED.has(attempt.status), delay);
}

function placeOf({ kind, name }: Destination, attempt: Attempt, recipient: Recipient): Place {
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
