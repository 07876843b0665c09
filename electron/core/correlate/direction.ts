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

type Side = 'inside' | 'outside';

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
  if (from === 'inside') {
    if (ends.has('outside')) return 'outbound';
    return ends.has('inside') ? 'internal' : 'unknown';
  }
  if (ends.has('outside')) return 'transit';
  return ends.has('inside') ? 'inbound' : 'unknown';
}

/** A login at localhost without an address is a local submission. */
function originOf({ client, ownMail, at }: Route, networks: Networks): Side | undefined {
  if (ownMail) return 'inside';
  if (client === undefined) return undefined;
  return networks.isInternal(client, at) ? 'inside' : 'outside';
}

function destinationOf(
  recipient: Destination,
  at: Milliseconds | undefined,
  networks: Networks,
): Side | undefined {
  const { mailer, relay, status } = recipient;
  if (status === 'rejected') return undefined;
  if (mailer !== undefined && MAILBOX.has(mailer)) return 'inside';
  if (relay !== undefined) return networks.isInternal(relay, at) ? 'inside' : 'outside';
  if (mailer !== undefined && SMTP.has(mailer)) return 'outside';
  return mailer !== undefined && status === 'sent' ? 'inside' : undefined;
}
