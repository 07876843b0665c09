/** Turns the fields of `from=` and `to=` entries into the rows that a builder keeps. Of a key given twice the first counts. */
import type { RecordIndex } from '#core/base/units.ts';
import { bareAddress, splitRecipients } from '#core/formats/sendmail/address-list.ts';
import { parseDelay } from '#core/formats/sendmail/duration.ts';
import { statusOf } from '#core/formats/sendmail/status.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { ARRIVAL, DELIVERY, type BuilderRows } from './builder-rows.ts';
import { STATUSES } from './message.ts';

type Values<K extends string> = Record<K, string | undefined>;

/** One pass over the fields; a look for each key took most of the time. */
function firstValues<K extends string>(record: LogRecord, into: Values<K>): Values<K> {
  for (const [key, value] of record.fields) {
    if (key in into) into[key as K] ??= value;
  }
  return into;
}

/** Answers the number of the new row. */
export function addArrival(record: LogRecord, index: RecordIndex, rows: BuilderRows): number {
  const { arrivals, texts } = rows;
  const f = firstValues(record, {
    from: undefined,
    size: undefined,
    class: undefined,
    nrcpts: undefined,
    msgid: undefined,
    proto: undefined,
    daemon: undefined,
    relay: undefined,
  });
  const { from, size, msgid } = f;
  const row = arrivals.add();
  arrivals.set(row, ARRIVAL.record, index);
  if (from !== undefined && from !== '<NONE>')
    arrivals.set(row, ARRIVAL.from, texts.repeated(bareSender(from)));
  arrivals.set(row, ARRIVAL.size, rows.packNumber(wholeNumber(size), size));
  arrivals.set(row, ARRIVAL.class, texts.idOf(digits(f.class)));
  arrivals.set(row, ARRIVAL.count, texts.idOf(digits(f.nrcpts)));
  arrivals.set(
    row,
    ARRIVAL.messageId,
    msgid === undefined || msgid === '' ? 0 : texts.id(bareMessageId(msgid)),
  );
  arrivals.set(row, ARRIVAL.protocol, texts.idOf(notEmpty(f.proto)));
  arrivals.set(row, ARRIVAL.daemon, texts.idOf(notEmpty(f.daemon)));
  arrivals.set(row, ARRIVAL.client, texts.idOf(notEmpty(f.relay)));
  return row;
}

export function wholeNumber(text: string | undefined): number | undefined {
  return digits(text) === undefined ? undefined : Number(text);
}

function digits(text: string | undefined): string | undefined {
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? text : undefined;
}

function notEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
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

/** Answers the number of the new row. */
export function addDelivery(record: LogRecord, index: RecordIndex, rows: BuilderRows): number {
  const { deliveries, texts } = rows;
  const f = firstValues(record, {
    to: undefined,
    ctladdr: undefined,
    delay: undefined,
    xdelay: undefined,
    mailer: undefined,
    relay: undefined,
    dsn: undefined,
    stat: undefined,
    reply: undefined,
  });
  const { stat, dsn, delay, xdelay } = f;
  const status = stat === undefined ? 'unknown' : statusOf(stat, dsn);
  const row = deliveries.add();
  deliveries.set(row, DELIVERY.record, index);
  deliveries.set(
    row,
    DELIVERY.to,
    recipients(f.to ?? '', delay !== undefined || f.ctladdr !== undefined, rows),
  );
  deliveries.set(row, DELIVERY.flags, STATUSES.indexOf(status));
  deliveries.set(row, DELIVERY.dsn, texts.idOf(notEmpty(dsn)));
  deliveries.set(row, DELIVERY.stat, statId(stat, rows));
  deliveries.set(row, DELIVERY.reply, texts.idOf(notEmpty(f.reply)));
  deliveries.set(row, DELIVERY.relay, texts.idOf(notEmpty(f.relay)));
  deliveries.set(row, DELIVERY.mailer, texts.idOf(notEmpty(f.mailer)));
  deliveries.set(row, DELIVERY.delay, rows.packNumber(parseDelay(delay ?? ''), delay));
  deliveries.set(row, DELIVERY.transactionDelay, rows.packNumber(parseDelay(xdelay ?? ''), xdelay));
  return row;
}

/** What a server answers to a message taken is hardly ever said twice. */
function statId(stat: string | undefined, { texts }: BuilderRows): number {
  if (stat === undefined) return 0;
  return stat.startsWith('Sent (') ? texts.id(stat) : texts.repeated(stat);
}

/** One is its text; of several the numbers stand in a list, behind how many they are. */
function recipients(value: string, whole: boolean, { texts, lists }: BuilderRows): number {
  const all = splitRecipients(value, whole);
  const [only] = all;
  if (only !== undefined && all.length === 1) return texts.id(only);
  const place = lists.add();
  lists.set(place, 0, all.length);
  for (const to of all) lists.set(lists.add(), 0, texts.id(to));
  return -1 - place;
}
