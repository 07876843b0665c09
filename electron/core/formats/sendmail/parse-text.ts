/**
 * From an entry's own text to its kind and fields. sendmail writes `ID: TEXT`, `NOQUEUE: TEXT` or TEXT alone
 * (conf.c:sm_syslog()); the shape of TEXT decides, the program's tag only where the text says nothing.
 */
import type { Field, Kind } from '#core/records/log-record.ts';
import { NO_FIELDS, type ParsedText } from '../format.ts';
import { fromFields } from './from-fields.ts';
import { idText } from './id-text.ts';
import { milterFields } from './milter.ts';
import { knownPairs } from './pairs.ts';
import { phraseKind } from './phrases.ts';
import { queueIdLength } from './queue-id.ts';
import { rulesetFields } from './ruleset.ts';
import { restOfTo, toFields } from './to-fields.ts';

const TLS_KEYS = [
  'STARTTLS',
  'tls_clt_features',
  'tls_srv_features',
  'error',
  'connect failed',
  'accept failed',
  'reason',
  'SSL_error',
  'errno',
  'retry',
  'stat',
  'relay',
  'version',
  'verify',
  'cipher',
  'bits',
  'pubkey_fp',
  'cert-subject',
  'cert-issuer',
  'verifymsg',
];
const AUTH_KEYS = ['AUTH', 'user', 'relay', 'authid', 'mech', 'bits'];
/** What stands after the id of a message that was made because of another. */
export const NOTICES: readonly string[] = [
  'DSN: ',
  'sender notify: ',
  'postmaster notify: ',
  'return to sender: ',
];
const SENDMAIL_TAG = /^(?:sendmail|sm-|sm_|newaliases|mailq|smtpd?$|mailstats)/;
const MILTER_TAG = /milter|dkim|dmarc|mimedefang|clam|spamass|amavis|rspamd|greylist/i;
const OTHER_MTA = /^(?:postfix|exim)/;

interface Body {
  readonly kind: Kind;
  readonly fields: readonly Field[];
  readonly childId?: string;
}

function body(kind: Kind, fields: readonly Field[] = NO_FIELDS): Body {
  return { kind, fields };
}

/** `NEW: DSN: TEXT`, `NEW: clone: owner=A`: the second id of a line. */
function linkBody(text: string, at: number): Body | undefined {
  const length = queueIdLength(text, at);
  if (length === 0 || !text.startsWith(': ', at + length)) return undefined;
  const childId = idText(text, at, length);
  const rest = at + length + 2;
  if (text.startsWith('clone: ', rest))
    return { kind: 'clone', childId, fields: knownPairs(text, rest + 7, ['owner']) };
  return NOTICES.some((notice) => text.startsWith(notice, rest))
    ? { kind: 'child', childId, fields: NO_FIELDS }
    : undefined;
}

/** Up to 8.11 the NEW id wrote the line: `NEW: clone OLD, owner=A`. The old id stands in the field `clone`. */
function oldClone(text: string, at: number): Body | undefined {
  if (!text.startsWith('clone ', at)) return undefined;
  const length = queueIdLength(text, at + 6);
  if (length === 0) return undefined;
  const end = at + 6 + length;
  return body('clone', [['clone', text.slice(at + 6, end)], ...knownPairs(text, end + 2, ['owner'])]);
}

/** `<nosuch@x>... User unknown`. */
function refusedBody(text: string, at: number): Body | undefined {
  const dots = text.indexOf('... ', at);
  if (dots < 0) return undefined;
  const bare = text.slice(at, dots);
  const address = text.charCodeAt(at) === 60 ? text.charCodeAt(dots - 1) === 62 : !/[\s:=]/.test(bare);
  return address ? body('recipient-refused') : undefined;
}

function queueBody(text: string, at: number): Body {
  if (text.startsWith('done; ', at)) return body('queue', knownPairs(text, at + 6, ['delay', 'ntries']));
  if (text.startsWith('split: ', at))
    return body('queue', knownPairs(text, at + 7, ['maxrcpts', 'rcpts', 'count', 'id(s)', 'ids']));
  return body('queue', knownPairs(text, at, ['quarantine']));
}

/** Keys that go on with an arrival or a delivery where the log buffer was too short for one line. */
function spreadBody(text: string, at: number): Body | undefined {
  if (text.startsWith('size=', at))
    return body('from', knownPairs(text, at, ['size', 'class', 'pri', 'nrcpts', 'msgid']));
  if (text.startsWith('msgid=', at)) return body('from', [['msgid', text.slice(at + 6)]]);
  if (text.startsWith('bodytype=', at) || text.startsWith('proto=', at))
    return body('from', knownPairs(text, at, ['bodytype', 'proto', 'daemon', 'relay']));
  if (text.startsWith('ctladdr=', at))
    return body('to', [['ctladdr', text.slice(at + 8).replace(/,\s*$/, '')]]);
  if (text.startsWith('delay=', at) || text.startsWith('stat=', at)) return body('to', restOfTo(text, at));
  return text.startsWith('relay=', at) ? body('note', [['relay', text.slice(at + 6)]]) : undefined;
}

function phraseBody(text: string, at: number): Body | undefined {
  const kind = phraseKind(text, at);
  switch (kind) {
    case undefined:
      return undefined;
    case 'tls':
      return body(kind, knownPairs(text, at, TLS_KEYS));
    case 'auth':
      return body(kind, text.startsWith('AUTH: ', at) ? NO_FIELDS : knownPairs(text, at, AUTH_KEYS));
    case 'queue':
      return queueBody(text, at);
    default:
      if (text.startsWith('collect: relay=', at))
        return body(kind, knownPairs(text, at + 9, ['relay', 'from', 'info', 'where', 'status']));
      return body(kind);
  }
}

