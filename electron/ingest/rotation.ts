/**
 * Names of mail logs and of their rotated copies: `maillog`, `maillog.1`, `maillog.2.gz`, `mail.log-20240107.gz`,
 * `maillog.0`. Pure: sorts and chooses by name alone.
 */

/** A mail log by its name; `.err`, `.info` and `.warn` are Debian's extracts of the same lines. */
const MAIL_NAME = /(?:^|[^a-z])(?:e?mail|maillog|sendmail|sm-mta|mqueue|postfix|exim4?|smtpd?)(?:[^a-z]|$)/i;
const EXTRACT = /^(.*)\.(?:info|warn|err)$/i;
const PACKED = /\.(?:gz|bz2|xz|zst|z)$/i;
const NUMBERED = /^(.+?)[.-](\d{1,3})$/;
const DATED = /^(.+?)[.-](\d{4}-?\d{2}-?\d{2}(?:-?\d{2,6})?)$/;

export interface RotatedName {
  readonly name: string;
  /** The name all copies share. */
  readonly base: string;
  /** Larger is older; the live file has 0. Dated copies sort by `date` instead. */
  readonly age: number;
  readonly date: string;
}

export function rotatedName(name: string): RotatedName {
  const unpacked = name.replace(PACKED, '');
  const dated = DATED.exec(unpacked);
  if (dated) return { name, base: dated[1] ?? '', age: 0, date: (dated[2] ?? '').replaceAll('-', '') };
  const numbered = NUMBERED.exec(unpacked);
  // `.0` is the newest copy of newsyslog, still older than the live file.
  if (numbered) return { name, base: numbered[1] ?? '', age: Number(numbered[2]) + 1, date: '' };
  return { name, base: unpacked, age: 0, date: '' };
}

/** Is it the name of the file that is written now, and of no copy? */
export function isLiveName(name: string): boolean {
  return isLive(rotatedName(name)) && !PACKED.test(name);
}

export function isPackedName(name: string): boolean {
  return PACKED.test(name);
}

/** Sets of rotated copies one after the other, each oldest first and the live file last. */
export function oldestFirst(names: readonly string[]): string[] {
  return names
    .map(rotatedName)
    .sort((a, b) => compare(a.base, b.base) || compareAge(a, b) || compare(a.name, b.name))
    .map((r) => r.name);
}

/** Those of `names` that are the same log as `name`: its rotated copies and the live file, oldest first. */
export function rotatedSet(name: string, names: readonly string[]): string[] {
  const { base } = rotatedName(name);
  return oldestFirst(names.filter((other) => rotatedName(other).base === base));
}

export interface LogNames {
  /** Logs of mail, by their names. */
  readonly mail: readonly string[];
  /** All other visible names: only their content can tell. */
  readonly others: readonly string[];
}

/** Sorts the names of a folder into mail logs and others. Extracts beside their whole log are left out. */
export function mailLogNames(names: readonly string[]): LogNames {
  const visible = names.filter((name) => !name.startsWith('.'));
  const mail = visible.filter((name) => MAIL_NAME.test(rotatedName(name).base));
  const bases = new Set(mail.map((name) => rotatedName(name).base));
  const wanted = mail.filter((name) => {
    const extract = EXTRACT.exec(rotatedName(name).base)?.[1];
    return extract === undefined || !(bases.has(`${extract}.log`) || bases.has(extract));
  });
  const known = new Set(mail);
  const others = visible.filter((name) => !known.has(name));
  return { mail: oldestFirst(wanted), others: oldestFirst(others) };
}

function compareAge(a: RotatedName, b: RotatedName): number {
  const live = Number(isLive(a)) - Number(isLive(b));
  return live || b.age - a.age || compare(a.date, b.date);
}

function isLive(r: RotatedName): boolean {
  return r.age === 0 && r.date === '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
