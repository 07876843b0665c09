/**
 * The two commonest stamps read on bytes, `Oct 21 23:01:58 ` and `2006-10-21T23:01:58.123456+09:00 `: the same as
 * traditionalStamp and isoStamp (stamp.ts) make of them. Whatever else stands there is left to those.
 */
import { HAS_YEAR, HAS_ZONE } from '#core/records/batch.ts';
import { midnight, monthNumber, undatedMidnight } from './stamp.ts';

const COLON = 58;
const BLANK = 32;

export class PlainStamp {
  wall = 0;
  flags = 0;
  zone = 0;
  /** Position of the blank after the stamp. */
  end = 0;
  #monthLetters = 0;
  #month = -1;
  #date = -1;
  #midnight: number | undefined;

  /** Is one there, with a blank after it? */
  read(bytes: Uint8Array, at: number): boolean {
    const first = bytes[at] ?? 0;
    return first <= 57 ? this.#iso(bytes, at) : this.#traditional(bytes, at);
  }

  #traditional(bytes: Uint8Array, at: number): boolean {
    if (bytes[at + 3] !== BLANK || bytes[at + 6] !== BLANK || bytes[at + 15] !== BLANK) return false;
    const clock = clockAt(bytes, at + 7);
    if (clock < 0) return false;
    const letters = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    if (letters !== this.#monthLetters) this.#turnMonth(letters);
    const tens = bytes[at + 4] === BLANK ? 0 : (bytes[at + 4] ?? 0) - 48;
    const ones = (bytes[at + 5] ?? 0) - 48;
    if (this.#month < 0 || tens < 0 || tens > 3 || ones < 0 || ones > 9) return false;
    const start = undatedMidnight(this.#month, tens * 10 + ones);
    if (start === undefined) return false;
    this.wall = start + clock;
    this.flags = this.zone = 0;
    this.end = at + 15;
    return true;
  }

  #turnMonth(letters: number): void {
    this.#monthLetters = letters;
    this.#month = monthNumber(
      String.fromCharCode((letters >> 16) & 0xff, (letters >> 8) & 0xff, letters & 0xff),
    );
  }

  #iso(bytes: Uint8Array, at: number): boolean {
    if (bytes[at + 4] !== 45 || bytes[at + 7] !== 45 || bytes[at + 10] !== 84) return false;
    const clock = clockAt(bytes, at + 11);
    const start = clock < 0 ? undefined : this.#day(bytes, at);
    if (start === undefined) return false;
    this.wall = start + clock;
    let end = at + 19;
    if (bytes[end] === 46) end = this.#fraction(bytes, end);
    return this.#zone(bytes, end);
  }

  /** Midnight of the date at `at`; lines of one day ask once. */
  #day(bytes: Uint8Array, at: number): number | undefined {
    const century = twoDigits(bytes, at);
    const year = twoDigits(bytes, at + 2);
    const month = twoDigits(bytes, at + 5);
    const day = twoDigits(bytes, at + 8);
    if (century < 0 || year < 0 || month < 1 || day < 1) return undefined;
    const date = ((century * 100 + year) * 100 + month) * 100 + day;
    if (date !== this.#date) {
      this.#date = date;
      this.#midnight = midnight(century * 100 + year, month - 1, day);
    }
    return this.#midnight;
  }

  #fraction(bytes: Uint8Array, at: number): number {
    let end = at + 1;
    let value = 0;
    for (let scale = 100; ; end++, scale /= 10) {
      const digit = (bytes[end] ?? 0) - 48;
      if (digit < 0 || digit > 9) break;
      if (end - at <= 3) value += digit * scale;
    }
    if (end === at + 1) return at;
    this.wall += value;
    return end;
  }

  #zone(bytes: Uint8Array, at: number): boolean {
    const sign = bytes[at];
    if (sign === 90 && bytes[at + 1] === BLANK) return this.#zoned(0, at + 1);
    if ((sign !== 43 && sign !== 45) || bytes[at + 3] !== COLON || bytes[at + 6] !== BLANK) return false;
    const hours = twoDigits(bytes, at + 1);
    const minutes = twoDigits(bytes, at + 4);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) return false;
    const offset = hours * 60 + minutes;
    return this.#zoned(sign === 45 ? -offset : offset, at + 6);
  }

  #zoned(minutes: number, end: number): true {
    this.flags = HAS_YEAR | HAS_ZONE;
    this.zone = minutes;
    this.end = end;
    return true;
  }
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - 48;
  const ones = (bytes[at + 1] ?? 0) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** `hh:mm:ss` at `at` in milliseconds, -1 if it is none; as clockAt in stamp.ts. */
function clockAt(bytes: Uint8Array, at: number): number {
  if (bytes[at + 2] !== COLON || bytes[at + 5] !== COLON) return -1;
  const hour = twoDigits(bytes, at);
  const minute = twoDigits(bytes, at + 3);
  const second = twoDigits(bytes, at + 6);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return -1;
  return ((hour * 60 + minute) * 60 + second) * 1000;
}
