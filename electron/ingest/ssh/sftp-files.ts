/**
 * Files over SFTP. Reads are asked for ahead of each other, or a distant server would wait for us after every 32 KiB;
 * never more than WINDOW bytes, so that memory stays flat and a slow reader makes the server wait.
 */
import type { Client, SFTPWrapper, Stats } from 'ssh2';
import type { FolderEntry } from '#core/contract/server-protocol.ts';
import { isPlainName } from '#core/ssh/remote-path.ts';
import type { ReadFailure } from '../failure.ts';
import { PATIENCE, inTime } from './patience.ts';
import type { RemoteFiles, RemoteStat } from './remote-files.ts';
import { closedFailure, sshFailure } from './ssh-failure.ts';

/** What every server takes in one request. */
const PIECE = 32 * 1024;
/** As large as the channel's own window: more would only wait in memory. */
const WINDOW = 2 * 1024 * 1024;
/** More names than a folder of logs has. */
const MOST_NAMES = 20_000;
const STATUS = { noSuchFile: 2, permissionDenied: 3 };

/** undefined when the server has no SFTP. */
export function openSftp(client: Client): Promise<SFTPWrapper | undefined> {
  const opened = new Promise<SFTPWrapper | undefined>((resolve) => {
    try {
      client.sftp((error, sftp) => resolve(error ? undefined : sftp));
    } catch {
      resolve(undefined);
    }
  });
  return inTime(opened, '', PATIENCE / 2).catch(() => undefined);
}

export class SftpFiles implements RemoteFiles {
  readonly method = 'sftp';
  readonly #sftp: SFTPWrapper;
  readonly #where: string;

  constructor(sftp: SFTPWrapper, where: string) {
    this.#sftp = sftp;
    this.#where = where;
    /* Told through the calls that are open. */
    sftp.on('error', () => undefined);
  }

  async stat(path: string): Promise<RemoteStat> {
    const stats = await this.#ask<Stats>((done) => this.#sftp.stat(path, done));
    const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
    const size = Number.isSafeInteger(stats.size) && stats.size >= 0 ? stats.size : 0;
    return { kind, size, modified: stats.mtime * 1000 };
  }

  async list(folder: string): Promise<readonly FolderEntry[]> {
    const entries = await this.#ask<readonly { readonly filename: string; readonly attrs: Stats }[]>((done) =>
      this.#sftp.readdir(folder, done),
    );
    const plain = entries.slice(0, MOST_NAMES).filter(({ filename }) => isPlainName(filename));
    const found: FolderEntry[] = [];
    for (const { filename: name, attrs } of plain) {
      if (attrs.isDirectory()) found.push({ name, kind: 'folder', size: 0 });
      else if (attrs.isFile()) found.push({ name, kind: 'file', size: attrs.size });
      else if (attrs.isSymbolicLink()) found.push(...(await this.#behindLink(folder, name)));
    }
    return found;
  }

  async *read(path: string, from: number, to: number): AsyncGenerator<Uint8Array> {
    const handle = await this.#ask<Buffer>((done) => this.#sftp.open(path, 'r', done));
    const waiting: { readonly size: number; readonly piece: Promise<Uint8Array> }[] = [];
    let next = from;
    try {
      for (;;) {
        while (next < to && waiting.length * PIECE < WINDOW) {
          const size = Math.min(PIECE, to - next);
          const piece = this.#piece(handle, size, next);
          piece.catch(() => undefined);
          waiting.push({ size, piece });
          next += size;
        }
        const first = waiting.shift();
        if (first === undefined) return;
        const piece = await first.piece;
        if (piece.length > 0) yield piece;
        /* The end of the file came before `to`: what was asked for behind it is of no use. */
        if (piece.length < first.size) return;
      }
    } finally {
      this.#sftp.close(handle, () => undefined);
    }
  }

  /** A server may give less than was asked for before the end of the file. */
  async #piece(handle: Buffer, size: number, position: number): Promise<Uint8Array> {
    const buffer = Buffer.allocUnsafe(size);
    let done = 0;
    while (done < size) {
      const place = { at: done, size: size - done, position: position + done };
      const read = await this.#readOnce(handle, buffer, place);
      if (read === 0) break;
      done += read;
    }
    return buffer.subarray(0, done);
  }

  #readOnce(
    handle: Buffer,
    buffer: Buffer,
    { at, size, position }: { readonly at: number; readonly size: number; readonly position: number },
  ): Promise<number> {
    return this.#ask<number>((done) => {
      this.#sftp.read(handle, buffer, at, size, position, (error, read) => {
        /* The end of the file is a status of its own. */
        if (error !== undefined && (error as { code?: unknown } | null)?.code === 1) done(undefined, 0);
        else done(error ?? undefined, read);
      });
    });
  }

  async #behindLink(folder: string, name: string): Promise<readonly FolderEntry[]> {
    try {
      const { kind, size } = await this.stat(`${folder}/${name}`);
      return kind === 'other' ? [] : [{ name, kind, size }];
    } catch {
      return [];
    }
  }

  async #ask<T>(call: (done: (error: Error | undefined | null, value: T) => void) => void): Promise<T> {
    const answered = new Promise<T>((resolve, reject) => {
      try {
        call((error, value) => {
          if (error) reject(this.#failure(error));
          else resolve(value);
        });
      } catch (error) {
        reject(this.#failure(error));
      }
    });
    return inTime(answered, this.#where);
  }

  #failure(error: unknown): ReadFailure {
    const { code, message } = error as { readonly code?: unknown; readonly message: string };
    if (code === STATUS.noSuchFile) return sshFailure('ssh-missing', this.#where);
    if (code === STATUS.permissionDenied) return sshFailure('ssh-forbidden', this.#where);
    if (typeof code === 'number' && code > 3 && code !== 7 && code !== 6)
      return sshFailure('ssh-lied', this.#where, message.slice(0, 100));
    return closedFailure('files', this.#where);
  }
}
