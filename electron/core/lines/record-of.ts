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

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A record of known head and text. Absent keys are left out one by one: spreading costs more than the whole parse. */
export function recordOf(place: Place, raw: string, text: string, head: Head, parsed: ParsedText): LogRecord {
  const record: Writable<LogRecord> = {
    source: place.source,
    line: place.line,
    lineCount: place.lineCount,
    offset: place.offset,
    raw,
    text,
    dialect: parsed.dialect,
    kind: parsed.kind,
    fields: parsed.fields,
  };
  if (head.stamp !== undefined) record.stamp = head.stamp;
  if (head.host !== undefined) record.host = head.host;
  if (head.program !== undefined) record.program = head.program;
  if (head.pid !== undefined) record.pid = head.pid;
  if (parsed.queueId !== undefined) record.queueId = parsed.queueId;
  if (parsed.childId !== undefined) record.childId = parsed.childId;
  return record;
}

export const HEADLESS: Head = { textStart: 0 };

/** What stands after the head, without blanks at its end. */
export function ownText(line: string, head: Head): string {
  return (head.text ?? line.slice(head.textStart)).trimEnd();
}

/** Reads one line: without NULs and the carriage return of CRLF, with or without head. */
export function readLine(place: Place, raw: string): LogRecord {
  const line = raw.includes('\0') ? raw.replaceAll('\0', '') : raw;
  const head = parseHead(line);
  if (head === undefined) {
    const text = line.trim();
    return recordOf(place, raw, text, HEADLESS, parseText(text, undefined, undefined));
  }
  const text = ownText(line, head);
  return recordOf(place, raw, text, head, parseText(text, head.program, head.pid));
}

/** Had the line a head? A head without stamp, host and program is none. */
export function hasHead(record: LogRecord): boolean {
  return record.stamp !== undefined || record.program !== undefined || record.host !== undefined;
}
