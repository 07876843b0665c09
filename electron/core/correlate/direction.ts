/** Where a message came from and where it goes, seen from the network the log's host stands in. */
import type { Milliseconds } from '#core/base/units.ts';
import type { Direction, Peer, Recipient } from './message.ts';
import type { Networks } from './networks.ts';

const MAILBOX = new Set([
  'local',
  'prog',
  '*file*',
  '*include*',
  'lmtp',
  'cyrus',
  'cyrusv2',
  'procmail',
  'dovecot',
]);
const SMTP = new Set([
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

export type Side = 'inside' | 'outside';

/** What of a recipient tells where it is. */
export interface Destination {
  readonly status: Recipient['status'];
  readonly mailer?: string | undefined;
  readonly relay?: Peer | undefined;
}

export interface Route {
  readonly client: Peer | undefined;
  /** Made by this host itself: a bounce, a notice. */
  readonly ownMail: boolean;
  readonly recipients: readonly Destination[];
  /** When it arrived: an address may be ours for a time only. */
  readonly at?: Milliseconds | undefined;
}

export function directionOf(route: Route, networks: Networks): Direction {
  const from = originOf(route, networks);
  if (from === undefined) return 'unknown';
  const ends = new Set(route.recipients.map((r) => destinationOf(r, route.at, networks)));
  return directionTo(from, ends.has('outside'), ends.has('inside'));
}

/** From where, and whether any of its ends are outside and inside. */
export function directionTo(from: Side | undefined, outside: boolean, inside: boolean): Direction {
  if (from === undefined) return 'unknown';
  if (from === 'inside') {
    if (outside) return 'outbound';
    return inside ? 'internal' : 'unknown';
  }
  if (outside) return 'transit';
  return inside ? 'inbound' : 'unknown';
}

/** A login at localhost without an address is a local submission. */
function originOf({ client, ownMail, at }: Route, networks: Networks): Side | undefined {
  if (ownMail) return 'inside';
  return client === undefined ? undefined : sideOf(client, at, networks);
}

function sideOf(peer: Peer, at: Milliseconds | undefined, networks: Networks): Side {
  return networks.isInternal(peer, at) ? 'inside' : 'outside';
}

function destinationOf(
  { mailer, relay, status }: Destination,
  at: Milliseconds | undefined,
  networks: Networks,
): Side | undefined {
  return endOf(status, mailerKind(mailer), relay === undefined ? undefined : sideOf(relay, at, networks));
}

/** Where mail goes that is given to this mailer. */
export type MailerKind = 'none' | 'mailbox' | 'smtp' | 'other';

export function mailerKind(mailer: string | undefined): MailerKind {
  if (mailer === undefined) return 'none';
  if (MAILBOX.has(mailer)) return 'mailbox';
  return SMTP.has(mailer) ? 'smtp' : 'other';
}

/** Of a recipient. `relay`: where that is. */
export function endOf(
  status: Recipient['status'],
  mailer: MailerKind,
  relay: Side | undefined,
): Side | undefined {
  if (status === 'rejected') return undefined;
  if (mailer === 'mailbox') return 'inside';
  if (relay !== undefined) return relay;
  if (mailer === 'smtp') return 'outside';
  return mailer === 'other' && status === 'sent' ? 'inside' : undefined;
}
