/**
 * What `stat=` says (libsm/strexit.c, deliver.c:giveresponse()). The words decide; the dsn class only where the
 * words are none of sendmail's own.
 */
import type { Status } from '#core/correlate/message.ts';
import { queueIdLength } from './queue-id.ts';

/** Longer words before shorter ones they begin with. */
const WORDS: readonly (readonly [word: string, status: Status])[] = [
  ['Sent', 'sent'],
  ['Deferred', 'deferred'],
  ['queued', 'queued'],
  ['quarantined', 'quarantined'],
  ['User unknown', 'bounced'],
  ['Host unknown', 'bounced'],
  ['Service unavailable', 'bounced'],
  ['Data format error', 'bounced'],
  ['Remote protocol error', 'bounced'],
  ['Local configuration error', 'bounced'],
  ['Insufficient permission', 'bounced'],
  ["Can't create output", 'bounced'],
  ['System file missing', 'bounced'],
  ['Internal error', 'bounced'],
  ['Operating system error', 'deferred'],
  ['I/O error', 'deferred'],
  ['Cannot open input', 'bounced'],
  ['Command line usage error', 'bounced'],
  ['unknown mailer error', 'bounced'],
  ['Message exceeds maximum fixed size', 'rejected'],
  ['discarded', 'discarded'],
  ['RSET', 'rejected'],
  ['aborted by sender', 'rejected'],
  ['return to sender', 'bounced'],
  ['Not delivered', 'bounced'],
  ['Bad usage', 'bounced'],
  ['Temporary failure', 'deferred'],
  ['Address family not supported', 'bounced'],
];

const COMMANDS = new Set([
  'MAIL',
  'RCPT',
  'DATA',
  'HELO',
  'EHLO',
  'QUIT',
  'RSET',
  'AUTH',
  'STARTTLS',
  'BDAT',
]);

function startsWithWord(text: string, word: string, at: number): boolean {
  if (!text.startsWith(word, at)) return false;
  const next = text.charAt(at + word.length);
  return next === '' || next === ' ' || next === ':' || next === '(' || next === ',' || next === ';';
}

/** Does a `stat` text of sendmail's own begin at `at`? Tells a real `, stat=` from one in a remote's words. */
export function knownStat(text: string, at: number): Status | undefined {
  for (const [word, status] of WORDS) if (startsWithWord(text, word, at)) return status;
  return undefined;
}

function byDsn(dsn: string | undefined): Status {
  switch (dsn?.charAt(0)) {
    case '2':
      return 'sent';
    case '4':
      return 'deferred';
    case '5':
      return 'bounced';
    default:
      return 'unknown';
  }
}

export function statusOf(stat: string, dsn?: string): Status {
  const known = knownStat(stat, 0);
  if (known !== undefined) return known;
  if (COMMANDS.has(stat)) return 'rejected';
  return byDsn(dsn ?? /^[245]\d\d[ -]/.exec(stat)?.[0]);
}

/** The first words of `stat`, without what the case adds: what `stats` counts by. */
export function statWord(stat: string): string {
  for (const [word] of WORDS) if (startsWithWord(stat, word, 0)) return word;
  return /^[^:(,;]{0,40}/.exec(stat)?.[0].trim() ?? '';
}

/** `Sent (TEXT)`: the last line of the remote's reply, its codes already removed. */
function replyOf(stat: string): string | undefined {
  if (!stat.startsWith('Sent (')) return undefined;
  return stat.slice(6, stat.endsWith(')') ? -1 : undefined);
}

const QUEUED_AS = /(?:queued as|Queued mail as|queue id:?|qid:?) ([0-9A-Za-z-]{6,25})/i;
const EXIM_ID =
  /\bid=([0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4}|[0-9A-Za-z]{8}-[0-9A-Za-z]{2}))(?![0-9A-Za-z])/;

/** The id under which the next server goes on with the message, where its reply names one. */
export function remoteQueueId(stat: string): string | undefined {
  const reply = replyOf(stat);
  if (reply === undefined) return undefined;
  const own = /^(?:\d\.\d\.\d )?(?=[0-9A-Za-z]{7})/.exec(reply);
  const at = own?.[0].length ?? 0;
  const length = queueIdLength(reply, at);
  if (length > 0 && /^ Message accepted/i.test(reply.slice(at + length))) return reply.slice(at, at + length);
  return QUEUED_AS.exec(reply)?.[1] ?? EXIM_ID.exec(reply)?.[1];
}
