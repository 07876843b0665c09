/** Turns the fields of `from=` and `to=` entries into rows as a builder keeps them. Of a key given twice the first counts. */
import { bareAddress, splitRecipients } from '#core/formats/sendmail/address-list.ts';
import { parseDelay } from '#core/formats/sendmail/duration.ts';
import { statusOf } from '#core/formats/sendmail/status.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { ARRIVAL_WIDTH, DELIVERY_WIDTH } from './builder-rows.ts';
import type { EntryRowsWriter, TextNumbers } from './entry-rows.ts';
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
export function readArrival(record: LogRecord, { arrivals, texts }: EntryRowsWriter): number {
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
  const none = from === undefined || from === '<NONE>';
  arrivals.push(
    0,
    none ? 0 : texts.id(bareSender(from)),
    packNumber(wholeNumber(size), size, texts),
    texts.idOf(digits(f.class)),
    texts.idOf(digits(f.nrcpts)),
    msgid === undefined || msgid === '' ? 0 : texts.id(bareMessageId(msgid)),
    texts.idOf(notEmpty(f.proto)),
    texts.idOf(notEmpty(f.daemon)),
    texts.idOf(f.relay),
  );
  return arrivals.length / ARRIVAL_WIDTH - 1;
}

/** What fits is kept as it is, what does not as the text it came from. -1 is nothing. */
function packNumber(value: number | undefined, text: string | undefined, texts: TextNumbers): number {
  if (value === undefined || text === undefined) return -1;
  const fits = Number.isInteger(value) && value < 0x4000_0000 && !text.startsWith('-');
  return fits ? value : -2 - texts.id(text);
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

/** Answers the number of the new row, and what `stat=` says. */
export function readDelivery(
  record: LogRecord,
  writer: EntryRowsWriter,
): { readonly row: number; readonly stat: string | undefined } {
  const { deliveries, texts } = writer;
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
  deliveries.push(
    0,
    recipients(f.to ?? '', delay !== undefined || f.ctladdr !== undefined, writer),
    STATUSES.indexOf(status),
    texts.idOf(notEmpty(dsn)),
    texts.idOf(stat),
    texts.idOf(notEmpty(f.reply)),
    texts.idOf(f.relay),
    texts.idOf(notEmpty(f.mailer)),
    packNumber(parseDelay(delay ?? ''), delay, texts),
    packNumber(parseDelay(xdelay ?? ''), xdelay, texts),
    0,
  );
  return { row: deliveries.length / DELIVERY_WIDTH - 1, stat };
}

/** One is its text; of several the numbers stand in a list, behind how many they are. */
function recipients(value: string, whole: boolean, { texts, lists }: EntryRowsWriter): number {
  const all = splitRecipients(value, whole);
  const [only] = all;
  if (only !== undefined && all.length === 1) return texts.id(only);
  const place = lists.length;
  lists.push(all.length, ...all.map((to) => texts.id(to)));
  return -1 - place;
}
