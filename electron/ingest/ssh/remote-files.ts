/** Files on a server, whatever the way to them: SFTP, or commands where there is none. */
import type { Client } from 'ssh2';
import type { FolderEntry, ServerMethod } from '#core/contract/server-protocol.ts';
import { ExecFiles } from './exec-files.ts';
import { WHOLE, inTime } from './patience.ts';
import { openSftp } from './sftp-channel.ts';
import { SftpFiles } from './sftp-files.ts';

export interface RemoteStat {
  readonly kind: 'file' | 'folder' | 'other';
  readonly size: number;
  /** Milliseconds UTC; 0: not known. */
  readonly modified: number;
  readonly inode?: number;
}

/** Every failure is a ReadFailure. */
export interface RemoteFiles {
  readonly method: ServerMethod;
  /** The server's name, for sentences. */
  readonly where: string;
  stat(path: string): Promise<RemoteStat>;
  /** What stands in a folder, without names that no file can have. */
  list(folder: string): Promise<readonly FolderEntry[]>;
  /** `to`: exclusive. Ends earlier where the file does. */
  read(path: string, from: number, to: number): AsyncIterable<Uint8Array>;
}

export async function openFiles(client: Client, where: string): Promise<RemoteFiles> {
  const channel = await openSftp(client, where);
  if (channel === undefined) return ExecFiles.open(client, where);
  return new SftpFiles(channel, where, () => openSftp(client, where));
}

/** A few bytes as one piece. */
export function readBlock(files: RemoteFiles, path: string, from: number, to: number): Promise<Uint8Array> {
  const read = async (): Promise<Uint8Array> => {
    const pieces: Uint8Array[] = [];
    if (to > from) for await (const piece of files.read(path, from, to)) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  return inTime(read(), files.where, WHOLE);
}
