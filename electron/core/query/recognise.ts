/** What was pasted or typed into the one search box, told by its form, and the filter that finds it. */
import { isQueueId } from '#core/formats/sendmail/queue-id.ts';
import { printFilter, type FieldNode, type Node } from './ast.ts';
import { readNetwork } from './network.ts';

export const RECOGNISED = [
  'line',
  'fields',
  'queue-id',
  'message-id',
  'address',
  'ip',
  'host',
  'reply',
] as const;

export interface Recognised {
  readonly what: (typeof RECOGNISED)[number];
  readonly filter: string;
}

/** Undefined for plain words and for what is a filter already. */
export function recognise(pasted: string): Recognised | undefined {
  const text = pasted.trim().replaceAll(/\s+/g, ' ');
  if (text === '' || text.length > 4000) return undefined;
  const [line = ''] = pasted.trim().split(/\r?\n/);
  return lineIn(text, line) ?? firstOf([fieldsIn, queueId, mailId, address, host, reply], text);
}

type Form = (text: string) => Recognised | undefined;

function firstOf(forms: readonly Form[], text: string): Recognised | undefined {
  for (const form of forms) {
    const found = form(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** How syslog begins a line. */
const HEAD = /^(?:<\d+>\d* ?)?(?:[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d)\S* /;

/** By its queue id; a line without one as it stands in the log. */
function lineIn(text: string, line: string): Recognised | undefined {
  const id = /(?:\[\d+\]: | - |^)(\w{7,20}): ./.exec(text)?.[1];
  if (id !== undefined && isQueueId(id)) return found('line', [term('qid', '=', id)]);
  return HEAD.test(line) ? found('line', [{ type: 'word', value: { text: line, quoted: true } }]) : undefined;
}

function queueId(text: string): Recognised | undefined {
  const id = text.replace(/^id=/i, '').replace(AROUND, '');
  return isQueueId(id) && /\d/.test(id) ? found('queue-id', [term('qid', '=', id)]) : undefined;
}

/** Brackets, quotes and marks of the sentence that something was copied from. */
const AROUND = /^[[("']+|[\])"',;:.]+$/g;
/** Lines of a mail's head, and the address of a link. */
const ID_HEADER = /^(?:message-id|in-reply-to|references): /i;
const MAIL_HEADER = /^(?:mailto:|(?:from|to|cc|sender|reply-to|return-path|delivered-to): )/i;
const PLAIN_ADDRESS = /^[^\s<>@:="]+@[\p{L}\p{N}._-]+$/u;

/** A Message-ID or an address. Some look like both, and are looked for as both. */
function mailId(text: string): Recognised | undefined {
  const inner = text.replace(MAIL_HEADER, '').replace(/^[^<>=]*[^<>=\s] (?=<[^<>\s]+>$)/, '');
  const id = inner.replace(ID_HEADER, '');
  const bareId = bare(id);
  if (!/^[^\s<>@]+@[^\s<>@]+$/.test(bareId)) return undefined;
  if (id !== inner) return found('message-id', [term('msgid', '=', bareId)]);
  const isAddress = PLAIN_ADDRESS.test(bareId);
  const maybeId = isMade(bareId) || id.startsWith('<');
  if (!isAddress && !maybeId) return undefined;
  const fields = [...(maybeId ? ['msgid'] : []), ...(isAddress ? ['from', 'to'] : [])];
  const what = isAddress && !isMade(bareId) ? 'address' : 'message-id';
  return found(what, [eitherOf(fields.map((field) => term(field, '=', bareId)))]);
}

/** An address or a network; a host with its address, as a log has it, by that. */
function address(text: string): Recognised | undefined {
  const beside = /^\S+ [[(]([^\s\])]+)[\])](?: \(may be forged\))?,?$/.exec(text);
  const alone = text.replace(/^\[?(\d[\d.]+|.*(?=\])).?:\d{1,5}$/, '$1').replace(AROUND_ADDRESS, '');
  const asked = (beside?.[1] ?? alone).replace(/^IPv6:/i, '');
  const network = asked.includes('/') ? asked : `${asked}/${asked.includes(':') ? 128 : 32}`;
  if (readNetwork(network.toLowerCase()) === undefined) return undefined;
  const what = beside === null ? 'ip' : 'host';
  return found(what, [term('ip', asked.includes('/') ? ':' : '=', asked)]);
}

/** As AROUND, without the colons that an address may end with. */
const AROUND_ADDRESS = /^[[("']+|[\])"',;.]+$/g;

function host(text: string): Recognised | undefined {
  const name = text.replace(/:\d{1,5}$/, '').replace(AROUND, '');
  if (!/^(?!raw\.)(?=.*\p{L})[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+$/u.test(name)) return undefined;
  return found('host', [eitherOf(['relay', 'domain', 'host'].map((field) => term(field, ':', name)))]);
}

const REPLY =
  /^(?:[245]\d\d[ -]|[245]\.\d{1,3}\.\d{1,3} |(?:Sent|Deferred|User unknown|Host unknown|Service unavailable|Data format error|queued)\b.* )/i;

function reply(text: string): Recognised | undefined {
  if (!REPLY.test(text)) return undefined;
  return found('reply', [eitherOf([term('stat', ':', text), term('reject', ':', text)])]);
}

const KEYS: Readonly<Record<string, string>> = {
  from: 'from',
  to: 'to',
  msgid: 'msgid',
  stat: 'stat',
  reply: 'stat',
  reject: 'reject',
  dsn: 'dsn',
  mailer: 'mailer',
  daemon: 'daemon',
  proto: 'proto',
  ruleset: 'ruleset',
  ctladdr: 'ctladdr',
  cipher: 'cipher',
};

/** `stat=Deferred: Connection refused by x`, `from=<a@b>, size=123`: as a line has it, with blanks, brackets or commas. */
function fieldsIn(text: string): Recognised | undefined {
  if (!/^[a-z]+=/i.test(text) || !/[\s<[]/.test(text)) return undefined;
  const terms: Node[] = [];
  for (const part of text.replace(/,$/, '').split(/, (?=[a-z]+=)/i)) {
    const at = part.indexOf('=');
    const [key, value] = [part.slice(0, at).toLowerCase(), part.slice(at + 1).trim()];
    const field = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (key === 'relay') terms.push(relay(value));
    else if (field !== undefined && value !== '') terms.push(term(field, ':', value));
  }
  return terms.length === 0 ? undefined : found('fields', terms);
}

/** `user@name. [address]`: the address says it best. */
function relay(value: string): Node {
  const address = /\[(?:IPv6:)?([0-9a-f.:]+)\]/i.exec(value)?.[1];
  if (address !== undefined) return term('ip', '=', address);
  return term('relay', '=', value.replace(/^.*@/, '').replace(/ .*$|\.$/g, ''));
}

/** Made by a program: digits in number, or dollar signs, before the `@`. */
function isMade(id: string): boolean {
  const local = id.slice(0, id.indexOf('@'));
  return /\d{4}/.test(local) && /[.$A-F-]/.test(local) && local.length > 11;
}

function bare(text: string): string {
  return text.replace(/^<|>$/g, '');
}

function term(field: string, operator: ':' | '=', text: string): FieldNode {
  const quoted = !/^[\p{L}\p{N}](?:[\p{L}\p{N}._@-]*[\p{L}\p{N}])?$/u.test(text);
  return { type: 'field', field, operator, values: [{ text, quoted }] };
}

function eitherOf(parts: readonly FieldNode[]): Node {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { type: 'or', parts };
}

function found(what: Recognised['what'], parts: readonly Node[]): Recognised {
  const [only] = parts;
  return {
    what,
    filter: printFilter(parts.length === 1 && only !== undefined ? only : { type: 'and', parts }),
  };
}
