/** What each field of the filter looks at: columns of the messages, or the entries themselves. */
import { LABELS } from '#core/annotations/annotation.ts';
import { DIRECTIONS, STATUSES } from '#core/correlate/message.ts';
import { KINDS } from '#core/records/log-record.ts';
import { MARKS, type NumberColumn, type TextColumn } from '#core/records/message-columns.ts';
import type { NumberKind } from './numbers.ts';
import { rawKeyOf } from './raw-fields.ts';

export interface TextField {
  readonly type: 'text';
  readonly columns: readonly TextColumn[];
  /** How `:` compares: `holds` anywhere in the text, `begins` at its start, `is` all of it. */
  readonly how: 'holds' | 'begins' | 'is';
  readonly allowed?: ReadonlySet<string>;
  /** Only the part behind the last `@`. */
  readonly domain?: true;
  /** `<` and `>` around what is asked for are not in the columns. */
  readonly bare?: true;
  /** Values may be networks. */
  readonly network?: true;
}

export interface NumberField {
  readonly type: 'number';
  readonly column: NumberColumn;
  readonly kind: NumberKind;
}

/** Messages with an entry of this kind. */
export interface KindField {
  readonly type: 'kind';
  readonly allowed: ReadonlySet<string>;
}

/** Messages with an entry that has this key. */
export interface RawField {
  readonly type: 'raw';
  readonly key: string;
}

/** Messages with an entry that has this in its head. */
export interface HeadField {
  readonly type: 'head';
  readonly key: 'program' | 'pid';
}

export type Field = TextField | NumberField | KindField | RawField | HeadField;

const text = (...columns: readonly TextColumn[]): TextField => ({ type: 'text', columns, how: 'holds' });
const CLIENT = ['clientName', 'clientAddress', 'ident'] as const;
const NEXT = ['relayName', 'relayAddress'] as const;

const FIELDS: Readonly<Record<string, Field>> = {
  from: { ...text('from'), bare: true },
  to: { ...text('to'), bare: true },
  domain: { ...text('from', 'to'), domain: true },
  relay: text(...NEXT),
  client: text(...CLIENT),
  ip: { ...text('clientAddress', 'relayAddress'), network: true },
  qid: text('queueId'),
  msgid: { ...text('messageId'), bare: true },
  status: { type: 'text', columns: ['status'], how: 'is', allowed: new Set<string>(STATUSES) },
  dsn: { type: 'text', columns: ['dsn'], how: 'begins' },
  mailer: { type: 'text', columns: ['mailer'], how: 'is' },
  direction: { type: 'text', columns: ['direction'], how: 'is', allowed: new Set<string>(DIRECTIONS) },
  host: text('host'),
  program: { type: 'head', key: 'program' },
  pid: { type: 'head', key: 'pid' },
  daemon: text('daemon'),
  protocol: text('protocol'),
  reject: text('verdict'),
  stat: text('stat', 'reply'),
  note: text('note'),
  label: { type: 'text', columns: ['label'], how: 'is', allowed: new Set<string>(LABELS) },
  is: { type: 'text', columns: ['marks'], how: 'is', allowed: new Set<string>(MARKS) },
  kind: { type: 'kind', allowed: new Set<string>(KINDS) },
  size: { type: 'number', column: 'size', kind: 'size' },
  delay: { type: 'number', column: 'delay', kind: 'seconds' },
  recipients: { type: 'number', column: 'recipients', kind: 'count' },
  time: { type: 'number', column: 'time', kind: 'time' },
};

/** In the order in which they are offered. */
export const FIELD_NAMES = Object.keys(FIELDS);

export function fieldOf(name: string): Field | undefined {
  if (Object.hasOwn(FIELDS, name)) return FIELDS[name];
  const key = rawKeyOf(name);
  return key === undefined ? undefined : { type: 'raw', key };
}

/** Where a word is looked for beside the lines. */
export const WORD_COLUMNS: readonly TextColumn[] = [
  'from',
  'to',
  'stat',
  'reply',
  'verdict',
  ...CLIENT,
  ...NEXT,
  'host',
  'daemon',
  'protocol',
  'mailer',
  'dsn',
  'note',
  'queueId',
  'messageId',
];

/**
 * Of these each text stands in a line of its message as it is, unless an entry's text is no part of its lines: whoever has
 * looked through the lines need not look through these, which are the long ones. A Message-ID may be that of another
 * message, whose mail came back.
 */
export const IN_LINES: ReadonlySet<TextColumn> = new Set<TextColumn>(['queueId', 'to', 'stat', 'reply']);

/** States are found by their whole name only: `sent` is not meant by `sen`. */
export const STATE_COLUMNS: readonly TextColumn[] = ['status', 'direction'];
