/** What `stat=` says, on its ASCII bytes: enough of status.ts to know when no string need be made of it. */
import { standsAt } from '#core/lines/byte-texts.ts';

const SENT = 'Sent';
const REPLY = 'Sent (';
/** What stands after a word, as in status.ts. */
const AFTER_WORD = Uint8Array.from(' :(,;', (character) => character.charCodeAt(0));

/** `Sent`, alone or with something behind the word. */
export function saysSent(bytes: Uint8Array, from: number, to: number): boolean {
  if (!standsAt(bytes, from, SENT)) return false;
  const after = from + SENT.length;
  return after >= to || AFTER_WORD.includes(bytes[after] ?? 0);
}

/** `Sent (REPLY)`: what a server answers to a message taken is hardly ever said twice. */
export function tellsReply(bytes: Uint8Array, from: number): boolean {
  return standsAt(bytes, from, REPLY);
}

const LETTER = 1;
const DIGIT = 2;
const CLASSES = new Uint8Array(256);
for (let code = 48; code <= 57; code++) CLASSES[code] = DIGIT;
for (let code = 65; code <= 90; code++) CLASSES[code] = CLASSES[code + 32] = LETTER;

/** Every queue id of sendmail ends in so many digits, and is of such a length. */
const DIGITS = 5;
const SHORTEST = 7;
const LONGEST = 15;

/** Is there a word that could be a queue id of sendmail? If not, remoteQueueId finds none. */
export function mayNameId(bytes: Uint8Array, from: number, to: number): boolean {
  let length = 0;
  let digits = 0;
  for (let i = from; i < to; i++) {
    const of = CLASSES[bytes[i] ?? 0];
    if (of === 0) {
      if (digits >= DIGITS && length >= SHORTEST && length <= LONGEST) return true;
      length = digits = 0;
    } else {
      length++;
      digits = of === DIGIT ? digits + 1 : 0;
    }
  }
  return digits >= DIGITS && length >= SHORTEST && length <= LONGEST;
}
