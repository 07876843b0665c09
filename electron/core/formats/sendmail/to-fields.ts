/**
 * `to=LIST[, ctladdr=A[ (uid/gid)]], delay=T[, xdelay=T][, mailer=M], pri=N[, relay=H[ [ip]]][, dsn=x.y.z]
 * [, reply=TEXT], stat=TEXT` (deliver.c:logdelivery()); up to 8.9 without pri, dsn and reply.
 * reply and stat are a remote server's free words and may imitate any field, so each key is looked for only
 * where the order allows it, and of several `, stat=` after a reply the one that fits the reply is taken.
 */
import type { Field } from '#core/records/log-record.ts';
import { addressEnd } from './address-list.ts';
import { delayLength } from './duration.ts';
import { FieldMaker } from './field-maker.ts';
import { KeyTable } from './key-table.ts';
import { knownStat } from './status.ts';

/** What follows the list, in the order of the line. */
export const TO_KEYS = [
  'delay',
  'xdelay',
  'mailer',
  'pri',
  'relay',
  'quarantine',
  'dsn',
  'ntries',
  'stage',
  'tls_verify',
  'tls_version',
  'cipher',
  'reply',
  'stat',
] as const;
const RELAY = 4;
const REPLY = 12;
const STAT = 13;
const TO = 14;
const CTLADDR = 15;
const table = new KeyTable(TO_KEYS);
const maker = new FieldMaker([...TO_KEYS, 'to', 'ctladdr']);

/** The first `, delay=` that a duration follows, or -1. */
function delayAt(text: string, from: number): number {
  for (let at = text.indexOf(', delay=', from); at >= 0; at = text.indexOf(', delay=', at + 1))
    if (delayLength(text, at + 8) > 0) return at;
  return -1;
}

/** All `, stat=` after `at`. */
function statCandidates(text: string, at: number): number[] {
  const found: number[] = [];
  for (let i = text.indexOf(', stat=', at); i >= 0; i = text.indexOf(', stat=', i + 1)) found.push(i);
  return found;
}

/**
 * Where a `reply=` value ends. sendmail tells a 4xx reply again as `Deferred: REPLY`, and never logs one for success.
 */
function replyEnd(text: string, at: number): number {
  const candidates = statCandidates(text, at);
  const [only] = candidates;
  if (only === undefined) return text.length;
  if (candidates.length === 1) return only;
  const repeated = candidates.find((c) =>
    text.startsWith(`Deferred: ${text.slice(at, Math.min(c, at + 100))}`, c + 7),
  );
  if (repeated !== undefined) return repeated;
  const temporary = text.charCodeAt(at) === 52;
  const fitting = candidates.filter((c) => {
    const status = knownStat(text, c + 7);
    return status !== undefined && status !== 'sent' && (status === 'deferred') === temporary;
  });
  return fitting.at(-1) ?? candidates.findLast((c) => knownStat(text, c + 7) !== undefined) ?? only;
}

/** `relay=x dsn=4.0.0`: an anonymiser's missing comma. */
function pushRelay(text: string, from: number, to: number, fields: Field[]): void {
  const dsn = text.indexOf(' dsn=', from);
  const glued = dsn >= 0 && dsn < to && text.charCodeAt(dsn - 1) !== 44;
  fields.push(maker.make(RELAY, text, from, glued ? dsn : to));
  if (glued) fields.push(['dsn', text.slice(dsn + 5, to)]);
}

/** The place of the next `, ` from `at` that a key not before `first` follows; the text's end if there is none. */
function keyComma(text: string, at: number, first: number): number {
  for (let comma = text.indexOf(', ', at); comma >= 0; comma = text.indexOf(', ', comma + 2))
    if (table.at(text, comma + 2, first) >= 0) return comma;
  return text.length;
}

function walkRest(text: string, start: number, fields: Field[]): void {
  let at = keyComma(text, start, 0);
  let index = table.at(text, at + 2, 0);
  while (index >= 0) {
    const value = at + 3 + (TO_KEYS[index] ?? '').length;
    if (index === STAT) at = text.length;
    else at = index === REPLY ? replyEnd(text, value) : keyComma(text, value, index + 1);
    if (index === RELAY) pushRelay(text, value, at, fields);
    else fields.push(maker.make(index, text, value, at));
    index = table.at(text, at + 2, index + 1);
  }
}

function delayFollows(text: string, at: number): boolean {
  return text.startsWith(', delay=', at) && delayLength(text, at + 8) > 0;
}

/** Where the address value from `at` ends; where its quotes are broken, before the delay. */
function listEnd(text: string, at: number): number {
  const quoted = addressEnd(text, at, text.length);
  if (delayFollows(text, quoted) || text.startsWith(', ctladdr=', quoted)) return quoted;
  const delay = delayAt(text, at);
  return delay < 0 ? quoted : addressEnd(text, at, delay);
}

/** Where the walk over the fields after the list begins, `ctladdr=` already taken. */
function pushList(text: string, value: number, fields: Field[]): number {
  const end = listEnd(text, value);
  fields.push(maker.make(TO, text, value, end));
  if (!text.startsWith(', ctladdr=', end)) return end;
  const ownerEnd = listEnd(text, end + 10);
  fields.push(maker.make(CTLADDR, text, end + 10, ownerEnd));
  return ownerEnd;
}

/** The fields after `to=`, which stands at `start`. */
export function toFields(text: string, start: number): readonly Field[] {
  const fields: Field[] = [];
  walkRest(text, pushList(text, start + 3, fields), fields);
  return fields;
}

/** A line that goes on with a delivery under the same id (ancient systems with a short syslog buffer). */
export function restOfTo(text: string, start: number): readonly Field[] {
  const fields: Field[] = [];
  walkRest(`, ${text.slice(start)}`, 0, fields);
  return fields;
}
