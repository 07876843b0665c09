/** Messages and counts as text for a terminal. Log text is stripped of control characters. */
import type { Language } from '#core/contract/channels.ts';
import { isoTime } from '#core/correlate/iso-time.ts';
import type { Json, JsonObject } from '#core/correlate/message-json.ts';
import type { Message, Peer, Recipient } from '#core/correlate/message.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { relayGraph } from '#core/relay-graph/relay-graph.ts';
import { storyOf } from '#core/relay-graph/story.ts';
import { texts, type Label, type Texts } from './texts.ts';

/** One line: time, direction, status, from, to. */
export function messageLine(m: Message, language: Language): string {
  const t = texts(language);
  const last = m.recipients.at(-1);
  const delay = last?.delay === undefined ? '' : `  ${t.seconds(last.delay)}`;
  const to = m.recipients.length === 0 ? t.label.noRecipient : m.recipients.map((r) => r.to).join(', ');
  return plain(
    `${timeText(m.arrived, m.zone)}  ${t.direction[m.direction]}  ${t.status[m.status]}  ${m.queueIds.join('+') || '-'}  ${sender(m, t)} -> ${to}${delay}`,
  );
}

/** A message in full, without its lines. */
export function messageText(m: Message, language: Language): string {
  const t = texts(language);
  const rows: (readonly [Label, string | undefined])[] = [
    ['ids', m.queueIds.join(', ') || undefined],
    [
      'arrived',
      m.arrived === undefined ? undefined : `${timeText(m.arrived, m.zone)}  ${t.direction[m.direction]}`,
    ],
    ['from', sender(m, t)],
    ['client', m.client === undefined ? undefined : peerText(m.client)],
    [
      'server',
      [m.host, m.protocol, m.daemon].filter((x) => x !== undefined && x !== '').join('  ') || undefined,
    ],
    ['messageId', m.messageId],
    ['size', m.size === undefined ? undefined : t.bytes(m.size)],
    ...(m.handOvers ?? []).map((h) => ['handOver', h.to] as const),
    ...m.recipients.map((r) => ['to', recipientText(r, t)] as const),
    ['verdict', m.verdict],
    ['status', t.status[m.status]],
    ['parents', m.parents.join(', ') || undefined],
    ['children', m.children.join(', ') || undefined],
  ];
  const notes = [m.startSeen ? '' : t.label.cutStart, m.endSeen ? '' : t.label.cutEnd].filter(
    (x) => x !== '',
  );
  const lines = rows.flatMap(([label, value]) =>
    value === undefined ? [] : [plain(`  ${padded(t.label[label])}${value}`)],
  );
  return [plain(m.id), ...lines, ...notes.map((n) => `  (${n})`)].join('\n');
}

/** What happened, hop by hop, and what to do next: a sentence a line. */
export function storyLines(
  message: Message,
  records: readonly LogRecord[],
  language: Language,
): readonly string[] {
  const { sentences, next } = storyOf(message, relayGraph(message, records), language);
  return [...sentences, ...next.map((sentence) => `${texts(language).label.todo}${sentence}`)].map(plain);
}

function recipientText(r: Recipient, t: Texts): string {
  const next =
    r.relay === undefined ? (r.mailer === 'local' ? t.label.mailbox : undefined) : peerText(r.relay);
  const parts = [
    r.to,
    t.status[r.status],
    r.dsn,
    r.stat,
    next === undefined ? undefined : `${t.label.next}: ${next}`,
    r.mailer,
    r.delay === undefined ? undefined : t.seconds(r.delay),
    r.attempts.length > 1 ? `${t.label.attempts}: ${r.attempts.length}` : undefined,
  ];
  return parts.filter((p) => p !== undefined).join('  ');
}

function peerText(peer: Peer): string {
  const name = `${peer.ident === undefined ? '' : `${peer.ident}@`}${peer.name ?? ''}`;
  return [name, peer.address === undefined ? '' : `[${peer.address}]`, peer.forged ? '(may be forged)' : '']
    .filter((x) => x !== '')
    .join(' ');
}

function sender(m: Message, t: Texts): string {
  if (m.from === '') return t.label.nobody;
  return m.from ?? '-';
}

function timeText(time: number | undefined, zone: number | undefined): string {
  return time === undefined ? '-' : isoTime(time, zone ?? 0);
}

/** CJK characters take two columns. */
function padded(label: string): string {
  const width = label.length + (label.match(/[\u2e80-\uffff]/gu)?.length ?? 0);
  return label + ' '.repeat(Math.max(1, 14 - width));
}

/** Control characters of a log must not reach a terminal. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, '\uFFFD');
}

const STATS: readonly (readonly [key: string, label: Label])[] = [
  ['lines', 'lines'],
  ['entries', 'entries'],
  ['unparsed', 'unparsed'],
  ['byDialect', 'dialects'],
  ['byKind', 'kinds'],
  ['queueIds', 'queueIds'],
  ['messages', 'messages'],
  ['recipients', 'recipients'],
  ['byStatus', 'statuses'],
  ['byStat', 'words'],
  ['byDirection', 'directions'],
];

export function statsText(stats: JsonObject, language: Language): string {
  const t = texts(language);
  const named = (key: string, name: string): string => {
    if (key === 'byStatus') return t.status[name as keyof Texts['status']];
    return key === 'byDirection' ? t.direction[name as keyof Texts['direction']] : name;
  };
  const rows = STATS.map(([key, label]) => {
    const value = stats[key];
    const text =
      typeof value === 'object'
        ? Object.entries(value)
            .map(([k, n]) => `${named(key, k)} ${textOf(n)}`)
            .join(', ')
        : textOf(value);
    return `${padded(t.label[label])}${plain(text)}`;
  });
  const { from, to } = stats;
  return [...rows, `${padded(t.label.span)}${textOf(from)} .. ${textOf(to)}`].join('\n');
}

function textOf(value: Json): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '-';
}
