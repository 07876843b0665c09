/** A key file as OpenSSH would take it: a private key that its owner alone may read. */
import { readFileSync, statSync, type Stats } from 'node:fs';
import { basename } from 'node:path';
import ssh2 from 'ssh2';
import type { SshProblemCode } from '#core/base/ssh-problem.ts';

export interface Key {
  readonly data: Buffer;
  readonly encrypted: boolean;
}

/** `detail`: the file's name, with what the system says of it. */
export interface KeyProblem {
  readonly code: SshProblemCode;
  readonly detail: string;
}

export function readKeyFile(file: string): Key | KeyProblem {
  const name = basename(file);
  let data: Buffer;
  let stats: Stats;
  try {
    data = readFileSync(file);
    stats = statSync(file);
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    const isClosed = code === 'EACCES' || code === 'EPERM';
    return { code: isClosed ? 'ssh-key-closed' : 'ssh-key-file', detail: `${name}, ${code}` };
  }
  const form = keyForm(data);
  if (form === 'no-key') return { code: 'ssh-key-file', detail: name };
  if (isLoose(stats)) return { code: 'ssh-key-open', detail: `${name}, ${modeText(stats)}` };
  return { data, encrypted: form === 'encrypted' };
}

export function keyForm(data: Buffer, passphrase?: string): 'usable' | 'encrypted' | 'no-key' {
  const key = ssh2.utils.parseKey(data, passphrase) as ReturnType<typeof ssh2.utils.parseKey> | readonly [];
  if (key instanceof Error)
    return /encrypted|passphrase|decrypt|integrity/i.test(key.message) ? 'encrypted' : 'no-key';
  const [only] = [key].flat();
  return only?.isPrivateKey() === true ? 'usable' : 'no-key';
}

/** OpenSSH judges files of one's own only: a key of root's that a group shares is meant so. Windows has no modes. */
function isLoose({ uid, mode }: Stats): boolean {
  return process.getuid?.() === uid && (mode & 0o077) !== 0;
}

function modeText({ mode }: Stats): string {
  return `0${(mode & 0o777).toString(8)}`;
}
