import type { Peer } from '#core/correlate/message.ts';

const FORGED = ' (may be forged)';

function withoutDot(name: string): string {
  return name.length > 1 && name.endsWith('.') ? name.slice(0, -1) : name;
}

function bareLiteral(text: string): string {
  const inner = text.slice(1, -1);
  return inner.slice(0, 5).toLowerCase() === 'ipv6:' ? inner.slice(5) : inner;
}

interface Located {
  readonly host: string;
  readonly address?: string;
}

/** The last `[...]` is the address; what stands before it, the host. */
function locate(text: string): Located {
  const open = text.lastIndexOf('[');
  if (open < 0 || !text.endsWith(']')) return { host: text };
  return { host: text.slice(0, open).trim(), address: bareLiteral(text.slice(open)) };
}

function hostName(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? bareLiteral(host) : withoutDot(host);
}

/**
 * One end of a connection as `relay=` names it (daemon.c:getauthinfo(), deliver.c:logdelivery()):
 * `[ident@][name] [address] (may be forged)`, `login@localhost`, `[address] [address]`. Addresses stay as logged.
 */
export function parsePeer(relay: string): Peer {
  const forged = relay.endsWith(FORGED);
  const text = (forged ? relay.slice(0, -FORGED.length) : relay).trim();
  const { host: full, address } = locate(text);
  const at = full.lastIndexOf('@');
  const ident = at > 0 && !full.startsWith('[') ? full.slice(0, at) : undefined;
  const host = hostName(ident === undefined ? full : full.slice(at + 1));
  return {
    ...(host === '' || host === address ? {} : { name: host }),
    ...(address === undefined ? {} : { address }),
    ...(ident === undefined ? {} : { ident }),
    ...(forged ? { forged: true } : {}),
  };
}
