/**
 * Lines beside `from=` and `to=` that decide something: refused recipients, rulesets, milters, quarantine, discard,
 * connections turned away. Read from the entry's text, whose forms are fixed in the MTA's source.
 */
import { bareAddress } from '#core/formats/sendmail/address-list.ts';
import { field, type LogRecord } from '#core/records/log-record.ts';
import type { Verdict } from './builder.ts';

export type Finding = Omit<Verdict, 'record'> & {
  /** The line is about the whole connection; nothing else may ever be logged for it. */
  readonly connection?: true;
  /** The client as `relay=` would write it. */
  readonly relay?: string;
  readonly sender?: string;
};

/** What stands between an id and the words behind it. */
const BEHIND_ID = /(?:\[\d+\])?:? */y;

function behindId(body: string, id: string | undefined): string {
  if (id === undefined || !body.startsWith(id)) return body;
  BEHIND_ID.lastIndex = id.length;
  BEHIND_ID.test(body);
  return body.slice(BEHIND_ID.lastIndex);
}

/** The entry's own words: without `QID: ` and without a second id. */
export function bodyOf(record: LogRecord): string {
  const body = behindId(behindId(record.text.trimStart(), record.queueId), record.childId);
  return body.startsWith('NOQUEUE: ') ? body.slice('NOQUEUE: '.length) : body;
}

export function findVerdict(record: LogRecord, body: string): Finding | undefined {
  if (body.startsWith('ruleset=')) return fromRuleset(record);
  if (body.startsWith('Milter: ')) return fromMilterReply(body);
  if (body.startsWith('milter=')) return fromMilter(body);
  if (body === 'discarded') return { status: 'discarded' };
  if (body === 'unquarantine') return { status: 'released' };
  if (body.startsWith('quarantine='))
    return { status: 'quarantined', text: body.slice('quarantine='.length) };
  return fromRefusal(body) ?? fromConnection(body);
}

/** Of an entry without a queue id: does it decide something about a message or a connection that it names itself? */
export function ownFinding(record: LogRecord, body: string): Finding | undefined {
  if (record.kind === 'from' || record.kind === 'to') return undefined;
  const finding = findVerdict(record, body);
  const named = finding !== undefined && (finding.connection ?? finding.to ?? finding.sender) !== undefined;
  return named ? finding : undefined;
}

const REFUSED = /^(<.*>|[^\s<>]+)\.\.\. (.+)$/s;

/** `<nosuch@example.test>... User unknown` (err.c:usrerr()). */
function fromRefusal(body: string): Finding | undefined {
  const match = REFUSED.exec(body);
  if (match === null) return undefined;
  const [, to = '', text = ''] = match;
  return { status: 'rejected', to: bareAddress(to), text };
}

const PREGREETING = /^rejecting commands from (.+?) due to pre-greeting traffic/;
const WRAPPERS = /^tcpwrappers \(([^,]*), ([^)]*)\) rejection/;

function fromConnection(body: string): Finding | undefined {
  const early = PREGREETING.exec(body)?.[1];
  if (early !== undefined) return { status: 'rejected', text: body, connection: true, relay: early };
  const wrapped = WRAPPERS.exec(body);
  if (wrapped === null) return undefined;
  const [, host = '', address = ''] = wrapped;
  return { status: 'rejected', text: body, connection: true, relay: `${host} [${address}]` };
}

const RECIPIENT_RULESETS = new Set(['check_rcpt', 'tls_rcpt']);
/** About other things than a message; a refused VRFY is no refused message. */
const BESIDE = new Set([
  'check_vrfy',
  'check_expn',
  'check_etrn',
  'trust_auth',
  'tls_server',
  'try_tls',
  'check_other',
]);

function fromRuleset(record: LogRecord): Finding | undefined {
  const name = field(record, 'ruleset') ?? '';
  const decision = decisionOf(
    field(record, 'reject'),
    field(record, 'quarantine'),
    /, discard\s*$/.test(record.text),
  );
  if (decision === undefined || BESIDE.has(name)) return undefined;
  const relay = field(record, 'relay');
  const first = field(record, 'arg1');
  const second = field(record, 'arg2');
  const client = relay === undefined ? {} : { relay };
  if (name === 'check_relay') {
    return { ...decision, ...client, ...(record.queueId === undefined ? { connection: true as const } : {}) };
  }
  if (RECIPIENT_RULESETS.has(name)) return { ...decision, ...client, ...recipientOf(first) };
  if (name === 'check_compat') return { ...decision, ...client, ...recipientOf(second), ...senderOf(first) };
  return { ...decision, ...client, ...(name === 'check_mail' ? senderOf(first) : {}) };
}

function recipientOf(address: string | undefined): { to?: string } {
  return address === undefined ? {} : { to: bareAddress(address) };
}

function senderOf(address: string | undefined): { sender?: string } {
  return address === undefined ? {} : { sender: bareAddress(address) };
}

type Decision = Pick<Finding, 'status' | 'dsn' | 'text'>;

function decisionOf(
  reject: string | undefined,
  quarantine: string | undefined,
  discard: boolean,
): Decision | undefined {
  if (reject !== undefined) return rejection(reject);
  if (quarantine !== undefined) return { status: 'quarantined', text: quarantine };
  return discard ? { status: 'discarded' } : undefined;
}

const CODES = /^[245]\d\d[ -](\d\.\d{1,3}\.\d{1,3})\b/;

function rejection(text: string): Decision {
  const dsn = CODES.exec(text)?.[1];
  return { status: 'rejected', text, ...(dsn === undefined ? {} : { dsn }) };
}

/** `Milter: CMD=ARG, reject=TEXT` or `Milter: data, reject=TEXT` (srvrsmtp.c). */
const REPLY =
  /^Milter: (?:(to|from|helo|connect|cmd)(?:=|: )(.*?)|(\w+)), (?:reject=(.*)|(discard)|(quarantine)=?(.*))$/s;

function fromMilterReply(body: string): Finding | undefined {
  const match = REPLY.exec(body);
  if (match === null) return undefined;
  const [, command, argument = '', , reject, discard, held, reason] = match;
  const decision = decisionOf(reject, held === undefined ? undefined : (reason ?? ''), discard !== undefined);
  if (decision === undefined) return undefined;
  if (command === 'to') return { ...decision, to: bareAddress(argument) };
  if (command === 'from') return { ...decision, sender: bareAddress(argument) };
  if (command !== 'connect' && command !== 'helo') return decision;
  const host = /^host=(.*?)(?:, addr=(.*))?$/.exec(argument);
  return { ...decision, connection: true, ...(host === null ? {} : { relay: peerText(host[1], host[2]) }) };
}

function peerText(host = '', address?: string): string {
  return address === undefined || host.includes('[') ? host : `${host} [${address}]`;
}

/** `milter=NAME, quarantine=TEXT`, `milter=NAME, reject=TEXT`, `milter=NAME, action=CMD, reject`. */
function fromMilter(body: string): Finding | undefined {
  const match =
    /^milter=[^,]*(?:, action=(\w+))?, (?:quarantine=(.*)|reject(?:=(.*))?|(discard)|(tempfail))$/s.exec(
      body,
    );
  if (match === null) return undefined;
  const [, action, quarantine, reject, discard, tempfail] = match;
  if (quarantine !== undefined) return { status: 'quarantined', text: quarantine };
  if (action === 'rcpt') return undefined;
  if (discard !== undefined) return { status: 'discarded' };
  return rejection(
    reject ?? (tempfail === undefined ? '550 5.7.1 Command rejected' : '451 4.3.2 Please try again later'),
  );
}
