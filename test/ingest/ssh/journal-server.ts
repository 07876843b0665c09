/** A server whose `journalctl` is `fake-journalctl.mjs`: journald does not run where tests do. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onlyCommands, type PeerRoom } from './peer-room.ts';

const script = fileURLToPath(new URL('fake-journalctl.mjs', import.meta.url));

export interface JournalServer {
  readonly port: number;
  /** The file that stands for the journal: entries of `journalctl -o json`. */
  readonly journal: string;
  readonly copies: string;
  /** The options of each call. */
  readonly asked: () => readonly string[];
}

export async function journalServer(peers: PeerRoom, name: string): Promise<JournalServer> {
  const folder = join(peers.folder, name);
  mkdirSync(folder);
  const journal = join(folder, 'journal.json');
  const path = onlyCommands(folder, ['cat', 'sh']);
  writeFileSync(
    join(path, 'journalctl'),
    `#!/bin/sh\nexec '${process.execPath}' '${script}' '${journal}' "$@"\n`,
  );
  chmodSync(join(path, 'journalctl'), 0o755);
  const { port } = await peers.sshd(['NoSftp', `SetEnv PATH=${path}`]);
  const asked = () => readFileSync(`${journal}.asked`, 'utf8').trimEnd().split('\n');
  return { port, journal, copies: join(folder, 'copies'), asked };
}

/** Entries as journald keeps them, from one number up to another, each of a message of its own. */
export function journalEntries(from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i++)
    text += `${JSON.stringify({
      __CURSOR: `s=ab12;i=${i.toString(16)};b=cd;m=1;t=6;x=${i}`,
      __REALTIME_TIMESTAMP: String(1_161_439_318_000_000 + i * 1000),
      _HOSTNAME: 'mx',
      SYSLOG_FACILITY: '2',
      SYSLOG_IDENTIFIER: 'sm-mta',
      SYSLOG_PID: '1811',
      MESSAGE: `k9LE1v98${String(i).padStart(6, '0')}: from=<a${i}@example.org>, size=1, class=0, nrcpts=1, relay=local`,
    })}\n`;
  return text;
}
