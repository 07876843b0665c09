/**
 * `from=ADDR, size=N, class=N[, pri=N], nrcpts=N[, msgid=ID][, bodytype=B][, proto=P][, daemon=D]..., relay=R`
 * (headers.c:logsender()). Nothing is quoted or escaped, so the known order of keys is the only delimiter. The usual
 * line is walked once from the left; where a msgid may imitate fields, what follows it is walked from the right.
 */
import type { Field } from '#core/records/log-record.ts';
import { addressEnd } from './address-list.ts';
import { FieldMaker } from './field-maker.ts';
import { KeyTable } from './key-table.ts';

/** In the order of the line. */
export const FROM_KEYS = [
  'from',
  'size',
  'class',
  'pri',
  'nrcpts',
  'msgid',
  'bodytype',
  'proto',
  'daemon',
  'tls_verify',
  'tls_version',
  'cipher',
  'auth',
  'relay',
] as const;
const NRCPTS = 4;
const MSGID = 5;
const RELAY = 13;
const table = new KeyTable(FROM_KEYS);
const maker = new FieldMaker(FROM_KEYS);

function keyEnd(at: number, index: number): number {
  return at + (FROM_KEYS[index] ?? '').length + 1;
}

/** Where the number that begins at `at` ends, if a comma or the text's end follows; else 0. */
function numberEnd(text: string, at: number): number {
  let i = text.charCodeAt(at) === 45 ? at + 1 : at;
  const first = i;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) break;
  }
  const ends = i === text.length || text.charCodeAt(i) === 44 || text.charCodeAt(i) === 32;
  return i > first && ends ? i : 0;
}

/** `, size=` followed by a number. */
function sizeAt(text: string, from: number): number {
  for (let at = text.indexOf(', size=', from); at >= 0; at = text.indexOf(', size=', at + 1))
    if (numberEnd(text, at + 7) > 0) return at;
  return -1;
}

/** size to nrcpts; answers where they end. */
function walkNumbers(text: string, start: number, fields: Field[]): number {
  let at = start;
  for (
    let index = table.at(text, at + 2, 1);
    index > 0 && index <= NRCPTS;
    index = table.at(text, at + 2, index + 1)
  ) {
    const value = keyEnd(at + 2, index);
    const end = numberEnd(text, value);
    if (end === 0) break;
    fields.push(maker.make(index, text, value, end));
    at = end;
  }
  return at;
}

/** What follows a msgid from the left: each key once, in order, no comma in any value. False if it is not so. */
function walkRight(text: string, start: number, fields: Field[]): boolean {
  let index = MSGID;
  for (let at = start; at < text.length;) {
    index = table.at(text, at + 2, index + 1);
    if (index < 0) return false;
    const value = keyEnd(at + 2, index);
    const comma = text.indexOf(', ', value);
    const end = comma < 0 ? text.length : comma;
    fields.push(maker.make(index, text, value, end));
    at = end;
  }
  return true;
}

/** The usual line: no msgid, or one in `<>` that holds no `>` and no comma+blank. */
function usualTail(text: string, start: number, fields: Field[]): boolean {
  const before = fields.length;
  let at = start;
  if (table.at(text, start + 2, MSGID) === MSGID) {
    const value = start + 8;
    const comma = text.indexOf(', ', value);
    at = comma < 0 ? text.length : comma;
    fields.push(maker.make(MSGID, text, value, at));
  }
  if (walkRight(text, at, fields)) return true;
  fields.length = before;
  return false;
}

interface Tail {
  /** Where the tail's first `, key=` stands. */
  readonly start: number;
  readonly fields: readonly Field[];
}

/** From the right: relay, then the words in falling order. */
function walkLeft(text: string, start: number): Tail {
  const fields: Field[] = [];
  let end = text.length;
  const relay = text.lastIndexOf(', relay=');
  if (relay >= start) {
    fields.push(maker.make(RELAY, text, relay + 8, end));
    end = relay;
  }
  for (let before = RELAY; ;) {
    const at = text.lastIndexOf(', ', end - 1);
    const index = at < start ? -1 : table.at(text, at + 2, MSGID + 1);
    if (index < 0 || index >= before) break;
    fields.push(maker.make(index, text, keyEnd(at + 2, index), end));
    end = at;
    before = index;
  }
  return { start: end, fields: fields.reverse() };
}

/** A msgid with commas, or a line that says something after its fields. */
function oddTail(text: string, start: number, fields: Field[]): void {
  const tail = walkLeft(text, start);
  if (text.startsWith(', msgid=', start)) {
    // sendmail 5 wrote `received from HOST (ip)` after the msgid.
    const received = text.indexOf(', received from ', start);
    const end = received >= 0 && received < tail.start ? received : tail.start;
    fields.push(['msgid', text.slice(start + 8, end)]);
  }
  fields.push(...tail.fields);
}

interface Sender {
  readonly end: number;
  /** Where the numbers begin. */
  readonly numbers: number;
}

/** A quoted local part may hold anything; a sender cut at 200 characters may have lost its closing quote. */
function senderAt(text: string, value: number): Sender {
  const quoted = addressEnd(text, value, text.length);
  if (table.at(text, quoted + 2, 1) === 1 && numberEnd(text, quoted + 7) > 0)
    return { end: quoted, numbers: quoted };
  const size = sizeAt(text, value);
  const end = addressEnd(text, value, size < 0 ? text.length : size);
  return { end, numbers: size < 0 ? end : size };
}

/** The fields of an arrival whose `from=` stands at `start`. */
export function fromFields(text: string, start: number): readonly Field[] {
  const value = start + 5;
  const sender = senderAt(text, value);
  const fields: Field[] = [maker.make(0, text, value, sender.end)];
  const numbersEnd = walkNumbers(text, sender.numbers, fields);
  if (!usualTail(text, numbersEnd, fields)) oddTail(text, numbersEnd, fields);
  return fields;
}
