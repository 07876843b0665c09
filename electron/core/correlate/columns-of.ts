/** Messages as columns. Each column is made when it is first asked for and kept: a log that is only read needs none. */
import {
  ABSENT,
  type Mark,
  type MessageColumns,
  type MessageEntries,
  type NumberColumn,
  type TextColumn,
  type TextDictionary,
} from '#core/records/message-columns.ts';
import type { Attempt, Message } from './message.ts';

type Text = string | undefined;
type One = (message: Message) => Text;
type Many = (message: Message) => readonly Text[];

/** What the recipients say at last, and what their attempts said before. */
function tried(message: Message, value: (said: Pick<Attempt, 'dsn' | 'stat' | 'relay'>) => Text): Text[] {
  return message.recipients.flatMap((r) => [value(r), ...r.attempts.map(value)]);
}

const ONE = {
  from: (m) => m.from,
  clientName: (m) => m.client?.name,
  clientAddress: (m) => m.client?.address,
  ident: (m) => m.client?.ident,
  messageId: (m) => m.messageId,
  host: (m) => m.host,
  direction: (m) => m.direction,
  daemon: (m) => m.daemon,
  protocol: (m) => m.protocol,
  verdict: (m) => m.verdict,
} as const satisfies Partial<Record<TextColumn, One>>;

type ManyColumn = Exclude<TextColumn, keyof typeof ONE>;

const MANY: Readonly<Record<ManyColumn, Many>> = {
  to: (m) => m.recipients.map((r) => r.to),
  relayName: (m) => tried(m, ({ relay }) => relay?.name),
  relayAddress: (m) => tried(m, ({ relay }) => relay?.address),
  queueId: (m) => [...m.queueIds, ...m.recipients.map((r) => r.remoteQueueId)],
  status: (m) => [m.status, ...m.recipients.map((r) => r.status)],
  dsn: (m) => tried(m, ({ dsn }) => dsn),
  mailer: (m) => m.recipients.map((r) => r.mailer),
  stat: (m) => tried(m, ({ stat }) => stat),
  reply: (m) => m.recipients.flatMap((r) => r.attempts.map((a) => a.reply)),
  marks: marksOf,
  /* A message does not keep who wrote its lines: it stays empty until messages are made from columns. */
  program: () => [],
  /* What the reader wrote: the index puts it on the messages before it makes the columns. */
  note: (m) => m.annotated?.notes ?? [],
  label: (m) => m.annotated?.labels ?? [],
};

const NUMBERS: Readonly<Record<NumberColumn, (message: Message) => number | undefined>> = {
  time: (m) => m.arrived ?? m.finished,
  size: (m) => m.size,
  delay: (m) => longestDelay(m.recipients.map(({ delay }) => delay)),
  recipients: (m) => m.recipientCount ?? m.recipients.length,
  finished: (m) => m.finished,
  zone: (m) => m.zone,
};

export function columnsOf(messages: readonly Message[]): MessageColumns {
  const texts = new Map<TextColumn, TextDictionary>();
  const numbers = new Map<NumberColumn, Float64Array>();
  return {
    count: messages.length,
    dictionary: (column) => kept(texts, column, () => textsOf(messages, column)),
    numbers: (column) =>
      kept(numbers, column, () => Float64Array.from(messages, (m) => NUMBERS[column](m) ?? NaN)),
    entries: () => entriesOf(messages),
  };
}

function entriesOf(messages: readonly Message[]): MessageEntries {
  const starts = new Uint32Array(messages.length + 1);
  for (const [m, { records }] of messages.entries()) starts[m + 1] = (starts[m] ?? 0) + records.length;
  return { ids: Uint32Array.from(messages.flatMap(({ records }) => records)), starts };
}

function kept<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

function textsOf(messages: readonly Message[], column: TextColumn): TextDictionary {
  return isOne(column) ? single(messages, ONE[column]) : multiple(messages, MANY[column]);
}

function isOne(column: TextColumn): column is keyof typeof ONE {
  return Object.hasOwn(ONE, column);
}

class Interned {
  readonly strings: string[] = [''];
  readonly #ids = new Map<string, number>();

  id(text: Text): number {
    if (text === undefined) return ABSENT;
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    this.#ids.set(text, this.strings.length);
    return this.strings.push(text) - 1;
  }
}

function single(messages: readonly Message[], value: One): TextDictionary {
  const interned = new Interned();
  return { ids: Uint32Array.from(messages, (m) => interned.id(value(m))), strings: interned.strings };
}

/** Each value of a message once; what is absent takes no place. */
function multiple(messages: readonly Message[], values: Many): TextDictionary {
  const interned = new Interned();
  const starts = new Uint32Array(messages.length + 1);
  const ids: number[] = [];
  for (const [m, message] of messages.entries()) {
    for (const text of new Set(values(message))) if (text !== undefined) ids.push(interned.id(text));
    starts[m + 1] = ids.length;
  }
  return { ids: Uint32Array.from(ids), starts, strings: interned.strings };
}

export const FAILED: readonly string[] = ['bounced', 'rejected', 'deferred'];

export function marksOf(m: Message): readonly Mark[] {
  const marks: Mark[] = [];
  if (m.connection === true) marks.push('connection');
  if (m.from === '') marks.push('bounce');
  if (!m.startSeen) marks.push('incomplete');
  if (!m.endSeen) marks.push('open');
  if (m.recipients.some((r) => r.attempts.length > 1)) marks.push('retried');
  if (FAILED.includes(m.status)) marks.push('failed');
  if (m.annotated?.noted === true) marks.push('noted');
  return marks;
}

export function longestDelay(delays: readonly (number | undefined)[]): number | undefined {
  return delays.reduce(
    (most, delay) => (most === undefined || (delay !== undefined && delay > most) ? delay : most),
    undefined,
  );
}
