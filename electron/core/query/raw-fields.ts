/** Keys of log lines that no column holds: `xdelay:`, `cipher:`; any other one as `raw.KEY:`. */

const PREFIX = 'raw.';

/** Those that sendmail writes and a filter may name without `raw.`. In lower case. */
export const RAW_KEYS: readonly string[] = [
  'ctladdr',
  'xdelay',
  'pri',
  'class',
  'nrcpts',
  'proto',
  'bodytype',
  'ntries',
  'reply',
  'quarantine',
  'ruleset',
  'arg1',
  'arg2',
  'starttls',
  'version',
  'verify',
  'cipher',
  'bits',
  'auth',
  'mech',
  'authid',
  'milter',
  'owner',
];

/** The key, in lower case, that a name of the filter stands for. */
export function rawKeyOf(name: string): string | undefined {
  if (name.startsWith(PREFIX)) return name.length > PREFIX.length ? name.slice(PREFIX.length) : undefined;
  return RAW_KEYS.includes(name) ? name : undefined;
}

/** Lengths of time are compared as such, everything else as a number. */
export function rawNumberKind(key: string): 'seconds' | 'size' {
  return key.endsWith('delay') ? 'seconds' : 'size';
}
