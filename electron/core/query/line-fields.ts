/**
 * What each field of the filter is in one line of the log: what the line itself says, where it can. What only a message
 * has (its status, its direction, notes) is asked of the message that the line belongs to, and time of the log's clock.
 */
import { bodyOf, findVerdict } from '#core/correlate/verdicts.ts';
import { bareAddress, splitRecipients } from '#core/formats/sendmail/address-list.ts';
import { parsePeer } from '#core/formats/sendmail/peer.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { fieldOf, type TextField } from './fields.ts';
import type { NumberKind } from './numbers.ts';
import { rawNumberKind } from './raw-fields.ts';

export interface LineTexts {
  readonly type: 'texts';
  readonly texts: (record: LogRecord) => readonly string[];
  readonly how: TextField;
  /** In lower case: what a line must hold to have any of these; undefined where nothing is certain. */
  readonly key?: string;
  /** Compared as a number: always, or only with `<` and `>`. */
  readonly number?: { readonly kind: NumberKind; readonly always: boolean };
}

export type LineField = LineTexts | { readonly type: 'kind' | 'time' | 'message' };

const HOLDS: TextField = { type: 'text', columns: [], how: 'holds' };
const IS: TextField = { ...HOLDS, how: 'is' };

function valuesOf(record: LogRecord, key: string): readonly string[] {
  return record.fields.filter(([name]) => name.toLowerCase() === key).map(([, value]) => value);
}

function known(...texts: readonly (string | undefined)[]): readonly string[] {
  return texts.filter((text) => text !== undefined);
}

const senders = (record: LogRecord): readonly string[] => valuesOf(record, 'from').map(bareAddress);
const recipients = (record: LogRecord): readonly string[] =>
  valuesOf(record, 'to').flatMap((list) => splitRecipients(list));
/** As logged, and its parts. */
const peers = (record: LogRecord): readonly string[] =>
  valuesOf(record, 'relay').flatMap((relay) => {
    const { name, address, ident } = parsePeer(relay);
    return known(relay, name, address, ident);
  });

const ADDRESS =
  /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|(?:ipv6:)?[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\.\d{1,3}){0,3})(?![\w:])/gi;
/** A time of day has the form of an address that was shortened nowhere. */
const TIME_OF_DAY = /^\d{1,2}(?::\d{2}){2}$/;

/** Every address that stands in the text, where it begins and ends. */
export function* addressesIn(text: string): Generator<{ at: number; end: number; address: string }> {
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(/^ipv6:/i, '');
    if (TIME_OF_DAY.test(address) || address === '::') continue;
    const end = match.index + match[0].length;
    yield { at: end - address.length, end, address };
  }
}

const TEXTS: Readonly<Record<string, Pick<LineTexts, 'texts' | 'key'>>> = {
  from: { texts: senders, key: 'from' },
  to: { texts: recipients, key: 'to' },
  domain: { texts: (record) => [...senders(record), ...recipients(record)] },
  relay: { texts: peers, key: 'relay' },
  client: { texts: (record) => (record.kind === 'to' ? [] : peers(record)), key: 'relay' },
  ip: { texts: (record) => Array.from(addressesIn(record.raw), ({ address }) => address) },
  qid: { texts: ({ queueId, childId }) => known(queueId, childId) },
  msgid: { texts: (record) => valuesOf(record, 'msgid').map(bareAddress), key: 'msgid' },
  dsn: { texts: (record) => valuesOf(record, 'dsn'), key: 'dsn' },
  mailer: { texts: (record) => valuesOf(record, 'mailer'), key: 'mailer' },
  daemon: { texts: (record) => valuesOf(record, 'daemon'), key: 'daemon' },
  protocol: { texts: (record) => valuesOf(record, 'proto'), key: 'proto' },
  stat: { texts: (record) => [...valuesOf(record, 'stat'), ...valuesOf(record, 'reply')] },
  reject: { texts: refusals },
  host: { texts: ({ host }) => known(host) },
};

/** Not the words that are made up where a line has none. */
function refusals(record: LogRecord): readonly string[] {
  if (record.dialect !== 'sendmail' || record.kind === 'from' || record.kind === 'to') return [];
  const text = findVerdict(record, bodyOf(record))?.text;
  return text !== undefined && record.text.includes(text) ? [text] : [];
}

const NUMBERS: Readonly<Record<string, NumberKind>> = { size: 'size', delay: 'seconds' };

export function lineFieldOf(name: string): LineField | undefined {
  const field = fieldOf(name);
  if (field === undefined) return undefined;
  if (field.type === 'kind') return { type: 'kind' };
  if (field.type === 'head') return headField(field.key);
  if (field.type === 'raw') {
    const { key } = field;
    const number = { kind: rawNumberKind(key), always: false };
    return { type: 'texts', texts: (record) => valuesOf(record, key), how: HOLDS, key, number };
  }
  if (name === 'time') return { type: 'time' };
  const kind = NUMBERS[name];
  if (kind !== undefined) {
    const texts = (record: LogRecord): readonly string[] => valuesOf(record, name);
    return { type: 'texts', texts, how: HOLDS, key: name, number: { kind, always: true } };
  }
  const own = TEXTS[name];
  return own === undefined || field.type !== 'text'
    ? { type: 'message' }
    : { type: 'texts', how: field, ...own };
}

function headField(key: 'program' | 'pid'): LineTexts {
  return key === 'program'
    ? { type: 'texts', texts: ({ program }) => known(program), how: HOLDS }
    : { type: 'texts', texts: ({ pid }) => (pid === undefined ? [] : [String(pid)]), how: IS };
}
