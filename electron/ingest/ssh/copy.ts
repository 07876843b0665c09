/** The copy of a file on a server while it is written: never with a gap, and no longer once it was dropped. */
import { mkdir, open, stat, utimes, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Alert } from '#core/base/problem.ts';
import type { ReadFailure } from '../failure.ts';
import { sshFailure } from './ssh-failure.ts';

export interface CopyOptions {
  readonly where: string;
  readonly modified: number;
  /** Its path, where one is kept. */
  readonly copy?: string;
  readonly alert: (alert: Alert) => void;
}

export class Copy {
  readonly #o: CopyOptions;
  readonly #from: number;
  #path: string | undefined;
  #file: FileHandle | undefined;

  /** `from`: where in the file the first piece belongs. */
  constructor(options: CopyOptions, from: number) {
    this.#o = options;
    this.#from = from;
    this.#path = options.copy;
  }

  async add(data: Uint8Array): Promise<void> {
    try {
      await this.#open();
      await this.#file?.appendFile(data);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  async close(): Promise<void> {
    const { modified } = this.#o;
    if (this.#file === undefined) return;
    await this.#file.close();
    if (this.#path !== undefined && modified > 0)
      await utimes(this.#path, modified / 1000, modified / 1000).catch(() => undefined);
  }

  /** It may be cleared at any time, or have grown beyond its limit: what came later alone is no copy. */
  async #open(): Promise<void> {
    const path = this.#path;
    if (path === undefined) return;
    if (this.#file !== undefined) {
      if ((await this.#file.stat()).nlink === 0) await this.#lost();
    } else if ((await sizeOf(path)) === this.#from) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      this.#file = await open(path, 'a', 0o600);
    } else await this.#lost();
  }

  async #lost(): Promise<void> {
    this.#path = undefined;
    await this.#file?.close();
    this.#file = undefined;
    this.#o.alert({ code: 'copy-dropped', count: 1, where: this.#o.where });
  }

  #failure(error: unknown): ReadFailure {
    return sshFailure('ssh-copy-failed', this.#o.where, (error as NodeJS.ErrnoException).code);
  }
}

export async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
