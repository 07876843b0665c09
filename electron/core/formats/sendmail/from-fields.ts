/**
 * `from=ADDR, size=N, class=N[, pri=N], nrcpts=N[, msgid=ID][, bodytype=B][, proto=P][, daemon=D]..., relay=R`
 * (headers.c:logsender()). Nothing is quoted or escaped, so the known order of keys is the only delimiter: the
 * numbers are walked from the left, the short words and relay from the right, and what is left is the msgid.
 */
import type { Field } from '#core/records/log-record.ts';
import { addressEnd } from './address-list.ts';

const NUMBERS = ['size', 'class', 'pri', 'nrcpts'] as const;
/** In the order in which the line has them; their values hold no comma+blank. */
const WORDS = ['bodytype', 'proto', 'daemon', 'tls_verify', 'tls_version', 'cipher', 'auth'] as const;

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

function walkNumbers(text: string, start: number, fields: Field[]): number {
  let at = start;
  for (const key of NUMBERS) {
    if (!text.startsWith(key, at + 2) || text.charCodeAt(at + 2 + key.length) !== 61) continue;
    const value = at + 3 + key.length;
    const end = numberEnd(text, value);
    if (end === 0) break;
    fields.push([key, text.slice(value, end)]);
    at = end;
  }
  return at;
}

interface Tail {
  /** Where the tail's first `, key=` stands. */
  readonly start: number;
  readonly fields: readonly Field[];
}

/** From the right: relay, then the words in falling order. */
function walkTail(text: string, start: number): Tail {
  const fields: Field[] = [];
  let end = text.length;
  const relay = text.lastIndexOf(', relay=');
  if (relay >= start) {
    fields.push(['relay', text.slice(relay + 8)]);
    end = relay;
  }
  let allowed: number = WORDS.length;
  while (allowed > 0) {
    const at = text.lastIndexOf(', ', end - 1);
    if (at < start) break;
    const equals = text.indexOf('=', at + 2);
    const index = equals < 0 ? -1 : WORDS.findIndex((key) => key.length === equals - at - 2 && text.startsWith(key, at + 2));
    const key = WORDS[index];
    if (key === undefined || index >= allowed) break;
    fields.push([key, text.slice(equals + 1, end)]);
    end = at;
    allowed = index;
  }
  return { start: end, fields: fields.reverse() };
}

/** The message-id, up to the tail; sendmail 5 wrote `received from HOST (ip)` after it. */
function messageId(text: string, at: number, end: number, fields: Field[]): void {
  if (!text.startsWith(', msgid=', at)) return;
  const received = text.indexOf(', received from ', at);
  fields.push(['msgid', text.slice(at + 8, received >= 0 && received < end ? received : end)]);
}

/** The fields after `from=`, which stands at `start`. */
export function fromFields(text: string, start: number): readonly Field[] {
  const value = start + 5;
  const size = sizeAt(text, value);
  const senderEnd = addressEnd(text, value, size < 0 ? text.length : size);
  const fields: Field[] = [['from', text.slice(value, senderEnd)]];
  const numbersEnd = walkNumbers(text, size < 0 ? senderEnd : size, fields);
  const tail = walkTail(text, numbersEnd);
  messageId(text, numbersEnd, tail.start, fields);
  fields.push(...tail.fields);
  return fields;
}
