/** Turns the fields of `from=` and `to=` entries into rows as a builder keeps them. Of a key given twice the first counts. */
import { bareAddress, splitRecipients } from '#core/formats/sendmail/address-list.ts';
import { parseDelay } from '#core/formats/sendmail/duration.ts';
import { statusOf } from '#core/formats/sendmail/status.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import type { EntryRowsWriter } from './entry-rows.ts';
import { STATUSES } from './message.ts';
import type { TextNumbers } from './text-numbers.ts';

/** Larger numbers are kept as the texts they came from. */
export const LARGEST_KEPT = 0x4000_0000;

/** The first value of each of some keys. */
type Values<K extends string> = Partial<Record<K, string>>;
type ArrivalKey = 'from' | 'size' | 'class' | 'nrcpts' | 'msgid' | 'proto' | 'daemon' | 'relay';
type DeliveryKey = 'to' | 'ctladdr' | 'delay' | 'xdelay' | 'mailer' | 'relay' | 'dsn' | 'stat' | 'reply';

/* One pass with the keys spelled out: a look for each key, or for each field among the keys, took most of the time. */
function arrivalValues({ fields }: LogRecord): Values<ArrivalKey> {
  const found: Values<ArrivalKey> = {};
  for (const [key, value] of fields) {
    switch (key) {
      case 'from':
      case 'size':
      case 'class':
      case 'nrcpts':
      case 'msgid':
      case 'proto':
      case 'daemon':
      case 'relay':
        found[key] ??= value;
        break;
      default:
    }
  }
  return found;
}

function deliveryValues({ fields }: LogRecord): Values<DeliveryKey> {
  const found: Values<DeliveryKey> = {};
  for (const [key, value] of fields) {
    switch (key) {
      case 'to':
      case 'ctladdr':
      case 'delay':
      case 'xdelay':
      case 'mailer':
      case 'relay':
      case 'dsn':
      case 'stat':
      case 'reply':
        found[key] ??= value;
        break;
      default:
    }
  }
  return found;
}

/** Answers the number of the new row. */
export function readArrival(record: LogRecord, writer: EntryRowsWriter): number {
  const { texts } = writer;
  const f = arrivalValues(record);
  const { from, size, msgid } = f;
  const none = from === undefined || from === '<NONE>';
  return writer.addArrival(
    none ? 0 : texts.id(bareSender(from)),
    packNumber(wholeNumber(size), size, texts),
    texts.idOf(digits(f.class)),
    texts.idOf(digits(f.nrcpts)),
    msgid === undefined || msgid === '' ? 0 : texts.fresh(bareMessageId(msgid)),
    texts.idOf(notEmpty(f.proto)),
    texts.idOf(notEmpty(f.daemon)),
    texts.idOf(f.relay),
  );
}

/** What fits is kept as it is, what does not as the text it came from. -1 is nothing. */
function packNumber(value: number | undefined, text: string | undefined, texts: TextNumbers): number {
  if (value === undefined || text === undefined) return -1;
  const fits = Number.isInteger(value) && value < LARGEST_KEPT && !text.startsWith('-');
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
  const { texts } = writer;
  const f = deliveryValues(record);
  const { stat, dsn, delay, xdelay } = f;
  const row = writer.addDelivery(
    recipients(f.to ?? '', delay !== undefined || f.ctladdr !== undefined, writer),
    STATUSES.indexOf(stat === undefined ? 'unknown' : statusOf(stat, dsn)),
    texts.idOf(notEmpty(dsn)),
    statNumber(stat, texts),
    texts.idOf(notEmpty(f.reply)),
    texts.idOf(f.relay),
    texts.idOf(notEmpty(f.mailer)),
    packNumber(parseDelay(delay ?? ''), delay, texts),
    packNumber(parseDelay(xdelay ?? ''), xdelay, texts),
  );
  return { row, stat };
}

/** What a server answers to a message taken is hardly ever said twice. */
function statNumber(stat: string | undefined, texts: TextNumbers): number {
  return stat?.startsWith('Sent (') === true ? texts.fresh(stat) : texts.idOf(stat);
}

/** One is its text; of several the numbers stand in a list, behind how many they are. */
export function recipients(value: string, whole: boolean, { texts, lists }: EntryRowsWriter): number {
  const all = splitRecipients(value, whole);
  const [only] = all;
  if (only !== undefined && all.length === 1) return texts.id(only);
  const place = lists.length;
  lists.push(all.length, ...all.map((to) => texts.id(to)));
  return -1 - place;
}
