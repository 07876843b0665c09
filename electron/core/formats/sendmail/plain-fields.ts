/**
 * Where the values of a usual `from=` or `to=` line stand in its bytes, so that no string is made of them. `read` answers
 * false for every other line, also where a value imitates a field; from-fields.ts and to-fields.ts look at it as text
 * then. Where both can read a line they say the same, which a test holds.
 */
import { standsAt } from '#core/lines/byte-texts.ts';
import { FROM_KEYS } from './from-fields.ts';
import { KeyTable } from './key-table.ts';
import { TO_KEYS } from './to-fields.ts';

const BLANK = 32;
const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;

/** The values of one line after the other. Bytes are ASCII; `end` is where the line's own text ends, without blanks. */
class PlainFields {
  /** By number of key: where its value begins, 0 for none; and where it ends. */
  protected readonly starts: Int32Array;
  protected readonly ends: Int32Array;

  constructor(keys: number) {
    this.starts = new Int32Array(keys);
    this.ends = new Int32Array(keys);
  }

  has(key: number): boolean {
    return this.starts[key] !== 0;
  }

  start(key: number): number {
    return this.starts[key] ?? 0;
  }

  end(key: number): number {
    return this.has(key) ? (this.ends[key] ?? 0) : 0;
  }

  /** Of its value; 0 also where the key is not there. */
  length(key: number): number {
    return this.end(key) - this.start(key);
  }

  protected clear(): void {
    for (let key = 0; key < this.starts.length; key++) this.starts[key] = 0;
  }

  protected put(key: number, from: number, to: number): void {
    this.starts[key] = from;
    this.ends[key] = to;
  }
}

/** Numbers of keys: their places in FROM_KEYS. */
export const FROM = {
  from: FROM_KEYS.indexOf('from'),
  size: FROM_KEYS.indexOf('size'),
  class: FROM_KEYS.indexOf('class'),
  nrcpts: FROM_KEYS.indexOf('nrcpts'),
  msgid: FROM_KEYS.indexOf('msgid'),
  proto: FROM_KEYS.indexOf('proto'),
  daemon: FROM_KEYS.indexOf('daemon'),
  relay: FROM_KEYS.indexOf('relay'),
} as const;
const fromTable = new KeyTable(FROM_KEYS);

export class PlainFrom extends PlainFields {
  constructor() {
    super(FROM_KEYS.length);
  }

  /** The line whose `from=` has its value at `at`: each key in its order, no comma+blank in any value, numbers that are some. */
  read(bytes: Uint8Array, at: number, end: number): boolean {
    this.clear();
    let comma = addressEnd(bytes, at, end);
    this.put(FROM.from, at, comma);
    let key = fromTable.inBytes(bytes, comma + 2, FROM.size);
    if (comma === end || key !== FROM.size) return false;
    while (key >= 0) {
      const value = comma + 3 + (FROM_KEYS[key] ?? '').length;
      comma = nextComma(bytes, value, end);
      if (key <= FROM.nrcpts && !isNumber(bytes, value, comma)) return false;
      this.put(key, value, comma);
      if (comma === end) return true;
      key = fromTable.inBytes(bytes, comma + 2, key + 1);
    }
    return false;
  }
}

/** Numbers of keys: their places in TO_KEYS, or behind them. */
export const TO = {
  delay: TO_KEYS.indexOf('delay'),
  xdelay: TO_KEYS.indexOf('xdelay'),
  mailer: TO_KEYS.indexOf('mailer'),
  relay: TO_KEYS.indexOf('relay'),
  dsn: TO_KEYS.indexOf('dsn'),
  reply: TO_KEYS.indexOf('reply'),
  stat: TO_KEYS.indexOf('stat'),
  to: TO_KEYS.length,
  ctladdr: TO_KEYS.length + 1,
} as const;
const toTable = new KeyTable(TO_KEYS);
const OWNER = ', ctladdr=';

export class PlainTo extends PlainFields {
  constructor() {
    super(TO_KEYS.length + 2);
  }

