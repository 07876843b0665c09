/**
 * One SFTP channel, and what is asked over it. ssh2 says nothing of what is asked over a channel that has ended, or that
 * the line was cut under: whoever asks, or still waits, is told here at once.
 */
import type { Client, SFTPWrapper } from 'ssh2';
import type { ReadFailure } from '../failure.ts';
import { PATIENCE, inTime } from './patience.ts';
import { clean, closedFailure, sshFailure } from './ssh-failure.ts';

const STATUS = { end: 1, noSuchFile: 2, permissionDenied: 3, noConnection: 6, connectionLost: 7 };

/** The end of a file or a folder is a status of its own. */
export function isEnd(error: unknown): boolean {
  return (error as { code?: unknown } | null | undefined)?.code === STATUS.end;
}

/** undefined when the server has no SFTP. */
export async function openSftp(client: Client, where: string): Promise<SftpChannel | undefined> {
  const opened = new Promise<SFTPWrapper | undefined>((resolve) => {
    try {
      client.sftp((error, sftp) => resolve(error ? undefined : sftp));
    } catch {
      resolve(undefined);
    }
  });
  const sftp = await inTime(opened, where, PATIENCE / 2).catch(() => undefined);
  return sftp && new SftpChannel(sftp, client, where);
}

export class SftpChannel {
  readonly #sftp: SFTPWrapper;
  readonly #where: string;
  readonly #waiting = new Set<() => void>();
  #isOver = false;

  constructor(sftp: SFTPWrapper, client: Client, where: string) {
    this.#sftp = sftp;
    this.#where = where;
    const end = (): void => {
      this.#isOver = true;
      for (const tell of this.#waiting) tell();
      this.#waiting.clear();
    };
    for (const event of ['end', 'close'] as const) sftp.once(event, end);
    client.once('close', end);
    /* Told through the calls that are open. */
    sftp.on('error', () => undefined);
  }

  /** `call` asks; what fails is a failure about `path`. */
  ask<T>(
    path: string,
    call: (sftp: SFTPWrapper, done: (error: Error | undefined | null, value: T) => void) => void,
  ): Promise<T> {
    const answered = new Promise<T>((resolve, reject) => {
      const over = (): void => reject(closedFailure('files', this.#where));
      if (this.#isOver) {
        over();
        return;
      }
      this.#waiting.add(over);
      try {
        call(this.#sftp, (error, value) => {
          this.#waiting.delete(over);
          if (error) reject(this.#failure(error, path));
          else resolve(value);
        });
      } catch (error) {
        this.#waiting.delete(over);
        reject(this.#failure(error, path));
      }
    });
    return inTime(answered, this.#where);
  }

  /** A file or a folder that was open. */
  close(handle: Buffer): void {
    if (!this.#isOver) this.#sftp.close(handle, () => undefined);
  }

  #failure(error: unknown, path: string): ReadFailure {
    const { code, message } = error as { readonly code?: unknown; readonly message: string };
    if (code === STATUS.noSuchFile) return sshFailure('ssh-missing', this.#where, clean(path));
    if (code === STATUS.permissionDenied) return sshFailure('ssh-forbidden', this.#where, clean(path));
    const isLost = code === STATUS.noConnection || code === STATUS.connectionLost;
    if (typeof code === 'number' && code > 3 && !isLost)
      return sshFailure('ssh-lied', this.#where, clean(message));
    return closedFailure('files', this.#where);
  }
}
