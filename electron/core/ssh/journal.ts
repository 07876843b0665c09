/**
 * systemd's journal as a log on a server: a path that begins with `journal:`. Read by `journalctl -o json`, one entry a
 * line; where it goes on is a cursor, which stands in each entry. Every word of a command is checked or quoted here.
 */
export interface Journal {
  /** Of one service; without it all entries of the mail facility. */
  readonly unit?: string;
}

const PATH = /^journal:([\w@.:-]*)$/;
const CURSOR = /^[\w=;.:+/-]{1,500}$/;
/** LOG_MAIL of syslog. */
const MAIL = 'SYSLOG_FACILITY=2';

export function parseJournal(path: string): Journal | undefined {
  const unit = PATH.exec(path.trim())?.[1];
  if (unit === undefined || unit.startsWith('-')) return undefined;
  return unit === '' ? {} : { unit };
}

export function journalName({ unit }: Journal): string {
  return unit === undefined ? 'journal' : `journal ${unit}`;
}

export interface JournalRead {
  /** Entries behind this one. */
  readonly after?: string | undefined;
  /** What is written later comes as it is written. */
  readonly follow?: boolean;
  /** Only the last entry. */
  readonly last?: boolean;
}

export function journalCommand({ unit }: Journal, { after, follow, last }: JournalRead): string {
  const words = ['journalctl', '--no-pager', '-o', 'json'];
  if (after !== undefined && CURSOR.test(after)) words.push(`--after-cursor='${after}'`);
  /* Following alone would begin with the last ten entries. */
  if (follow === true) words.push('-f', '--no-tail');
  if (last === true) words.push('-n', '1');
  words.push(...(unit === undefined ? [MAIL] : ['-u', `'${unit}'`]));
  return words.join(' ');
}

/** Of one entry as journalctl prints it; undefined when that is no entry, or its cursor is nothing to be asked for. */
export function cursorOf(line: string): string | undefined {
  try {
    const { __CURSOR: cursor } = JSON.parse(line) as { readonly __CURSOR?: unknown };
    return typeof cursor === 'string' && CURSOR.test(cursor) ? cursor : undefined;
  } catch {
    return undefined;
  }
}
