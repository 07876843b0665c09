/** What goes wrong with honest servers after the login: paths, rights, devices. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mailLines } from '../read-all.ts';
import { onlyCommands, type Peers } from './peers.ts';
import type { Trouble } from './trouble.ts';

const TEXT = mailLines(3000);

export function fileTroubles(peers: Peers): readonly Trouble[] {
  const sshd = peers.sshd();
  const withoutSftp = peers.sshd(['NoSftp']);
  const onlyCat = peers.sshd([
    'NoSftp',
    `SetEnv PATH=${onlyCommands(peers.folder, ['cat', 'head', 'tail', 'wc', 'ls', 'test'])}`,
  ]);
  const folder = join(peers.folder, 'logs');
  mkdirSync(join(folder, 'empty'), { recursive: true });
  writeFileSync(join(folder, 'noise'), Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)));
  writeFileSync(join(folder, 'maillog'), TEXT);
  writeFileSync(join(folder, 'closed'), TEXT);
  chmodSync(join(folder, 'closed'), 0);
  const at = (name: string): string => join(folder, name);
  /** Root loses what lets it read everything. */
  const plainRights = process.getuid?.() === 0 ? 'setpriv --bounding-set=-all --inh-caps=-all ' : '';
  return [
    {
      name: 'a path with a pattern among its folders',
      meet: async () => ({ port: (await sshd).port, path: '/var/*/maillog' }),
      code: 'ssh-path',
      step: 'files',
      facts: '/var/*/maillog',
    },
    {
      name: 'a path with a control character',
      meet: async () => ({ port: (await sshd).port, path: '/var/log/\u001b[2J' }),
      code: 'ssh-path',
      step: 'files',
      facts: '/var/log/ [2J',
    },
    {
      name: 'a path that is missing',
      meet: async () => ({ port: (await sshd).port, path: at('missing') }),
      code: 'ssh-missing',
      step: 'files',
      facts: '~/logs/missing',
    },
    {
      name: 'a path that is missing, without SFTP',
      meet: async () => ({ port: (await withoutSftp).port, path: at('missing') }),
      code: 'ssh-missing',
      step: 'files',
      facts: '~/logs/missing',
    },
    {
      name: 'a path that is missing, with cat alone',
      meet: async () => ({ port: (await onlyCat).port, path: at('missing') }),
      code: 'ssh-missing',
      step: 'files',
      facts: '~/logs/missing',
    },
    {
      name: 'a file that must not be read',
      meet: async () => ({
        port: (await peers.sshd(['NoSftp', 'Subsystem sftp internal-sftp -P open'])).port,
        path: at('maillog'),
      }),
      code: 'ssh-forbidden',
      step: 'files',
      facts: '~/logs/maillog',
    },
    {
      name: 'a file that must not be read, without SFTP',
      meet: async () => ({
        port: (await peers.sshd(['NoSftp', `ForceCommand ${plainRights}sh -c "$SSH_ORIGINAL_COMMAND"`])).port,
        path: at('closed'),
      }),
      code: 'ssh-forbidden',
      step: 'files',
      facts: '~/logs/closed',
    },
    {
      name: 'a folder without logs',
      meet: async () => ({ port: (await sshd).port, path: at('empty') }),
      code: 'ssh-nothing-matches',
      step: 'files',
      facts: '~/logs/empty',
    },
    {
      name: 'a folder without logs, without SFTP',
      meet: async () => ({ port: (await withoutSftp).port, path: at('empty') }),
      code: 'ssh-nothing-matches',
      step: 'files',
      facts: '~/logs/empty',
    },
    {
      name: 'a pattern that only a folder fits',
      meet: async () => ({ port: (await sshd).port, path: at('empt*') }),
      code: 'ssh-nothing-matches',
      step: 'files',
      facts: '~/logs/empt*',
    },
    {
      name: 'an endless file',
      meet: async () => ({ port: (await sshd).port, path: '/dev/zero' }),
      code: 'ssh-not-a-file',
      step: 'files',
      facts: '/dev/zero',
    },
    {
      name: 'an endless file, without SFTP',
      meet: async () => ({ port: (await withoutSftp).port, path: '/dev/zero' }),
      code: 'ssh-not-a-file',
      step: 'files',
      facts: '/dev/zero',
    },
    {
      name: 'an endless file, with cat alone',
      meet: async () => ({ port: (await onlyCat).port, path: '/dev/zero' }),
      code: 'ssh-not-a-file',
      step: 'files',
      facts: '/dev/zero',
    },
    {
      name: 'a folder, with cat alone',
      meet: async () => ({ port: (await onlyCat).port, path: at('empty') }),
      code: 'ssh-nothing-matches',
      step: 'files',
      facts: '~/logs/empty',
    },
    {
      name: 'binary data',
      meet: async () => ({ port: (await sshd).port, path: at('noise') }),
      code: 'binary',
      step: 'files',
      where: 'noise',
    },
    {
      name: 'a copy that cannot be written',
      meet: async () => ({ port: (await sshd).port, path: at('maillog'), copies: at('maillog') }),
      code: 'ssh-copy-failed',
      step: 'files',
      facts: 'EEXIST',
      where: 'maillog',
    },
  ];
}
