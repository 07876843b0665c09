/** The parts that all forms of head share: blanks, host, `TAG[PID]:`, and what some systems put between them. */
import type { Stamp } from '#core/records/log-record.ts';
import type { FoundStamp } from './stamp.ts';

/** A line's head: when, where, which program. */
export interface Head {
  readonly stamp?: Stamp;
  readonly host?: string;
  readonly program?: string;
  readonly pid?: number;
  /** Position in the line at which the program's own text begins. */
  readonly textStart: number;
  /** The program's own text where it is no end of the line (JSON). */
  readonly text?: string;
}

/** Position of the first character from `at` that is no blank or tab. */
export function skipBlanks(line: string, at: number): number {
  let i = at;
  for (;;) {
    const code = line.charCodeAt(i);
    if (code !== 32 && code !== 9) return i;
    i++;
  }
}

/** The last host and program: mostly the next line's too, and then one string serves all lines. */
let lastHost = '';
let lastProgram = '';

function hostText(line: string, at: number, end: number): string {
  if (lastHost.length !== end - at || !line.startsWith(lastHost, at)) lastHost = line.slice(at, end);
  return lastHost;
}

function programText(line: string, at: number, end: number): string {
  if (lastProgram.length !== end - at || !line.startsWith(lastProgram, at)) lastProgram = line.slice(at, end);
  return lastProgram;
}

interface Tag {
  readonly program: string;
  readonly pid?: number;
  readonly end: number;
}

/** The decimal number between `from` and `to`; undefined when something else is there. */
function decimal(line: string, from: number, to: number): number | undefined {
  if (to <= from || to - from > 9) return undefined;
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = line.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

function bracketed(line: string, at: number, open: number): Tag | undefined {
  const close = line.indexOf(']', open);
  if (open === at || close < 0 || close > open + 24 || line.charCodeAt(close + 1) !== 58) return undefined;
  const pid = decimal(line, open + 1, close);
  const program = programText(line, at, open);
  return pid === undefined ? { program, end: close + 2 } : { program, end: close + 2, pid };
}

/** `TAG[PID]:` or `TAG:` at `at`; a tag holds no blank, and a blank or the line's end follows its colon. */
function tagAt(line: string, at: number): Tag | undefined {
  const limit = Math.min(line.length, at + 80);
  for (let i = at; i < limit; i++) {
    const code = line.charCodeAt(i);
    if (code === 91) return bracketed(line, at, i);
    if (code === 32) return undefined;
    if (code !== 58) continue;
    const next = line.charCodeAt(i + 1);
    const ends = i + 1 === line.length || next === 32 || next === 9;
    return i > at && ends ? { program: programText(line, at, i), end: i + 1 } : undefined;
  }
  return undefined;
}

/** Solaris: `[ID 801593 mail.info] ` between tag and text. */
function afterMessageId(line: string, at: number): number {
  if (!line.startsWith('[ID ', at)) return at;
  const close = line.indexOf('] ', at);
  return close < 0 || close - at > 60 ? at : skipBlanks(line, close + 2);
}

function headOf(tag: Tag, line: string, stamp: Stamp | undefined, host: string | undefined): Head {
  const textStart = afterMessageId(line, skipBlanks(line, tag.end));
  const program = tag.program;
  if (stamp !== undefined && host !== undefined && tag.pid !== undefined)
    return { stamp, host, program, pid: tag.pid, textStart };
  return {
    ...(stamp === undefined ? {} : { stamp }),
    ...(host === undefined ? {} : { host }),
    program,
    ...(tag.pid === undefined ? {} : { pid: tag.pid }),
    textStart,
  };
}

const PRIORITY =
  /^<?[a-z0-9]{2,9}[.:](?:emerg|alert|crit|critical|err|error|warn|warning|notice|info|debug)>?$/;

/** `<mail.info> `, `mail.info `, `mail:info `: skipped, as FreeBSD, AIX and BusyBox write them. */
function skipPriority(line: string, at: number): number {
  const end = line.indexOf(' ', at);
  if (end < 0 || end - at > 24 || !PRIORITY.test(line.slice(at, end))) return at;
  return skipBlanks(line, end);
}

/** A word that can be a host (`host/host` counts). */
function hostEnd(line: string, at: number): number {
  const end = line.indexOf(' ', at);
  if (end <= at || end - at > 255) return -1;
  const last = line.charCodeAt(end - 1);
  return last === 58 || last === 44 ? -1 : end;
}

/** Host and tag from `at`. Undefined unless both, or a tag alone, are there. */
export function hostAndTag(line: string, at: number, stamp: Stamp | undefined): Head | undefined {
  const start = line.charCodeAt(at) === 60 ? skipPriority(line, at) : at;
  const end = hostEnd(line, start);
  if (end < 0) {
    const alone = tagAt(line, start);
    return alone === undefined ? undefined : headOf(alone, line, stamp, undefined);
  }
  const host = hostText(line, start, end);
  const tagStart = skipBlanks(line, end);
  const tag = tagAt(line, tagStart) ?? tagAt(line, skipPriority(line, tagStart));
  return tag === undefined ? undefined : headOf(tag, line, stamp, host);
}

function noTag(line: string, at: number, stamp: Stamp | undefined): Head {
  const end = hostEnd(line, at);
  const known = stamp === undefined ? {} : { stamp };
  if (end < 0) return { ...known, textStart: at };
  return { ...known, host: line.slice(at, end), textStart: skipBlanks(line, end) };
}

/** What stands after a stamp. Lines without a tag (`last message repeated 2 times`) keep their host. */
export function afterStamp(line: string, found: FoundStamp): Head | undefined {
  const code = line.charCodeAt(found.end);
  if (code !== 32 && code !== 9) return undefined;
  const start = skipBlanks(line, found.end);
  return hostAndTag(line, start, found.stamp) ?? noTag(line, start, found.stamp);
}
