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
  for (const form of FORMS) {
    const found = form(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Form = (text: string) => Recognised | undefined;

const FORMS: readonly Form[] = [
  (text) => {
    const id = /(?:\[\d+\]: |^)(\w{7,20}): ./.exec(text)?.[1];
    return id === undefined || !isQueueId(id) ? undefined : found('line', [term('qid', '=', id)]);
  },
  fieldsIn,
  (text) => {
    const id = text.replace(/:$/, '');
    return isQueueId(id) && /\d/.test(id) ? found('queue-id', [term('qid', '=', id)]) : undefined;
  },
  (text) => (isMessageId(text) ? found('message-id', [term('msgid', '=', bare(text))]) : undefined),
  (text) => {
    if (!/^<?[^\s<>@:="]+@[a-z0-9.-]+\.[a-z0-9-]+>?$/i.test(text)) return undefined;
    return found('address', [either(term('from', '=', bare(text)), term('to', '=', bare(text)))]);
  },
  (text) => {
    const address = text.replace(/^\[(?:IPv6:)?|\]$/gi, '');
    const network = address.includes('/') ? address : `${address}/${address.includes(':') ? 128 : 32}`;
    if (readNetwork(network.toLowerCase()) === undefined) return undefined;
    return found('ip', [term('ip', address.includes('/') ? ':' : '=', address)]);
  },
  (text) => {
    const host = text.replace(/\.$/, '');
    if (!/^(?=.*[a-z])[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(host)) return undefined;
    return found('host', [
      either(term('relay', ':', host), term('domain', ':', host), term('host', ':', host)),
    ]);
  },
  (text) => {
    const isReply =
      /^(?:[245]\d\d[ -]|[245]\.\d{1,3}\.\d{1,3} |(?:Sent|Deferred|User unknown|Host unknown|Service unavailable|Data format error|queued)\b.* )/i;
    return isReply.test(text)
      ? found('reply', [either(term('stat', ':', text), term('reject', ':', text))])
      : undefined;
  },
];

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
function isMessageId(text: string): boolean {
  const local = /^<?([^\s<>@]+)@[^\s<>@]+>?$/.exec(text)?.[1] ?? '';
  return /\d{4}/.test(local) && /[.$A-F-]/.test(local) && local.length > 11;
}

function bare(text: string): string {
  return text.replace(/^<|>$/g, '');
}

function term(field: string, operator: ':' | '=', text: string): FieldNode {
  const quoted = !/^[a-z0-9](?:[a-z0-9._@-]*[a-z0-9])?$/i.test(text);
  return { type: 'field', field, operator, values: [{ text, quoted }] };
}

function either(...parts: readonly Node[]): Node {
  return { type: 'or', parts };
}

function found(what: Recognised['what'], parts: readonly Node[]): Recognised {
  const [only] = parts;
  return {
    what,
    filter: printFilter(parts.length === 1 && only !== undefined ? only : { type: 'and', parts }),
  };
}
