/**
 * The usual line, `STAMP HOST TAG[PID]: QID: from=...`, read on its bytes, so that no string is made of it: head, queue
 * id and kind. `body` answers false for everything else, also for what might need the lines after it; then the whole
 * of core/lines looks at the line as text. Where both can read a line they say the same, which a test holds.
 */
import { parseText } from '#core/formats/parse-text.ts';
import { NOTICES } from '#core/formats/sendmail/parse-text.ts';
import { IS_SENDMAIL } from '#core/records/batch.ts';
import { kindNumber, type PlainEntry } from '#core/records/batch-writer.ts';
import type { Kind } from '#core/records/log-record.ts';
import { ByteTexts, standsAt } from './byte-texts.ts';
import { PlainStamp } from './plain-stamp.ts';
import { plainIdLength } from './plain-id.ts';
import { decodeUtf8 } from './utf8.ts';

const BLANK = 32;
const COMMA = 44;
const COLON = 58;
const DOT = 46;
const LESS = 60;
const MORE = 62;
const OPEN = 91;
const CLOSE = 93;
/** Of printable ASCII. */
const LAST = 126;
/** As in head-parts.ts. */
const LONGEST_HOST = 255;
const LONGEST_TAG = 80;

/** What may stand after a queue id, or alone, and then decides the kind (formats/sendmail/parse-text.ts). */
const OWNED = byFirstByte([
  ['from=', 'from'],
  ['to=', 'to'],
  ['ruleset=', 'ruleset'],
]);
const ALONE = byFirstByte([
  ['STARTTLS=', 'tls'],
  ['AUTH=', 'auth'],
  ['ruleset=', 'ruleset'],
]);

const REFUSED = kindNumber('recipient-refused');
const CHILD = kindNumber('child');

interface Beginning {
  readonly begins: string;
  readonly kind: number;
}

function byFirstByte(
  kinds: readonly (readonly [begins: string, Kind])[],
): readonly (Beginning | undefined)[] {
  const table = Array.from<Beginning | undefined>({ length: 256 });
  for (const [begins, kind] of kinds) table[begins.charCodeAt(0)] = { begins, kind: kindNumber(kind) };
  return table;
}

export class PlainLine implements PlainEntry {
  wall = 0;
  flags = 0;
  zone = 0;
  host = '';
  program = '';
  pid = 0;
  kind = 0;
  idLength = 0;
  childId = '';
  textStart = 0;
  readonly #stamp = new PlainStamp();
  readonly #hosts = new ByteTexts();
  readonly #programs = new ByteTexts();
  /** `HOST TAG[` of the line before. */
  #lastNames = new Uint8Array();

  /**
   * The head that begins at `from`; answers where the text behind it begins, 0 for none. All bytes of a head are
   * printable ASCII, so where the line ends need not be known yet.
   */
  head(bytes: Uint8Array, from: number): number {
    const stamp = this.#stamp;
    if (!stamp.read(bytes, from)) return 0;
    this.wall = stamp.wall;
    this.flags = stamp.flags;
    this.zone = stamp.zone;
    const open = this.#names(bytes, stamp.end + 1);
    const text = open === 0 ? 0 : this.#pid(bytes, open);
    this.textStart = text - from;
    return text;
  }

  /** `bytes[text..to)` are ASCII without NUL; a carriage return at the end is left out of them. */
  body(bytes: Uint8Array, text: number, to: number): boolean {
    if (text >= to || mayGoOn(bytes, text, to)) return false;
    this.childId = '';
    this.#body(bytes, text, to);
    return true;
  }

