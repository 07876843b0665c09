/**
 * What a filter means, message by message and from the message itself: slow, and as plain as can be. The filter over
 * columns has to find the same.
 */
import type { Message, Peer } from '#core/correlate/message.ts';
import type { FieldNode, Node, Value } from '#core/query/ast.ts';
import { inNetwork, readNetwork } from '#core/query/network.ts';
import { compares, readSpan } from '#core/query/numbers.ts';
import { matchesWildcard } from '#core/query/wildcard.ts';
import type { LogRecord } from '#core/records/log-record.ts';

type Texts = readonly (string | undefined)[];

const peer = (p: Peer | undefined): Texts => [p?.name, p?.address, p?.ident];
const nexts = (m: Message): readonly (Peer | undefined)[] =>
  m.recipients.flatMap((r) => [r.relay, ...r.attempts.map((a) => a.relay)]);
const domain = (s: string | undefined): string | undefined =>
  s === undefined ? undefined : s.includes('@') ? s.replace(/^.*@/s, '') : '';

const TEXTS: Readonly<Record<string, (m: Message) => Texts>> = {
  from: (m) => [m.from],
  to: (m) => m.recipients.map((r) => r.to),
  domain: (m) => [m.from, ...m.recipients.map((r) => r.to)].map(domain),
  client: (m) => peer(m.client),
  relay: (m) => nexts(m).flatMap((p) => [p?.name, p?.address]),
  ip: (m) => [m.client, ...nexts(m)].map((p) => p?.address),
  qid: (m) => [...m.queueIds, ...m.recipients.map((r) => r.remoteQueueId)],
  msgid: (m) => [m.messageId],
  status: (m) => [m.status, ...m.recipients.map((r) => r.status)],
  dsn: (m) => m.recipients.flatMap((r) => [r.dsn, ...r.attempts.map((a) => a.dsn)]),
  mailer: (m) => m.recipients.map((r) => r.mailer),
  direction: (m) => [m.direction],
  host: (m) => [m.host],
  daemon: (m) => [m.daemon],
  protocol: (m) => [m.protocol],
  reject: (m) => [m.verdict],
  stat: (m) => m.recipients.flatMap((r) => [r.stat, ...r.attempts.flatMap((a) => [a.stat, a.reply])]),
  note: (m) => m.annotated?.notes ?? [],
  label: (m) => m.annotated?.labels ?? [],
  is: (m) => [
    m.connection === true ? 'connection' : undefined,
    m.from === '' ? 'bounce' : undefined,
    m.startSeen ? undefined : 'incomplete',
    m.endSeen ? undefined : 'open',
    m.recipients.some((r) => r.attempts.length > 1) ? 'retried' : undefined,
    ['bounced', 'rejected', 'deferred'].includes(m.status) ? 'failed' : undefined,
    m.annotated?.noted === true ? 'noted' : undefined,
  ],
};
const WORDS = [
  'from',
  'to',
  'stat',
  'reject',
  'note',
  'relay',
  'client',
  'host',
  'daemon',
  'protocol',
  'mailer',
  'dsn',
  'qid',
  'msgid',
];

function longest(delays: readonly number[]): number | undefined {
  return delays.length === 0 ? undefined : Math.max(...delays);
}

function local(m: Message): number | undefined {
  const time = m.arrived ?? m.finished;
  return time === undefined ? undefined : time + (m.zone ?? 0) * 60_000;
}

const NUMBERS = {
  size: { kind: 'size', of: (m: Message) => m.size },
  delay: { kind: 'seconds', of: (m: Message) => longest(m.recipients.flatMap((r) => r.delay ?? [])) },
  recipients: { kind: 'count', of: (m: Message) => m.recipientCount ?? m.recipients.length },
  time: { kind: 'time', of: local },
} as const;

export function holds(node: Node, message: Message, records: readonly LogRecord[]): boolean {
  if (node.type === 'and') return node.parts.every((part) => holds(part, message, records));
  if (node.type === 'or') return node.parts.some((part) => holds(part, message, records));
  if (node.type === 'not') return !holds(node.part, message, records);
  const lines = message.records.flatMap((index) => records[index] ?? []);
  if (node.type === 'word') return wordHolds(node.value, message, lines);
  const some = fieldHolds(node, message, lines);
  return node.operator === '!=' ? !some : some;
}

function wordHolds(value: Value, message: Message, lines: readonly LogRecord[]): boolean {
  const states = [message.direction, message.status, ...message.recipients.map((r) => r.status)];
  if (value.text === '') return true;
  if (value.regex !== true && states.some((state) => state === value.text)) return true;
  const texts = [...WORDS.flatMap((name) => TEXTS[name]?.(message) ?? []), ...lines.map(({ raw }) => raw)];
  return texts.some((text) => text !== undefined && wordIn(text, value));
}

function wordIn(text: string, { text: word, quoted, regex }: Value): boolean {
  if (regex === true) return new RegExp(word, 'i').test(text);
  if (quoted) return text.toLowerCase().includes(word);
  return matchesWildcard(`*${word}*`, text.toLowerCase());
}

function fieldHolds(node: FieldNode, message: Message, lines: readonly LogRecord[]): boolean {
  const { field, operator, values } = node;
  if (field === 'kind') return lines.some(({ kind }) => values.some(({ text }) => text === kind));
  if (field in NUMBERS) {
    const { kind, of } = NUMBERS[field as keyof typeof NUMBERS];
    const number = of(message);
    const spans = values.flatMap(({ text }) => readSpan(text, kind) ?? []);
    return number !== undefined && spans.some((span) => compares(number, operator, span));
  }
  const texts = TEXTS[field]?.(message) ?? rawValues(field, lines);
  return texts.some(
    (text) => text !== undefined && values.some((value) => valueIn(field, text, operator, value)),
  );
}

function rawValues(key: string, lines: readonly LogRecord[]): Texts {
  if (key === 'program') return lines.map(({ program }) => program);
  if (key === 'pid') return lines.map(({ pid }) => pid?.toString());
  return lines.flatMap(({ fields }) =>
    fields.filter(([k]) => k.toLowerCase() === key.replace(/^raw\./, '')).map(([, value]) => value),
  );
}

function valueIn(
  field: string,
  text: string,
  operator: string,
  { text: asked, quoted, regex }: Value,
): boolean {
  if (regex === true) return new RegExp(operator === ':' ? asked : `^(?:${asked})$`, 'i').test(text);
  const isWhole = /^[^/]*:[^/]*$/.test(asked);
  const network = field === 'ip' ? readNetwork(isWhole ? `${asked}/128` : asked) : undefined;
  if (network !== undefined) return inNetwork(text, network);
  const bare = ['from', 'to', 'msgid'].includes(field) ? asked.replace(/^<|>$/g, '') : asked;
  const lower = text.toLowerCase();
  if (!quoted && /[*?]/.test(bare)) return matchesWildcard(bare, lower);
  if (
    operator !== ':' ||
    ['status', 'mailer', 'direction', 'label', 'is', 'pid'].includes(field) ||
    bare === ''
  )
    return lower === bare;
  return field === 'dsn' ? lower.startsWith(bare) : lower.includes(bare);
}
