/** Turns the fields of `from=` and `to=` entries into what a builder keeps. */
import type { RecordIndex } from '#core/base/units.ts';
import { bareAddress, splitRecipients } from '#core/formats/sendmail/address-list.ts';
import { parseDelay } from '#core/formats/sendmail/duration.ts';
import { isQueueId } from '#core/formats/sendmail/queue-id.ts';
import { remoteQueueId, statusOf } from '#core/formats/sendmail/status.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import type { Arrival, Delivery } from './builder.ts';
import { isLoopback } from './networks.ts';
import { put, type Writable } from './put.ts';
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
  const arrival: Writable<Arrival> = { record: index };
  if (from !== undefined && from !== '<NONE>') arrival.from = detached(bareSender(from));
  put(arrival, 'size', wholeNumber(f.get('size')));
  put(arrival, 'class', wholeNumber(f.get('class')));
  put(arrival, 'recipientCount', wholeNumber(f.get('nrcpts')));
  if (messageId !== undefined && messageId !== '') arrival.messageId = detached(bareMessageId(messageId));
  put(arrival, 'protocol', shared(f.get('proto'), pool));
  put(arrival, 'daemon', shared(f.get('daemon'), pool));
  if (relay !== undefined && relay !== '') arrival.client = pool.peer(relay);
  return arrival;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function shared(value: string | undefined, pool: TextPool): string | undefined {
  return value === undefined || value === '' ? undefined : pool.shared(value);
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
  const delivery: Writable<Delivery> = {
    record: index,
    recipients: splitRecipients(f.get('to') ?? '', f.has('delay') || f.has('ctladdr')).map(detached),
    status: stat === undefined ? 'unknown' : statusOf(stat, dsn),
  };
  put(delivery, 'dsn', shared(dsn, pool));
  if (stat !== undefined) delivery.stat = stat.startsWith('Sent (') ? detached(stat) : pool.shared(stat);
  put(delivery, 'reply', shared(f.get('reply'), pool));
  readNext(delivery, f, pool);
  put(delivery, 'mailer', shared(f.get('mailer'), pool));
  put(delivery, 'delay', parseDelay(f.get('delay') ?? ''));
  put(delivery, 'transactionDelay', parseDelay(f.get('xdelay') ?? ''));
  return delivery;
}

/** The next server and the id it gave; over the loopback that may be a hand-over. */
function readNext(delivery: Writable<Delivery>, f: Fields, pool: TextPool): void {
  const relay = f.get('relay');
  const stat = f.get('stat');
  if (relay !== undefined && relay !== '') delivery.relay = pool.peer(relay);
  const remote = stat === undefined ? undefined : remoteQueueId(stat);
  if (remote === undefined) return;
  delivery.remoteQueueId = detached(remote);
  if (delivery.relay !== undefined && isQueueId(remote) && isLoopback(delivery.relay))
    delivery.handOver = delivery.remoteQueueId;
}
