/** Where an attempt to deliver led: a server, a mailbox, a program, a file, or nowhere beyond this server. */
import type { Attempt, Peer, Recipient } from '#core/correlate/message.ts';
import { isLoopback, type Networks } from '#core/correlate/networks.ts';
import type { GraphNode, Network, NodeKind } from './graph.ts';
import { drawable } from './text.ts';

export type Destination = Pick<
  GraphNode,
  'id' | 'role' | 'kind' | 'network' | 'name' | 'address' | 'ident' | 'forged'
>;

const MAILBOX = new Set(['local', 'lmtp', 'cyrus', 'cyrusv2', 'procmail', 'dovecot', '*include*']);
const REMOTE = new Set([
  'esmtp',
  'smtp',
  'smtp8',
  'dsmtp',
  'relay',
  'uucp',
  'uucp-dom',
  'uucp-new',
  'uucp-uudom',
]);

/** Turned away while it was being handed in: no mailer was ever chosen for it. */
export function isRefusedHere(recipient: Recipient): boolean {
  return recipient.status === 'rejected' && recipient.relay === undefined && recipient.mailer === undefined;
}

export function destinationOf(attempt: Attempt, recipient: Recipient, networks: Networks): Destination {
  const { mailer, to } = recipient;
  if (isProgram(recipient)) return here('mailbox', 'program', `program:${to}`, to);
  if (isFile(recipient)) return here('mailbox', 'file', `file:${to}`, to);
  if (mailer !== undefined && MAILBOX.has(mailer)) return here('mailbox', 'mailbox', `mailbox:${mailer}`);
  const relay = serverGiven(attempt, recipient);
  return relay === undefined ? withoutServer(attempt, recipient) : serverOf(relay, networks);
}

function isProgram({ mailer, to }: Recipient): boolean {
  return mailer === 'prog' || /^"?\|/.test(to);
}

function isFile({ mailer, to }: Recipient): boolean {
  return mailer === '*file*' || to.startsWith('/');
}

/** The server that an attempt went to; undefined for what stayed here, or where none is named. */
export function serverGiven(attempt: Attempt, recipient: Recipient): Peer | undefined {
  const { mailer } = recipient;
  const relay = attempt.relay ?? recipient.relay;
  if (relay === undefined || (relay.name ?? relay.address) === undefined) return undefined;
  const stays = isProgram(recipient) || isFile(recipient) || (mailer !== undefined && MAILBOX.has(mailer));
  return stays ? undefined : relay;
}

function here(role: 'mailbox' | 'end', kind: NodeKind, id: string, name?: string): Destination {
  return { id, role, kind, network: 'server', ...(name === undefined ? {} : { name: drawable(name) }) };
}

function serverOf(relay: Peer, networks: Networks): Destination {
  const id = `next:${relay.name?.toLowerCase() ?? ''}[${relay.address ?? ''}]`;
  return { id, role: 'next', kind: 'server', network: networkOf(relay, networks), ...peerFacts(relay) };
}

/** The words of the log about one end, fit to be drawn. */
export function peerFacts(peer: Peer): Pick<GraphNode, 'name' | 'address' | 'ident' | 'forged'> {
  return {
    ...(peer.name === undefined ? {} : { name: drawable(peer.name) }),
    ...(peer.address === undefined ? {} : { address: drawable(peer.address) }),
    ...(peer.ident === undefined ? {} : { ident: drawable(peer.ident) }),
    ...(peer.forged === true ? { forged: true as const } : {}),
  };
}

export function networkOf(peer: Peer, networks: Networks): Network {
  if (isLoopback(peer)) return 'server';
  return networks.isInternal(peer) ? 'lan' : 'internet';
}

function withoutServer({ status }: Attempt, { to, mailer }: Recipient): Destination {
  if (status === 'quarantined') return here('end', 'quarantine', 'end:quarantine');
  if (status === 'discarded') return here('end', 'discarded', 'end:discarded');
  if (status === 'queued') return here('end', 'queue', 'end:queue');
  if (mailer !== undefined && REMOTE.has(mailer)) return unnamedServer(to);
  if (status === 'sent') return here('mailbox', 'mailbox', `mailbox:${mailer ?? ''}`);
  return status === 'deferred' || status === 'unknown'
    ? here('end', 'queue', 'end:queue')
    : here('end', 'stopped', 'end:stopped');
}

/** Meant for another server, but none was named: the address's domain stands for it. */
function unnamedServer(to: string): Destination {
  const at = to.lastIndexOf('@');
  const domain = at < 0 ? undefined : drawable(to.slice(at + 1));
  const named = domain === undefined || domain === '' ? {} : { name: domain };
  return {
    id: `unnamed:${(domain ?? '').toLowerCase()}`,
    role: 'next',
    kind: 'unknown-server',
    network: 'internet',
    ...named,
  };
}