  /** `HOST TAG[` at `at`; answers where the `[` stands. The next line mostly begins with the same. */
  #names(bytes: Uint8Array, at: number): number {
    const known = this.#lastNames;
    let same = 0;
    while (same < known.length && bytes[at + same] === known[same]) same++;
    if (same === known.length && same > 0) return at + same - 1;
    const hostEnd = wordEnd(bytes, at, at + LONGEST_HOST + 1);
    if (hostEnd <= at || !isHost(bytes, at, hostEnd)) return 0;
    const tag = hostEnd + 1;
    const open = tagEnd(bytes, tag, tag + LONGEST_TAG);
    if (open <= tag) return 0;
    this.host = this.#hosts.at(bytes, at, hostEnd);
    this.program = this.#programs.at(bytes, tag, open);
    this.#lastNames = bytes.slice(at, open + 1);
    return open;
  }

  /** `[PID]: ` at `open`; answers where the text begins. */
  #pid(bytes: Uint8Array, open: number): number {
    let pid = 0;
    let i = open + 1;
    for (; i < open + 10; i++) {
      const digit = (bytes[i] ?? 0) - 48;
      if (digit < 0 || digit > 9) break;
      pid = pid * 10 + digit;
    }
    if (i === open + 1 || bytes[i] !== CLOSE || bytes[i + 1] !== COLON || bytes[i + 2] !== BLANK) return 0;
    const text = i + 3;
    const first = bytes[text];
    /* Solaris writes `[ID 801593 mail.info] ` here; a second blank is no text yet. */
    if (first === undefined || first <= BLANK || first === OPEN) return 0;
    this.pid = pid;
    return text;
  }

  #body(bytes: Uint8Array, at: number, to: number): void {
    const first = this.program.charCodeAt(0);
    /* `postfix/...` and `exim4` are told by their tags. */
    const asked = first === 112 || first === 101;
    const id = asked ? 0 : plainIdLength(bytes, at);
    const owned = id > 0 && bytes[at + id] === COLON && bytes[at + id + 1] === BLANK;
    let kind = -1;
    if (owned) kind = this.#ownedKind(bytes, at + id + 2, to);
    else if (!asked && id === 0) kind = kindAt(bytes, at, ALONE);
    if (kind >= 0) {
      this.kind = kind;
      this.idLength = id;
      this.flags |= IS_SENDMAIL;
    } else this.#parse(decodeUtf8(bytes.subarray(at, to)));
  }

  #ownedKind(bytes: Uint8Array, at: number, to: number): number {
    const kind = kindAt(bytes, at, OWNED);
    if (kind >= 0) return kind;
    if (bytes[at] === LESS) return isRefusal(bytes, at, to) ? REFUSED : -1;
    const child = plainIdLength(bytes, at);
    if (child === 0 || bytes[at + child] !== COLON || bytes[at + child + 1] !== BLANK) return -1;
    if (!NOTICES.some((notice) => standsAt(bytes, at + child + 2, notice))) return -1;
    this.childId = decodeUtf8(bytes.subarray(at, at + child));
    return CHILD;
  }

  #parse(text: string): void {
    const { kind, dialect, queueId, childId } = parseText(text, this.program, this.pid);
    this.kind = kindNumber(kind);
    this.idLength = queueId?.length ?? 0;
    if (dialect === 'sendmail') this.flags |= IS_SENDMAIL;
    this.childId = childId ?? '';
  }
}

/** Position of the blank after a word; 0 where another byte comes first that is not printable ASCII. */
function wordEnd(bytes: Uint8Array, at: number, limit: number): number {
  for (let i = at; i < limit; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === BLANK) return i;
    if (byte < BLANK || byte > LAST) return 0;
  }
  return 0;
}

/** As hostEnd in head-parts.ts; what begins with `<` may be a priority. */
function isHost(bytes: Uint8Array, at: number, end: number): boolean {
  const last = bytes[end - 1];
  return last !== COLON && last !== COMMA && bytes[at] !== LESS;
}

/** Position of the `[` that ends a tag. */
function tagEnd(bytes: Uint8Array, at: number, limit: number): number {
  for (let i = at; i < limit; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === OPEN) return i;
    if (byte <= BLANK || byte === COLON || byte > LAST) return 0;
  }
  return 0;
}

/** Might the entry end in other lines, or be a part of one (folding.ts, split-parts.ts)? Or are blanks at its end? */
function mayGoOn(bytes: Uint8Array, text: number, to: number): boolean {
  const last = bytes[to - 1];
  if (last === undefined || last === COMMA || last === COLON || last <= BLANK) return true;
  return (
    bytes[text + 14] === OPEN ||
    bytes[text + 15] === OPEN ||
    bytes[text + 12] === OPEN ||
    bytes[text + 8] === OPEN
  );
}

function kindAt(bytes: Uint8Array, at: number, kinds: readonly (Beginning | undefined)[]): number {
  const beginning = kinds[bytes[at] ?? 0];
  return beginning !== undefined && standsAt(bytes, at, beginning.begins) ? beginning.kind : -1;
}

/** `<nosuch@x>... User unknown`: the first dots decide. */
function isRefusal(bytes: Uint8Array, at: number, to: number): boolean {
  for (let i = at + 1; i + 3 < to; i++) {
    const dots = bytes[i] === DOT && bytes[i + 1] === DOT && bytes[i + 2] === DOT && bytes[i + 3] === BLANK;
    if (dots) return bytes[i - 1] === MORE;
  }
  return false;
}
