/** Turns the fields of `from=` and `to=` entries into what a builder keeps. */
import type { RecordIndex } from '#core/base/units.ts';
import { bareAddress, splitRecipients } from '#core/formats/sendmail/address-list.ts';
import { parseDelay } from '#core/formats/sendmail/duration.ts';
import { isQueueId } from '#core/formats/sendmail/queue-id.ts';
import { remoteQueueId, statusOf } from '#core/formats/sendmail/status.ts';
import { field, type LogRecord } from '#core/records/log-record.ts';
import type { Arrival, Delivery } from './builder.ts';
import { isLoopback } from './networks.ts';
import { detached, type TextPool } from './text-pool.ts';

type Fields = ReadonlyMap<string, string>;

/** The first value of each key. */
function fieldsOf(record: LogRecord): Fields {
  const map = new Map<string, string>();
  for (const [key, value] of record.fields) if (!map.has(key)) map.set(key, value);
  return map;
}

export function readArrival(record: LogRecord, index: RecordIndex, pool: TextPool): Arrival {
  const f = fieldsOf(record);
  const from = f.get('from');
  const messageId = f.get('msgid');
  const relay = f.get('relay');
  return {
    record: index,
    ...numbers(f),
    ...(from === undefined || from === '<NONE>' ? {} : { from: detached(bareSender(from)) }),
    ...(messageId === undefined || messageId === '' ? {} : { messageId: detached(bareMessageId(messageId)) }),
    ...shared('protocol', f.get('proto'), pool),
    ...shared('daemon', f.get('daemon'), pool),
    ...(relay === undefined || relay === '' ? {} : { client: pool.peer(relay) }),
  };
}

function numbers(f: Fields): Partial<Pick<Arrival, 'size' | 'class' | 'recipientCount'>> {
  const size = wholeNumber(f.get('size'));
  const precedence = wholeNumber(f.get('class'));
  const recipientCount = wholeNumber(f.get('nrcpts'));
  return {
    ...(size === undefined ? {} : { size }),
    ...(precedence === undefined ? {} : { class: precedence }),
    ...(recipientCount === undefined ? {} : { recipientCount }),
  };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function shared<K extends string>(key: K, value: string | undefined, pool: TextPool): Partial<Record<K, string>> {
  if (value === undefined || value === '') return {};
  const found: Partial<Record<K, string>> = {};
  found[key] = pool.shared(value);
  return found;
}

/** A sender cut at 200 characters has lost its `>`. */
export function bareSender(from: string): string {
  const bare = bareAddress(from);
  return bare.startsWith('<') ? bare.slice(1) : bare;
}

/** A Message-ID cut at 100 characters has lost its `>`. */
export function bareMessageId(id: string): string {
  return id.replace(/^</, '').replace(/>$/, '');
}

export function readDelivery(record: LogRecord, index: RecordIndex, pool: TextPool): Delivery {
  const f = fieldsOf(record);
  const stat = f.get('stat');
  const dsn = f.get('dsn');
  const relay = f.get('relay');
  const remote = stat === undefined ? undefined : remoteQueueId(stat);
  const peer = relay === undefined || relay === '' ? undefined : pool.peer(relay);
  return {
    record: index,
    recipients: splitRecipients(f.get('to') ?? '').map(detached),
    status: stat === undefined ? 'unknown' : statusOf(stat, dsn),
    ...shared('dsn', dsn, pool),
    ...(stat === undefined ? {} : { stat: stat.startsWith('Sent (') ? detached(stat) : pool.shared(stat) }),
    ...shared('reply', f.get('reply'), pool),
    ...(peer === undefined ? {} : { relay: peer }),
    ...shared('mailer', f.get('mailer'), pool),
    ...durations(f),
    ...(remote === undefined ? {} : { remoteQueueId: detached(remote) }),
    ...(remote !== undefined && peer !== undefined && isQueueId(remote) && isLoopback(peer)
      ? { handOver: detached(remote) }
      : {}),
  };
}

function durations(f: Fields): Partial<Pick<Delivery, 'delay' | 'transactionDelay'>> {
  const delay = parseDelay(f.get('delay') ?? '');
  const transactionDelay = parseDelay(f.get('xdelay') ?? '');
  return {
    ...(delay === undefined ? {} : { delay }),
    ...(transactionDelay === undefined ? {} : { transactionDelay }),
  };
}