/** TEXT without any id in front; undefined when no known text is there. `owned`: an id was there. */
function bodyAt(text: string, at: number, owned: boolean): Body | undefined {
  switch (text.charCodeAt(at)) {
    case 102: // f
      if (text.startsWith('from=', at)) return body('from', fromFields(text, at));
      break;
    case 116: // t
      if (text.startsWith('to=', at)) return body('to', toFields(text, at));
      break;
    case 114: // r
      if (text.startsWith('ruleset=', at)) return body('ruleset', rulesetFields(text, at));
      break;
    case 60: // <
      return refusedBody(text, at) ?? phraseBody(text, at);
    case 77: // M
    case 109: // m
      if (/^milter[=:( ]/i.test(text.slice(at, at + 7))) return body('milter', milterFields(text, at));
      break;
    default:
  }
  if (!owned) return phraseBody(text, at);
  return (
    linkBody(text, at) ??
    oldClone(text, at) ??
    spreadBody(text, at) ??
    phraseBody(text, at) ??
    refusedBody(text, at)
  );
}

function parsed(found: Body, queueId?: string): ParsedText {
  const { kind, fields, childId } = found;
  if (queueId === undefined) return { dialect: 'sendmail', kind, fields };
  if (childId === undefined) return { dialect: 'sendmail', kind, fields, queueId };
  return { dialect: 'sendmail', kind, fields, queueId, childId };
}

/** Length of `QID: `, `QID[2]: ` or `NOQUEUE: ` at the text's beginning, without the blank; 0 for none. */
function ownerEnd(text: string, id: number): number {
  let at = id;
  if (text.charCodeAt(at) === 91) {
    const close = text.indexOf(']', at);
    if (close < 0 || close > at + 5) return 0;
    at = close + 1;
  }
  return text.charCodeAt(at) === 58 ? at + 1 : 0;
}

function skipBlanks(text: string, at: number): number {
  let i = at;
  while (text.charCodeAt(i) === 32) i++;
  return i;
}

function withId(text: string, id: number, program: string | undefined, owner: number): ParsedText {
  const queueId = idText(text, 0, id);
  const found = bodyAt(text, skipBlanks(text, owner), true);
  if (found !== undefined) return parsed(found, queueId);
  const filter = program !== undefined && MILTER_TAG.test(program);
  return parsed(body(filter ? 'milter' : 'unparsed'), queueId);
}

/** A text without id and without a known sentence: whose was it? */
function unknown(text: string, program: string | undefined, pid: number | undefined): ParsedText {
  const own = program === undefined || (SENDMAIL_TAG.test(program) && pid !== undefined);
  return {
    dialect: own && program !== undefined ? 'sendmail' : 'other',
    kind: own ? 'unparsed' : 'other-program',
    fields: NO_FIELDS,
  };
}

/** Sentences that need sendmail's tag: other programs write such words too. */
function withoutId(text: string, program: string | undefined, pid: number | undefined): ParsedText {
  const start = text.startsWith('NOQUEUE: ') ? 9 : 0;
  const shaped =
    start > 0 ||
    /^(?:STARTTLS[=:]|AUTH[=:]|ruleset=|[Mm]ilter[=:]|starting daemon \(|alias database )/.test(text);
  if (!shaped && (program === undefined || !SENDMAIL_TAG.test(program))) return unknown(text, program, pid);
  const found = bodyAt(text, start, start > 0);
  return found === undefined ? unknown(text, program, pid) : parsed(found);
}

/** A filter's line that names the message without a colon: `opendkim[820]: 6AO3... no signature data`. */
function filterLine(text: string, id: number, program: string | undefined): ParsedText | undefined {
  const named = id > 11 && text.charCodeAt(id) === 32 && program !== undefined && MILTER_TAG.test(program);
  return named ? parsed(body('milter'), idText(text, 0, id)) : undefined;
}

const REPEAT = /^(?:last message repeated|message repeated) \d+ times/;
const REPEATED: ParsedText = { dialect: 'other', kind: 'repeat', fields: NO_FIELDS };
const OTHER_MTA_LINE: ParsedText = { dialect: 'other', kind: 'unparsed', fields: NO_FIELDS };

/** `postfix/smtpd`, `exim4`: decided by the tag, since their ids can look like sendmail's. */
function isOtherMta(program: string): boolean {
  const first = program.charCodeAt(0);
  return (first === 112 || first === 101) && OTHER_MTA.test(program);
}

/** The fields of a `from=` or `to=` behind an id of so many characters; undefined for any other text. */
export function fieldsBehindId(text: string, id: number): readonly Field[] | undefined {
  if (text.startsWith(': to=', id)) return toFields(text, id + 2);
  return text.startsWith(': from=', id) ? fromFields(text, id + 2) : undefined;
}

/** What an entry's own text says. Never throws. */
export function parseText(text: string, program: string | undefined, pid: number | undefined): ParsedText {
  if (program !== undefined && isOtherMta(program)) return OTHER_MTA_LINE;
  const id = queueIdLength(text, 0);
  const owner = id > 0 ? ownerEnd(text, id) : 0;
  if (owner > 0) return withId(text, id, program, owner);
  if (REPEAT.test(text)) return REPEATED;
  return filterLine(text, id, program) ?? withoutId(text, program, pid);
}
