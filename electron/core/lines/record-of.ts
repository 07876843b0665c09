/** Puts an entry's head and the reading of its text together. */
import { parseText } from '#core/formats/parse-text.ts';
import type { ParsedText } from '#core/formats/format.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { parseHead, type Head } from './head.ts';

/** Where an entry stands in its source. */
export interface Place {
  readonly source: number;
  readonly line: number;
  readonly lineCount: number;
  readonly offset: number;
}

/** A record of known head and text. The first branch is the usual line: one literal, one hidden class. */
export function recordOf(place: Place, raw: string, text: string, head: Head, parsed: ParsedText): LogRecord {
  const { source, line, lineCount, offset } = place;
  const { stamp, host, program, pid } = head;
  const { dialect, kind, fields, queueId, childId } = parsed;
  if (stamp && host !== undefined && program !== undefined && pid !== undefined && queueId !== undefined && childId === undefined)
    return { source, line, lineCount, offset, raw, text, stamp, host, program, pid, dialect, queueId, kind, fields };
  return {
    ...place,
    raw,
    text,
    ...(stamp === undefined ? {} : { stamp }),
    ...(host === undefined ? {} : { host }),
    ...(program === undefined ? {} : { program }),
    ...(pid === undefined ? {} : { pid }),
    dialect,
    ...(queueId === undefined ? {} : { queueId }),
    ...(childId === undefined ? {} : { childId }),
    kind,
    fields,
  };
}

export const HEADLESS: Head = { textStart: 0 };

/** What stands after the head, without blanks at its end. */
export function ownText(line: string, head: Head): string {
  return (head.text ?? line.slice(head.textStart)).trimEnd();
}

/** Reads one line: without NULs and the carriage return of CRLF, with or without head. */
export function readLine(place: Place, raw: string): { readonly record: LogRecord; readonly head: Head | undefined } {
  const line = raw.includes('\0') ? raw.replaceAll('\0', '') : raw;
  const head = parseHead(line);
  const known = head ?? HEADLESS;
  const text = head === undefined ? line.trim() : ownText(line, head);
  return { record: recordOf(place, raw, text, known, parseText(text, known.program, known.pid)), head };
}