  /** The line whose `to=` has its value at `at`: a list, its owner, a delay, then keys in their order. */
  read(bytes: Uint8Array, at: number, end: number): boolean {
    this.clear();
    let comma = this.#list(bytes, at, end);
    if (comma === end || toTable.inBytes(bytes, comma + 2, 0) !== TO.delay) return false;
    for (let key: number = TO.delay; key >= 0; key = toTable.inBytes(bytes, comma + 2, key + 1)) {
      const value = comma + 3 + (TO_KEYS[key] ?? '').length;
      if (key === TO.stat) comma = end;
      else comma = key === TO.reply ? onlyStat(bytes, value, end) : keyComma(bytes, value, end, key + 1);
      if (comma === 0 || (key === TO.relay && hasGluedDsn(bytes, value, comma))) return false;
      this.put(key, value, comma);
      if (comma === end) return true;
    }
    return false;
  }

  /** Where the walk over the fields after the list begins. */
  #list(bytes: Uint8Array, at: number, end: number): number {
    const listEnd = addressEnd(bytes, at, end);
    this.put(TO.to, at, listEnd);
    if (listEnd === end || !standsAt(bytes, listEnd, OWNER)) return listEnd;
    const owner = listEnd + OWNER.length;
    const ownerEnd = addressEnd(bytes, owner, end);
    this.put(TO.ctladdr, owner, ownerEnd);
    return ownerEnd;
  }
}

/** The next comma+blank; `end` if there is none. */
export function nextComma(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end - 1; i++) if (bytes[i] === COMMA && bytes[i + 1] === BLANK) return i;
  return end;
}

/** The same, and `end` too where a quote stands before it: what is quoted may hold anything. */
function addressEnd(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end - 1; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) return end;
    if (byte === COMMA && bytes[i + 1] === BLANK) return i;
  }
  return end;
}

/** The next comma+blank that a key not before `least` follows; `end` if there is none. */
function keyComma(bytes: Uint8Array, at: number, end: number, least: number): number {
  for (let comma = nextComma(bytes, at, end); comma < end; comma = nextComma(bytes, comma + 2, end))
    if (toTable.inBytes(bytes, comma + 2, least) >= 0) return comma;
  return end;
}

/** The only `, stat=`; 0 where there is none, or several of which one must be chosen. */
function onlyStat(bytes: Uint8Array, at: number, end: number): number {
  const first = keyComma(bytes, at, end, TO.stat);
  return first < end && keyComma(bytes, first + 2, end, TO.stat) === end ? first : 0;
}

/** ` dsn=` without the comma that should stand before it. */
function hasGluedDsn(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] === BLANK && standsAt(bytes, i, ' dsn=')) return true;
  return false;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

/** Digits and nothing else, but for a sign. */
function isNumber(bytes: Uint8Array, from: number, to: number): boolean {
  const first = bytes[from] === MINUS ? from + 1 : from;
  for (let i = first; i < to; i++) if (!isDigit(bytes[i])) return false;
  return to > first;
}

/** The whole number of at most nine digits that is all of `bytes[from..to)`; -1 for anything else. */
export function wholeIn(bytes: Uint8Array, from: number, to: number): number {
  if (to <= from || to > from + 9) return -1;
  let number = 0;
  for (let i = from; i < to; i++) {
    const digit = (bytes[i] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

const CLOCK = 8;

/** As parseDelay: seconds; -1 where it is no duration. */
export function secondsIn(bytes: Uint8Array, from: number, to: number): number {
  const clock = to - CLOCK;
  if (clock < from) return -1;
  const days = clock === from ? 0 : daysIn(bytes, from, clock);
  if (days < 0 || bytes[clock + 2] !== 58 || bytes[clock + 5] !== 58) return -1;
  const hours = wholeIn(bytes, clock, clock + 2);
  const minutes = wholeIn(bytes, clock + 3, clock + 5);
  const seconds = wholeIn(bytes, clock + 6, clock + 8);
  if (hours < 0 || minutes < 0 || seconds < 0) return -1;
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** `12+`, up to seven digits. */
function daysIn(bytes: Uint8Array, from: number, to: number): number {
  const plus = to - 1;
  return bytes[plus] === 43 && plus - from <= 7 ? wholeIn(bytes, from, plus) : -1;
}
