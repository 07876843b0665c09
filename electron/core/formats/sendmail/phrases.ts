/**
 * The texts without fields of their own, by how they begin or what stands in them (grammar of sendmail's own
 * sources: srvrsmtp.c, collect.c, daemon.c, main.c, queue.c, err.c, alias.c).
 */
import type { Kind } from '#core/records/log-record.ts';

/** Beginnings, looked up by their first word. */
const BEGINNINGS: readonly (readonly [begins: string, kind: Kind])[] = [
  ['SYSERR', 'error'],
  ['NOQUEUE: SYSERR', 'error'],
  ['error: ', 'error'],
  ['poststats: ', 'error'],
  ['message size (', 'error'],
  ['problem creating SMTP socket', 'error'],
  ['Losing ', 'error'],
  ['log terminated, too many parts', 'error'],
  ['dropenvelope', 'error'],
  ['savemail', 'error'],
  ['putbody', 'error'],
  ['cannot ', 'error'],
  ["can't ", 'error'],
  ['hash map ', 'error'],
  ['aliasing/forwarding loop', 'error'],
  ['Fixed MIME ', 'note'],
  ['Truncated ', 'note'],
  ['Truncating ', 'note'],
  ['POSSIBLE ATTACK ', 'note'],
  ['Dropped invalid comments', 'note'],
  ['Authentication-Warning: ', 'note'],
  ['user ', 'note'],
  ['Message-Id', 'note'],
  ['makeconnection', 'note'],
  ['size=', 'from'],
  ['collect: ', 'connection'],
  ['connect from ', 'connection'],
  ['lost input channel from ', 'connection'],
  ['timeout waiting for input', 'connection'],
  ['rejecting commands from ', 'connection'],
  ['rejecting server ', 'connection'],
  ['Null connection from ', 'connection'],
  ['"wiz" command from ', 'connection'],
  ['"debug" command from ', 'connection'],
  ['SMTP outgoing connect', 'connection'],
  ['SMTP-', 'connection'],
  ['invalid domain name ', 'connection'],
  ['tcpwrappers ', 'connection'],
  ['--- ', 'connection'],
  ['<-- ', 'connection'],
  ['Too many recipients', 'connection'],
  ['denied ', 'connection'],
  ['discarded', 'queue'],
  ['done; ', 'queue'],
  ['done', 'queue'],
  ['quarantine=', 'queue'],
  ['unquarantine', 'queue'],
  ['released', 'queue'],
  ['split: ', 'queue'],
  ['locked', 'queue'],
  ['Saved message in ', 'queue'],
  ['saved message in ', 'queue'],
  ['runqueue: ', 'queue'],
  ['grew WorkList', 'queue'],
  ['runqueue', 'queue'],
  ['queueup', 'queue'],
  ['discard queue', 'queue'],
  ['removed', 'queue'],
  ['requeued', 'queue'],
  ['alias database ', 'alias'],
  ['alias ', 'alias'],
  ['forward ', 'alias'],
  ['starting daemon ', 'daemon'],
  ['started as: ', 'daemon'],
  ['stopping daemon', 'daemon'],
  ['restarting ', 'daemon'],
  ['rejecting connections on daemon ', 'daemon'],
  ['have been rejecting connections ', 'daemon'],
  ['deferring connections on daemon ', 'daemon'],
  ['delaying connections on daemon ', 'daemon'],
  ['accepting connections again ', 'daemon'],
  ['rejecting new messages', 'daemon'],
  ['daemon ', 'daemon'],
  ['opendaemonsocket', 'daemon'],
  ['My unqualified host name ', 'daemon'],
  ['unable to qualify my own domain name ', 'daemon'],
  ['gethostbyaddr(', 'daemon'],
  ['gethostbyaddr: ', 'daemon'],
  ['persistent queue runner', 'daemon'],
  ['engine=', 'tls'],
  ['tls_clt_features', 'tls'],
  ['tls_srv_features', 'tls'],
  ['TLS: ', 'tls'],
  ['AUTH', 'auth'],
  ['STARTTLS', 'tls'],
  ['get_verify: ', 'tls'],
];

/** Looked for anywhere: what begins with a host's name. */
const INSIDE: readonly (readonly [words: string, kind: Kind])[] = [
  [' did not issue MAIL/EXPN/VRFY/ETRN ', 'connection'],
  [' did not issue ', 'connection'],
  [': probable open proxy: ', 'connection'],
  [': SMTP violation, ', 'connection'],
  [': possible SMTP attack: ', 'connection'],
  [': Possible SMTP RCPT flood', 'connection'],
  ['Possible SMTP RCPT flood', 'connection'],
  [']: VRFY ', 'connection'],
  [']: EXPN ', 'connection'],
  [']: ETRN ', 'connection'],
  [': VRFY ', 'connection'],
  [': EXPN ', 'connection'],
  [': ETRN ', 'connection'],
  [' protocol error: ', 'error'],
  [' config error: ', 'error'],
  [' aliases, longest ', 'alias'],
  [' command from ', 'connection'],
  ['(possible attack)', 'note'],
  [' lost input channel ', 'connection'],
];

const BY_FIRST = byFirstCharacter();

function byFirstCharacter(): ReadonlyMap<string, typeof BEGINNINGS> {
  const groups = new Map<string, (readonly [string, Kind])[]>();
  for (const entry of BEGINNINGS) {
    const first = entry[0].charAt(0);
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** The kind of the text from `start`, or undefined when no known sentence is there. */
export function phraseKind(text: string, start: number): Kind | undefined {
  for (const [begins, kind] of BY_FIRST.get(text.charAt(start)) ?? [])
    if (text.startsWith(begins, start)) return kind;
  for (const [words, kind] of INSIDE) if (text.includes(words, start)) return kind;
  return undefined;
}
