/**
 * The usual line, `STAMP HOST TAG[PID]: QID: from=...`, read on its bytes, so that no string is made of it: head, queue
 * id and kind. `read` answers false for everything else, also for what might need the lines after it; then the whole
 * of core/lines looks at the line as text. Where both can read a line they say the same, which a test holds.
 */
import { parseText } from '#core/formats/parse-text.ts';
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
const OPEN = 91;
const CLOSE = 93;
/** As in head-parts.ts. */
const LONGEST_HOST = 255;
const LONGEST_TAG = 80;

/** What may stand after a queue id, or alone, and then decides the kind (formats/sendmail/parse-text.ts). */
const OWNED: readonly (readonly [begins: string, kind: number])[] = numbered([
  ['from=', 'from'],
  ['to=', 'to'],
  ['ruleset=', 'ruleset'],
]);
const ALONE: readonly (readonly [begins: string, kind: number])[] = numbered([
  ['STARTTLS=', 'tls'],
  ['AUTH=', 'auth'],
  ['ruleset=', 'ruleset'],
]);

function numbered(kinds: readonly (readonly [string, Kind])[]): readonly (readonly [string, number])[] {
  return kinds.map(([begins, kind]) => [begins, kindNumber(kind)]);
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

  /** `bytes[from..to)` are printable ASCII; a carriage return at the end is left out of them. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    const text = this.#head(bytes, from, to);
    if (text === 0 || mayGoOn(bytes, text, to)) return false;
    this.textStart = text - from;
    this.childId = '';
    this.#body(bytes, text, to);
    return true;
  }

  /** Answers where the text begins; 0 for none. */
  #head(bytes: Uint8Array, from: number, to: number): number {
    const stamp = this.#stamp;
    if (to - from < 20 || !stamp.read(bytes, from) || stamp.end >= to) return 0;
    this.wall = stamp.wall;
    this.flags = stamp.flags;
    this.zone = stamp.zone;
    const host = stamp.end + 1;
    const hostEnd = wordEnd(bytes, host, Math.min(to, host + LONGEST_HOST + 1));
    if (hostEnd <= host || !isHost(bytes, host, hostEnd)) return 0;
    this.host = this.#hosts.at(bytes, host, hostEnd);
    return this.#tag(bytes, hostEnd + 1, to);
  }

  /** `TAG[PID]: ` at `at`. */
  #tag(bytes: Uint8Array, at: number, to: number): number {
    const open = tagEnd(bytes, at, Math.min(to, at + LONGEST_TAG));
    if (open <= at) return 0;
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
    if (text >= to || first === BLANK || first === OPEN) return 0;
    this.program = this.#programs.at(bytes, at, open);
    this.pid = pid;
    return text;
  }

  #body(bytes: Uint8Array, at: number, to: number): void {
    const first = this.program.charCodeAt(0);
    /* `postfix/...` and `exim4` are told by their tags. */
    const asked = first === 112 || first === 101;
    const id = asked ? 0 : plainIdLength(bytes, at);
    const owned = id > 0 && bytes[at + id] === COLON && bytes[at + id + 1] === BLANK;
    const kind =
      asked || (id > 0 && !owned) ? -1 : kindAt(bytes, owned ? at + id + 2 : at, owned ? OWNED : ALONE);
    if (kind >= 0) {
      this.kind = kind;
      this.idLength = id;
      this.flags |= IS_SENDMAIL;
    } else this.#parse(decodeUtf8(bytes.subarray(at, to)));
  }

  #parse(text: string): void {
    const { kind, dialect, queueId, childId } = parseText(text, this.program, this.pid);
    this.kind = kindNumber(kind);
    this.idLength = queueId?.length ?? 0;
    if (dialect === 'sendmail') this.flags |= IS_SENDMAIL;
    this.childId = childId ?? '';
  }
}

function wordEnd(bytes: Uint8Array, at: number, limit: number): number {
  for (let i = at; i < limit; i++) if (bytes[i] === BLANK) return i;
  return 0;
}

/** As hostEnd in head-parts.ts; what begins with `<` may be a priority. */
function isHost(bytes: Uint8Array, at: number, end: number): boolean {
  const last = bytes[end - 1];
  return last !== COLON && last !== COMMA && bytes[at] !== 60;
}

/** Position of the `[` that ends a tag. */
function tagEnd(bytes: Uint8Array, at: number, limit: number): number {
  for (let i = at; i < limit; i++) {
    const byte = bytes[i];
    if (byte === OPEN) return i;
    if (byte === BLANK || byte === COLON) return 0;
  }
  return 0;
}

/** Might the entry end in other lines, or be a part of one (folding.ts, split-parts.ts)? Or are blanks at its end? */
function mayGoOn(bytes: Uint8Array, text: number, to: number): boolean {
  const last = bytes[to - 1];
  if (last === COMMA || last === COLON || last === BLANK) return true;
  return (
    bytes[text + 14] === OPEN ||
    bytes[text + 15] === OPEN ||
    bytes[text + 12] === OPEN ||
    bytes[text + 8] === OPEN
  );
}

function kindAt(
  bytes: Uint8Array,
  at: number,
  kinds: readonly (readonly [begins: string, kind: number])[],
): number {
  for (const [begins, kind] of kinds) if (standsAt(bytes, at, begins)) return kind;
  return -1;
}
