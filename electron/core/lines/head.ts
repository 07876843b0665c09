/**
 * The head of a log line, `STAMP HOST TAG[PID]: `, in every form that syslog daemons and journalctl write. The
 * commonest forms are told apart by their first character, so a line is looked at once.
 */
import { journalJsonHead } from './head-journal.ts';
import { afterStamp, hostAndTag, skipBlanks, type Head } from './head-parts.ts';
import { rfc5424Head } from './head-rfc5424.ts';
import {
  fullStamp,
  isoStamp,
  rememberedStamp,
  traditionalStamp,
  unixStamp,
  type FoundStamp,
} from './stamp.ts';

export type { Head } from './head-parts.ts';

/** `<22>` at `at`: position after it, or 0. */
function priorityEnd(line: string, at: number): number {
  for (let i = at + 1; i < at + 5; i++) {
    const code = line.charCodeAt(i);
    if (code === 62) return i > at + 1 ? i + 1 : 0;
    if (code < 48 || code > 57) return 0;
  }
  return 0;
}

function withPriority(line: string, at: number): Head | undefined {
  const end = priorityEnd(line, at);
  if (end === 0) return undefined;
  return rfc5424Head(line, end) ?? stampedHead(line, skipBlanks(line, end));
}

/** `[    1.000000] user100 sm-mta[1811]: `: seconds since boot, which say nothing of the date. */
function monotonicHead(line: string, at: number): Head | undefined {
  const close = line.indexOf('] ', at);
  if (close < 0 || close - at > 24 || !/^\[ *\d+\.\d+$/.test(line.slice(at, close))) return undefined;
  return hostAndTag(line, skipBlanks(line, close + 2), undefined);
}

function stampAt(line: string, at: number): FoundStamp | undefined {
  const code = line.charCodeAt(at);
  const digit = code >= 48 && code <= 57;
  return digit
    ? (isoStamp(line, at) ?? unixStamp(line, at))
    : (traditionalStamp(line, at) ?? fullStamp(line, at));
}

function stampedHead(line: string, at: number): Head | undefined {
  const found = stampAt(line, at);
  return found === undefined ? undefined : afterStamp(line, found);
}

function usualHead(line: string): Head | undefined {
  const found = rememberedStamp(line, stampAt);
  return found === undefined ? undefined : afterStamp(line, found);
}

const WORDS_LIMIT = 160;
const STAMP_INSIDE =
  /(?:^|[\s:|>\]])((?:<\d{1,3}>)?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d? ?\d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)[^ ]* )/;

/** `maillog.1:Oct 21 23:01:58 user100 sendmail[1811]: ...`: what grep or a collector put before the head. */
function otherWordsHead(line: string): Head | undefined {
  const match = STAMP_INSIDE.exec(line.slice(0, WORDS_LIMIT));
  if (match === null) return undefined;
  const at = match.index + match[0].length - (match[1] ?? '').length;
  const head = line.charCodeAt(at) === 60 ? withPriority(line, at) : stampedHead(line, at);
  return head?.program === undefined ? undefined : head;
}

/** The head of `line`, or undefined where none can be recognised. */
export function parseHead(line: string): Head | undefined {
  const start = skipBlanks(line, 0);
  switch (line.charCodeAt(start)) {
    case 60:
      return withPriority(line, start) ?? otherWordsHead(line);
    case 91:
      return monotonicHead(line, start) ?? otherWordsHead(line);
    case 123:
      return journalJsonHead(line);
    default:
      return (start === 0 ? usualHead(line) : stampedHead(line, start)) ?? otherWordsHead(line);
  }
}
