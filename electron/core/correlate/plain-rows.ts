/**
 * The rows of usual entries, read on the bytes of their batch: the same as read-entry.ts makes of records, which a test
 * holds, but without a record, a string or an object an entry. `add` answers false for every other entry, and has
 * written nothing then.
 */
import {
  FROM,
  nextComma,
  PlainFrom,
  PlainTo,
  secondsIn,
  TO,
  wholeIn,
} from '#core/formats/sendmail/plain-fields.ts';
import { mayNameId, saysSent, tellsReply } from '#core/formats/sendmail/plain-status.ts';
import { statusOf } from '#core/formats/sendmail/status.ts';
import { isAscii, standsAt } from '#core/lines/byte-texts.ts';
import { plainIdTime } from '#core/lines/plain-id.ts';
import { decodeUtf8 } from '#core/lines/utf8.ts';
import { IS_SENDMAIL, rawStart, type RecordBatch } from '#core/records/batch.ts';
import { kindNumber } from '#core/records/batch-writer.ts';
import { ARRIVAL, ARRIVAL_WIDTH, DELIVERY, DELIVERY_WIDTH } from './builder-rows.ts';
import type { EntryRowsWriter } from './entry-rows.ts';
import { STATUSES } from './message.ts';
import { LARGEST_KEPT, recipients } from './read-entry.ts';
import { SESSION } from './sessions.ts';

export const KIND_FROM = kindNumber('from');
export const KIND_TO = kindNumber('to');
const KIND_TLS = kindNumber('tls');
const FROM_BEGINS = ': from=';
const TO_BEGINS = ': to=';
/** Ids of 8.12 and later: dated, with a pid of six or seven digits. */
const SHORTEST_ID = 14;
const LONGEST_NUMBER = 15;
const SENT = STATUSES.indexOf('sent');
const UNKNOWN = STATUSES.indexOf('unknown');
const NOBODY = '<NONE>';
const TAB = 9;
const RETURN = 13;
const BLANK = 32;
const LESS = 60;
const MORE = 62;

/** Entries without an id that say with whom a process speaks. */
const SESSIONS = [
  { begins: 'STARTTLS=client, relay=', about: SESSION.client | SESSION.next },
  { begins: 'STARTTLS=server, relay=', about: SESSION.server },
] as const;
const AFTER_RELAY = ', version=';

/** Columns of values that often come again (TextNumbers.againAt): those of arrivals, of deliveries, and this one. */
const SESSION_RELAY = ARRIVAL_WIDTH + DELIVERY_WIDTH;

export class PlainRows {
  readonly #batch: RecordBatch;
  readonly #bytes: Uint8Array;
  readonly #writer: EntryRowsWriter;
  readonly #from = new PlainFrom();
  readonly #to = new PlainTo();
  /** Numbers of the entry under way, -1 for none: bytes, seconds. */
  #size = -1;
  #delay = -1;
  #xdelay = -1;
  readonly #allAscii: boolean;
  readonly #someOdd: boolean;

  constructor(batch: RecordBatch, writer: EntryRowsWriter) {
    this.#batch = batch;
    this.#bytes = batch.text;
    this.#writer = writer;
    this.#allAscii = isAscii(batch.text, 0, batch.text.length);
    this.#someOdd = Object.keys(batch.odd).length > 0;
  }

