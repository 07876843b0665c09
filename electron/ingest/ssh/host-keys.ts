/** Is this the server it was? The user's known_hosts, the system's and our own are read; only our own is written. */
import { createHash, createHmac } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import {
  entriesFor,
  judgeKey,
  knownHostsLine,
  parseKnownHosts,
  type KnownHost,
} from '#core/ssh/known-hosts.ts';
import type { HostKeyQuestion } from '#core/contract/server-protocol.ts';
import { sshFailure } from './ssh-failure.ts';

export interface HostKeyRoom {
  readonly home: string;
  /** Our own file. */
  readonly own: string;
  readonly others: readonly string[];
}

export function knownHostsFiles(home: string, own: string, configured: readonly string[]): HostKeyRoom {
  const users =
    configured.length > 0 ? configured : ['known_hosts', 'known_hosts2'].map((n) => join(home, '.ssh', n));
  return { home, own, others: [...users, '/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2'] };
}

function readAll({ own, others }: HostKeyRoom): readonly KnownHost[] {
  return [own, ...others].flatMap((file) => {
    try {
      return parseKnownHosts(readFileSync(file, 'utf8'), file);
    } catch {
      return [];
    }
  });
}

function hash(salt: string, name: string): string {
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64');
}

export function fingerprintOfKey(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The type stands in front of the key, with its length. */
export function keyType(key: Uint8Array): string {
  const bytes = Buffer.from(key);
  const length = bytes.length >= 4 ? bytes.readUInt32BE(0) : 0;
  return bytes
    .subarray(4, 4 + Math.min(64, length))
    .toString('latin1')
    .replaceAll(/[^\w@.-]/g, '?');
}

/** RSA keys are one type under three signature names. */
const SIGNATURES: Readonly<Record<string, readonly string[]>> = {
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'],
};

const KNOWN_HERE = /^(?:ssh-ed25519|ecdsa-sha2-nistp(?:256|384|521)|rsa-sha2-(?:256|512)|ssh-rsa)$/;

/** Signatures for the key types on record for this host: asked for first, so that the server shows a known key. */
export function preferredSignatures(room: HostKeyRoom, host: string, port: number): readonly string[] {
  const types = entriesFor(readAll(room), { host, port }, hash)
    .filter(({ marker }) => marker === undefined)
    .map(({ type }) => type);
  return [...new Set(types)]
    .flatMap((type) => SIGNATURES[type] ?? [type])
    .filter((name) => KNOWN_HERE.test(name));
}

export async function checkHostKey(
  room: HostKeyRoom,
  at: { readonly host: string; readonly port: number; readonly where: string },
  key: Uint8Array,
  ask: (question: HostKeyQuestion) => Promise<boolean>,
): Promise<void> {
  const { host, port, where } = at;
  const offered = { host, port, type: keyType(key), key: Buffer.from(key).toString('base64') };
  const verdict = judgeKey(readAll(room), offered, hash);
  const fingerprint = fingerprintOfKey(key);
  if (verdict.is === 'known') return;
  if (verdict.is === 'revoked')
    throw sshFailure('ssh-key-revoked', where, `${fingerprint}, ${placeOf(room, verdict.known)}`);
  if (verdict.is === 'changed')
    throw sshFailure('ssh-key-changed', where, changed(room, offered, fingerprint, verdict.known));
  const [authority] = verdict.authorities;
  const accepted = await ask({
    kind: 'host-key',
    host,
    port,
    keyType: offered.type,
    fingerprint,
    ...(authority === undefined ? {} : { authority: placeOf(room, authority) }),
  });
  if (!accepted) throw sshFailure('ssh-key-declined', where, fingerprint);
  mkdirSync(dirname(room.own), { recursive: true });
  appendFileSync(room.own, knownHostsLine(offered), { mode: 0o600 });
}

/** The old key with its place first, then the one that was shown. */
function changed(
  room: HostKeyRoom,
  { type }: { readonly type: string },
  fingerprint: string,
  known: readonly KnownHost[],
): string {
  const old = known.map(
    (entry) => `${entry.type} ${fingerprintOfKey(Buffer.from(entry.key, 'base64'))}, ${placeOf(room, entry)}`,
  );
  return `${old.join('; ')} → ${type} ${fingerprint}`;
}

/** The user must find it again: below the home folder and of the system's file the whole path is told. */
function placeOf({ home }: HostKeyRoom, { file, line }: KnownHost): string {
  const below = relative(home, file);
  const isBelow = below !== '' && !below.startsWith('..') && !isAbsolute(below);
  const place = isBelow
    ? `~/${below.replaceAll(sep, '/')}`
    : file.startsWith('/etc/')
      ? file
      : basename(file);
  return `${place}:${line}`;
}
