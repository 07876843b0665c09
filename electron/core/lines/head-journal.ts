/** journalctl's structured forms: `-o json` (an object a line) and `-o export` (`KEY=VALUE` lines). */
import { decodeUtf8 } from './utf8.ts';
import type { Head } from './head-parts.ts';

/** A journal entry's values by name. */
export type JournalFields = Readonly<Record<string, unknown>>;

/** Values are texts; not clean UTF-8 becomes an array of bytes, a field given twice an array of texts. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (!Array.isArray(value)) return undefined;
  if (value.every((byte) => typeof byte === 'number')) return decodeUtf8(Uint8Array.from(value));
  return textOf(value[0]);
}

function firstText(entry: JournalFields, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = textOf(entry[key]);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** What a journal entry says, or undefined when it is none. Its clock is UTC. */
export function journalHead(entry: JournalFields, textStart: number): Head | undefined {
  const text = firstText(entry, ['MESSAGE']);
  const stamp = Number(firstText(entry, ['__REALTIME_TIMESTAMP', '_SOURCE_REALTIME_TIMESTAMP']));
  if (text === undefined && Number.isNaN(stamp)) return undefined;
  const host = firstText(entry, ['_HOSTNAME']);
  const program = firstText(entry, ['SYSLOG_IDENTIFIER', '_COMM']);
  const pid = Number(firstText(entry, ['SYSLOG_PID', '_PID']));
  return {
    textStart,
    text: (text ?? '').replace(/\n+/g, ' ').trimEnd(),
    ...(Number.isFinite(stamp) ? { stamp: { wall: Math.floor(stamp / 1000), hasYear: true, zone: 0 } } : {}),
    ...(host === undefined ? {} : { host }),
    ...(program === undefined ? {} : { program }),
    ...(Number.isInteger(pid) && pid >= 0 && pid < 2 ** 31 ? { pid } : {}),
  };
}

/** `{"__REALTIME_TIMESTAMP":"...","MESSAGE":"...",...}`. */
export function journalJsonHead(line: string): Head | undefined {
  if (!line.includes('"MESSAGE"') && !line.includes('"__REALTIME_TIMESTAMP"')) return undefined;
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return undefined;
    return journalHead(entry as JournalFields, line.length);
  } catch {
    return undefined;
  }
}

const EXPORT_KEY = /^(?:__[A-Z_]+|MESSAGE|_HOSTNAME|_PID|_COMM|PRIORITY|SYSLOG_[A-Z_]+)=/;

/** Does an entry of `-o export` begin with this line? */
export function beginsExport(line: string): boolean {
  return line.startsWith('__CURSOR=') || line.startsWith('__REALTIME_TIMESTAMP=');
}

/** Is this line part of a `-o export` entry: `KEY=VALUE`, or the `KEY` of a binary value? */
export function isExportLine(line: string): boolean {
  return EXPORT_KEY.test(line) || /^_{0,2}[A-Z][A-Z0-9_]*(?:=|$)/.test(line);
}

/** A binary value begins with its length in 8 bytes; the upper ones are NULs for every length that occurs. */
function withoutLength(line: string): string {
  return line.charCodeAt(7) === 0 || line.charCodeAt(6) === 0 ? line.slice(8) : line;
}

/** The head of an export entry from its lines. */
export function journalExportHead(lines: readonly string[]): Head | undefined {
  const entry: Record<string, string> = {};
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const equals = line.indexOf('=');
    if (equals > 0) entry[line.slice(0, equals)] ??= line.slice(equals + 1);
    else if (/^[A-Z_]/.test(line)) entry[line] ??= withoutLength(lines[++i] ?? '');
  }
  return journalHead(entry, 0);
}