  /** The entry at `i` of the batch. */
  add(i: number): boolean {
    const { kind, flags, idLength, textStart, rawEnd, odd } = this.#batch;
    if (this.#someOdd && odd[i] !== undefined) return false;
    const id = idLength[i] ?? 0;
    const own = ((flags[i] ?? 0) & IS_SENDMAIL) !== 0;
    if (!own && id === 0) return this.#addOther();
    const start = rawStart(this.#batch, i) + (textStart[i] ?? 0);
    const end = this.#textEnd(start, rawEnd[i] ?? 0);
    if (!own || !(this.#allAscii || isAscii(this.#bytes, start, end))) return false;
    return id === 0
      ? this.#addSession(kind[i] ?? 0, start, end)
      : this.#addOwned(kind[i] ?? 0, start, id, end);
  }

  /** Blanks at its end are no part of a text. */
  #textEnd(start: number, rawEnd: number): number {
    for (let end = rawEnd; end > start; end--) {
      const last = this.#bytes[end - 1] ?? 0;
      if (last !== BLANK && (last < TAB || last > RETURN)) return end;
    }
    return start;
  }

  /** It says nothing of mail. */
  #addOther(): true {
    this.#writer.entry(0, 0, NaN, false, 0);
    return true;
  }

  #addSession(kind: number, start: number, end: number): boolean {
    const bytes = this.#bytes;
    const found =
      kind === KIND_TLS ? SESSIONS.find(({ begins }) => standsAt(bytes, start, begins)) : undefined;
    if (found === undefined) return false;
    const relay = start + found.begins.length;
    const relayEnd = nextComma(bytes, relay, end);
    if (!standsAt(bytes, relayEnd, AFTER_RELAY)) return false;
    const text = this.#writer.texts.againAt(SESSION_RELAY, bytes, relay, relayEnd);
    this.#writer.entry(0, text, NaN, false, found.about);
    return true;
  }

  /** Of a message: its id is the beginning of the text. */
  #addOwned(kind: number, start: number, id: number, end: number): boolean {
    const time = id < SHORTEST_ID ? NaN : plainIdTime(this.#bytes, start, id);
    if (Number.isNaN(time)) return false;
    if (kind === KIND_FROM && !this.#isUsualFrom(start + id, end)) return false;
    if (kind === KIND_TO && !this.#isUsualTo(start + id, end)) return false;
    const number = this.#writer.ids.againAt(0, this.#bytes, start, start + id);
    let row = 0;
    if (kind === KIND_FROM) row = this.#addArrival();
    else if (kind === KIND_TO) row = this.#addDelivery();
    this.#writer.entry(number, row, time, true, 0);
    return true;
  }

  #isUsualFrom(at: number, end: number): boolean {
    const from = this.#from;
    if (!standsAt(this.#bytes, at, FROM_BEGINS)) return false;
    if (!from.read(this.#bytes, at + FROM_BEGINS.length, end)) return false;
    this.#size = wholeIn(this.#bytes, from.start(FROM.size), from.end(FROM.size));
    if (from.has(FROM.size) && this.#size < 0) return false;
    if (from.length(FROM.class) > LONGEST_NUMBER || from.length(FROM.nrcpts) > LONGEST_NUMBER) return false;
    return this.#isUsualSender(from.start(FROM.from), from.end(FROM.from));
  }

  /** `<ADDRESS>` or `ADDRESS`, nothing cut off and no blanks around it. */
  #isUsualSender(start: number, end: number): boolean {
    const bytes = this.#bytes;
    const last = bytes[end - 1] ?? 0;
    if (start === end || (bytes[start] ?? 0) <= BLANK || last <= BLANK) return false;
    if (bytes[start] !== LESS) return true;
    return last === MORE && bytes[start + 1] !== LESS && !standsAt(bytes, start, NOBODY);
  }

  #isUsualTo(at: number, end: number): boolean {
    const to = this.#to;
    if (!standsAt(this.#bytes, at, TO_BEGINS)) return false;
    if (!to.read(this.#bytes, at + TO_BEGINS.length, end)) return false;
    this.#delay = secondsIn(this.#bytes, to.start(TO.delay), to.end(TO.delay));
    this.#xdelay = secondsIn(this.#bytes, to.start(TO.xdelay), to.end(TO.xdelay));
    return this.#delay < LARGEST_KEPT && this.#xdelay < LARGEST_KEPT;
  }

  #addArrival(): number {
    const from = this.#from;
    const bytes = this.#bytes;
    const { texts } = this.#writer;
    const start = from.start(FROM.from);
    const bracket = bytes[start] === LESS ? 1 : 0;
    return this.#writer.addArrival(
      texts.againAt(ARRIVAL.from, bytes, start + bracket, from.end(FROM.from) - bracket),
      this.#size,
      this.#fromText(FROM.class, ARRIVAL.class),
      this.#fromText(FROM.nrcpts, ARRIVAL.count),
      this.#messageId(from.start(FROM.msgid), from.end(FROM.msgid)),
      this.#fromText(FROM.proto, ARRIVAL.protocol),
      this.#fromText(FROM.daemon, ARRIVAL.daemon),
      from.has(FROM.relay)
        ? texts.againAt(ARRIVAL.client, bytes, from.start(FROM.relay), from.end(FROM.relay))
        : 0,
    );
  }

  /** An empty value is none. */
  #fromText(key: number, column: number): number {
    const from = this.#from;
    if (from.length(key) === 0) return 0;
    return this.#writer.texts.againAt(column, this.#bytes, from.start(key), from.end(key));
  }

  /** Without its brackets. */
  #messageId(from: number, to: number): number {
    if (from === to) return 0;
    const start = this.#bytes[from] === LESS ? from + 1 : from;
    const end = this.#bytes[to - 1] === MORE ? to - 1 : to;
    return this.#writer.texts.freshAt(this.#bytes, start, end);
  }

  #addDelivery(): number {
    const to = this.#to;
    const list = this.#recipients(to.start(TO.to), to.end(TO.to));
    const status = this.#status();
    const dsn = this.#toText(TO.dsn, DELIVERY.dsn);
    const stat = this.#stat();
    const reply = this.#toText(TO.reply, DELIVERY.reply);
    const relay = to.has(TO.relay) ? this.#again(TO.relay, DELIVERY.relay) : 0;
    const mailer = this.#toText(TO.mailer, DELIVERY.mailer);
    const row = this.#writer.addDelivery(
      list,
      status,
      dsn,
      stat,
      reply,
      relay,
      mailer,
      this.#delay,
      this.#xdelay,
    );
    if (this.#mayNameId()) this.#writer.addRemote(this.#string(TO.stat) ?? '');
    return row;
  }

  /** One in brackets, as most are; of all else the parts are found in the text. */
  #recipients(start: number, end: number): number {
    const bytes = this.#bytes;
    let one = end - start > 1 && bytes[start] === LESS && bytes[end - 1] === MORE;
    for (let i = start + 1; one && i < end - 1; i++) one = bytes[i] !== LESS && bytes[i] !== MORE;
    if (one) return this.#writer.texts.at(bytes, start + 1, end - 1);
    return recipients(this.#string(TO.to) ?? '', true, this.#writer);
  }

  #status(): number {
    const to = this.#to;
    if (!to.has(TO.stat)) return UNKNOWN;
    if (saysSent(this.#bytes, to.start(TO.stat), to.end(TO.stat))) return SENT;
    return STATUSES.indexOf(statusOf(this.#string(TO.stat) ?? '', this.#string(TO.dsn)));
  }

  #stat(): number {
    const from = this.#to.start(TO.stat);
    if (from === 0) return 0;
    return tellsReply(this.#bytes, from)
      ? this.#writer.texts.freshAt(this.#bytes, from, this.#to.end(TO.stat))
      : this.#again(TO.stat, DELIVERY.stat);
  }

  #mayNameId(): boolean {
    const from = this.#to.start(TO.stat);
    return from !== 0 && tellsReply(this.#bytes, from) && mayNameId(this.#bytes, from, this.#to.end(TO.stat));
  }

  /** An empty value is none. */
  #toText(key: number, column: number): number {
    return this.#to.length(key) === 0 ? 0 : this.#again(key, column);
  }

  #again(key: number, column: number): number {
    const to = this.#to;
    return this.#writer.texts.againAt(ARRIVAL_WIDTH + column, this.#bytes, to.start(key), to.end(key));
  }

  #string(key: number): string | undefined {
    const to = this.#to;
    return to.has(key) ? decodeUtf8(this.#bytes.subarray(to.start(key), to.end(key))) : undefined;
  }
}
