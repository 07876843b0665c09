/**
 * known_hosts as OpenSSH writes it: plain and hashed names, `[host]:port`, patterns, @revoked and @cert-authority.
 * Whether a server may be trusted is decided here and nowhere else. Hashing is handed in, for core has none.
 */
export interface KnownHost {
  readonly marker?: 'revoked' | 'cert-authority';
  /** The first field as it stands: `mx,192.0.2.1`, `[mx]:2222`, `|1|salt|hash`, `*.example.org,!bad.example.org`. */
  readonly hosts: string;
  readonly type: string;
  /** Base64, as it stands. */
  readonly key: string;
  /** Name of the file and number of the line, for whoever must mend it. */
  readonly file: string;
  readonly line: number;
}

export interface OfferedKey {
  readonly host: string;
  readonly port: number;
  readonly type: string;
  readonly key: string;
}

/** Base64 of HMAC-SHA1 of `name` under the salt, which is base64 too. */
export type HostHash = (salt: string, name: string) => string;

export type KeyVerdict =
  | { readonly is: 'known' }
  /** `authorities`: certificates are not supported, so an entry for them does not help. */
  | { readonly is: 'unknown'; readonly authorities: readonly KnownHost[] }
  | { readonly is: 'changed'; readonly known: readonly KnownHost[] }
  | { readonly is: 'revoked'; readonly known: KnownHost };

const MARKERS: Readonly<Record<string, 'revoked' | 'cert-authority'>> = {
  '@revoked': 'revoked',
  '@cert-authority': 'cert-authority',
};

/** Lines that are not understood are left out: they can make a host unknown, never known. */
export function parseKnownHosts(text: string, file: string): readonly KnownHost[] {
  return text.split('\n').flatMap((line, i) => parseLine(line, file, i + 1) ?? []);
}

function parseLine(line: string, file: string, number: number): KnownHost | undefined {
  const words = line.trim().split(/[ \t]+/);
  if (words[0] === undefined || words[0] === '' || words[0].startsWith('#')) return undefined;
  const marked = words[0].startsWith('@');
  const marker = MARKERS[words[0]];
  if (marked && marker === undefined) return undefined;
  const [hosts, type, key] = marked ? words.slice(1) : words;
  if (hosts === undefined || type === undefined || key === undefined) return undefined;
  if (!/^[A-Za-z0-9+/]+=*$/.test(key)) return undefined;
  return { ...(marker === undefined ? {} : { marker }), hosts, type, key, file, line: number };
}

/** How a host stands in known_hosts: its port only when it is not the usual one. */
export function hostName(host: string, port: number): string {
  const name = host.toLowerCase();
  return port === 22 ? name : `[${name}]:${port}`;
}

export function isFor(entry: KnownHost, name: string, hash: HostHash): boolean {
  if (entry.hosts.startsWith('|')) {
    const [, version, salt, sum] = entry.hosts.split('|');
    return version === '1' && salt !== undefined && sum !== undefined && hash(salt, name) === sum;
  }
  let found = false;
  for (const pattern of entry.hosts.toLowerCase().split(',')) {
    const denied = pattern.startsWith('!');
    if (!matchesPattern(denied ? pattern.slice(1) : pattern, name)) continue;
    if (denied) return false;
    found = true;
  }
  return found;
}

export function entriesFor(
  entries: readonly KnownHost[],
  at: { readonly host: string; readonly port: number },
  hash: HostHash,
): readonly KnownHost[] {
  const name = hostName(at.host, at.port);
  return entries.filter((entry) => isFor(entry, name, hash));
}

/**
 * A host with any other key on record has changed, whatever the type of that key: who stands between could otherwise
 * offer a type that is not on record and pass for a new host. Types on record are asked for first, so that a server
 * with several keys shows the one that is known.
 */
export function judgeKey(entries: readonly KnownHost[], offered: OfferedKey, hash: HostHash): KeyVerdict {
  const ours = entriesFor(entries, offered, hash);
  const same = ({ type, key }: KnownHost): boolean => type === offered.type && key === offered.key;
  const revoked = ours.find((entry) => entry.marker === 'revoked' && same(entry));
  if (revoked !== undefined) return { is: 'revoked', known: revoked };
  const plain = ours.filter(({ marker }) => marker === undefined);
  if (plain.some(same)) return { is: 'known' };
  if (plain.length > 0) return { is: 'changed', known: plain };
  return { is: 'unknown', authorities: ours.filter(({ marker }) => marker === 'cert-authority') };
}

export function knownHostsLine({ host, port, type, key }: OfferedKey): string {
  return `${hostName(host, port)} ${type} ${key}\n`;
}

function matchesPattern(pattern: string, name: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === name;
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(name);
}
