/**
 * Folded entries: pages and mails print an entry with one value a line, blanks around, remarks between:
 * `Oct 21 23:01:58 user100 sendmail[1811]: ` / `k9LE1v98001811: ` / `from=<a@b>, ` / `size=6297, ` ...
 * An entry is open while its head or id stands alone or it ends in a comma; what may go on with it is decided here.
 */
import { parseText } from '#core/formats/parse-text.ts';
import { isQueueId } from '#core/formats/sendmail/queue-id.ts';
import type { LogRecord } from '#core/records/log-record.ts';

const KEY = /^([a-z][a-z_0-9]{1,12})=/;
const KEYS = new Set([
  'from',
  'size',
  'class',
  'pri',
  'nrcpts',
  'msgid',
  'bodytype',
  'proto',
  'daemon',
  'auth',
  'relay',
  'to',
  'ctladdr',
  'delay',
  'xdelay',
  'mailer',
  'quarantine',
  'dsn',
  'ntries',
  'reply',
  'stat',
  'arg1',
  'arg2',
  'reject',
]);

function idAlone(text: string): boolean {
  return text.endsWith(':') && isQueueId(text.slice(0, -1));
}

/** Cheap look at a line's last character: can an entry end here that is not complete? */
export function mayBeOpen(raw: string): boolean {
  let i = raw.length - 1;
  while (i >= 0 && raw.charCodeAt(i) <= 32) i--;
  const code = raw.charCodeAt(i);
  return code === 44 || code === 58;
}

/** Does the entry wait for more? */
export function isOpen(record: LogRecord, hasHead: boolean): boolean {
  const { text, kind } = record;
  if (text === '') return hasHead && record.program !== undefined;
  if (idAlone(text)) return true;
  return text.endsWith(',') && (kind === 'from' || kind === 'to' || kind === 'ruleset');
}

/** Does a line without head (trimmed, not empty) go on with the open entry whose text so far is `text`? */
export function continues(
  text: string,
  line: string,
  program: string | undefined,
  pid: number | undefined,
): boolean {
  if (text === '') return idAlone(line) || understood(line, program, pid);
  const key = KEY.exec(line)?.[1];
  if (idAlone(text)) return understood(`${text} ${line}`, program, pid);
  if (key === undefined) return /^<[^<>\s]*>,?$/.test(line) && /\bto=[^=]*,$/.test(text);
  return KEYS.has(key) && !text.includes(` ${key}=`);
}

function understood(text: string, program: string | undefined, pid: number | undefined): boolean {
  const { kind } = parseText(text, program, pid);
  return kind !== 'unparsed' && kind !== 'other-program';
}

/** The text unfolded to one line. */
export function unfolded(text: string, line: string): string {
  return text === ''
    ? line
    : /^to=|: to=/.test(text) && line.startsWith('<')
      ? text + line
      : `${text} ${line}`;
}
