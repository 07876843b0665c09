/**
 * ~/.ssh/config: what a name means, and which names there are. `Include` is followed; commands (Match exec,
 * ProxyCommand) are never run.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import SSHConfig, { type Line } from 'ssh-config';
import { matchesGlob } from '#core/ssh/remote-path.ts';
import { sshFailure } from './ssh-failure.ts';

export interface Hop {
  /** As the user names it. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
}

export interface ResolvedHost extends Hop {
  readonly identityFiles: readonly string[];
  /** Only the identity files: an agent's other keys are not offered. */
  readonly identitiesOnly: boolean;
  /** Socket of the agent; undefined: the usual one; 'none': no agent. */
  readonly identityAgent?: string;
  readonly knownHosts: readonly string[];
  /** From the first to the last, each as `[user@]host[:port]`. */
  readonly jumps: readonly string[];
}

export interface Asked {
  readonly host: string;
  readonly port?: number;
  readonly user?: string;
}

const DEPTH = 5;

export function readSshConfig(home: string): SSHConfig {
  return SSHConfig.parse(textWithIncludes(join(home, '.ssh', 'config'), home, DEPTH));
}

/** Included text takes the place of its line, as OpenSSH reads it. */
function textWithIncludes(file: string, home: string, depth: number): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (depth === DEPTH && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return '';
  }
  if (depth === 0) return '';
  return text
    .split('\n')
    .map((line) => {
      const words = /^\s*Include[\s=]+(.+)$/i.exec(line)?.[1];
      if (words === undefined) return line;
      const files = words
        .trim()
        .split(/\s+/)
        .flatMap((word) => globFiles(word, home));
      return files.map((name) => textWithIncludes(name, home, depth - 1)).join('\n');
    })
    .join('\n');
}

function globFiles(word: string, home: string): readonly string[] {
  const bare = word.replaceAll('"', '').replace(/^~(?=\/)/, home);
  const path = isAbsolute(bare) ? bare : join(home, '.ssh', bare);
  const folder = dirname(path);
  const pattern = path.slice(folder.length + 1);
  try {
    return readdirSync(folder)
      .filter((name) => matchesGlob(pattern, name))
      .toSorted()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Names a user may mean by themselves: no patterns. */
export function hostNames(home: string): readonly string[] {
  try {
    return [...new Set([...readSshConfig(home)].flatMap(namesOf))];
  } catch {
    return [];
  }
}

function namesOf(line: Line): readonly string[] {
  if (!('param' in line) || !/^host$/i.test(line.param)) return [];
  const values = typeof line.value === 'string' ? [line.value] : line.value.map(({ val }) => val);
  return values.filter((name) => !/[*?!]/.test(name));
}

export function resolveHost(asked: Asked, home: string, where: string): ResolvedHost {
  let found: Record<string, string | string[]>;
  try {
    const query = { Host: asked.host, ...(asked.user === undefined ? {} : { User: asked.user }) };
    found = computed(readSshConfig(home), query);
  } catch (error) {
    throw sshFailure('ssh-config', where, (error as NodeJS.ErrnoException).code);
  }
  const one = (key: string): string | undefined => list(found[key])[0];
  if ((one('proxycommand') ?? 'none') !== 'none') throw sshFailure('ssh-proxy-command', where);
  const jump = one('proxyjump') ?? 'none';
  const host = one('hostname')?.replaceAll('%h', asked.host) ?? asked.host;
  const user = asked.user ?? one('user') ?? userInfo().username;
  const path = (value: string): string =>
    value
      .replaceAll('"', '')
      .replace(/^~(?=\/)/, home)
      .replaceAll('%d', home)
      .replaceAll('%h', host)
      .replaceAll('%r', user);
  const identityAgent = one('identityagent');
  return {
    name: asked.host,
    host,
    port: asked.port ?? (Number(one('port') ?? 22) || 22),
    user,
    identityFiles: list(found['identityfile']).map(path),
    identitiesOnly: one('identitiesonly')?.toLowerCase() === 'yes',
    ...(identityAgent === undefined ? {} : { identityAgent: path(identityAgent) }),
    knownHosts: list(found['userknownhostsfile']).map(path),
    jumps: jump.toLowerCase() === 'none' ? [] : jump.split(',').map((hop) => hop.trim()),
  };
}

/** `CanonicalizeHostname` would start a program; names are taken as they stand. */
function computed(
  config: SSHConfig,
  query: { Host: string; User?: string },
): Record<string, string | string[]> {
  for (const line of config) {
    if ('config' in line)
      line.config = SSHConfig.parse(
        String(line.config).replaceAll(/^\s*Canonical(?:izeHostName|Domains)\b.*$/gim, ''),
      );
  }
  return config.compute(query, { ignoreCase: true, matchExec: false });
}

function list(value: string | string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

/** `[user@]host[:port]`, the host in brackets when it has colons. */
export function parseHop(text: string): Asked {
  const found =
    /^(?:ssh:\/\/)?(?:(?<user>[^@]+)@)?(?:\[(?<six>[^\]]+)\]|(?<host>[^:]+))(?::(?<port>\d+))?$/.exec(text);
  const { user, six, host, port } = found?.groups ?? {};
  return {
    host: six ?? host ?? text,
    ...(user === undefined ? {} : { user }),
    ...(port === undefined ? {} : { port: Number(port) }),
  };
}
