/**
 * A log that is still being written: its bytes as they come. It has no end of its own; it ends when another file has
 * taken its place (rotation) or it has become shorter (rotation by copy and truncate), and whoever follows goes on with
 * what stands under the name then. A watch wakes the reader at once where the system has one; a look every
 * `LOOK_EVERY` milliseconds finds what no watch tells (network disks, a file that was replaced).
 */
import { watch, type FSWatcher } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import type { Chunk } from './bytes.ts';

const CHUNK = 256 * 1024;
const LOOK_EVERY = 300;
/** After a rotation the writer may not yet know: the old file is read until it has been silent for so long. */
const GRACE = 900;

export interface FollowOptions {
  readonly fromOffset: number;
  readonly signal: AbortSignal;
}

/** Why it ended. */
export type FollowEnd = 'replaced' | 'shorter' | 'aborted';

/** Chunks marked `caughtUp` are empty: all that is there has been read. */
export async function* followBytes(
  path: string,
  { fromOffset, signal }: FollowOptions,
): AsyncGenerator<Chunk, FollowEnd> {
  const file = await open(path, 'r');
  const wake = new Wake(path, signal);
  const over = (): boolean => signal.aborted;
  try {
    let bytes = fromOffset;
    let silentSince: number | undefined;
    for (;;) {
      const data = await next(file, bytes);
      if (over()) return 'aborted';
      if (data.length > 0) {
        bytes += data.length;
        silentSince = undefined;
        yield { data, bytes };
        continue;
      }
      if ((await file.stat()).size < bytes) return 'shorter';
      if (silentSince === undefined) yield { data, bytes, caughtUp: true };
      silentSince ??= performance.now();
      if (performance.now() - silentSince > GRACE && (await isReplaced(file, path))) return 'replaced';
      await wake.up();
      if (over()) return 'aborted';
    }
  } finally {
    wake.close();
    await file.close();
  }
}

async function next(file: FileHandle, at: number): Promise<Uint8Array> {
  const chunk = new Uint8Array(CHUNK);
  const { bytesRead } = await file.read(chunk, 0, CHUNK, at);
  return chunk.subarray(0, bytesRead);
}

/** A name without a file is not replaced yet: the old one may still be written. */
async function isReplaced(file: FileHandle, path: string): Promise<boolean> {
  const now = await stat(path).catch(() => undefined);
  if (now === undefined) return false;
  const own = await file.stat();
  return now.ino !== own.ino || now.dev !== own.dev;
}

/** Waits until something may have happened to the file. */
class Wake {
  readonly #signal: AbortSignal;
  #watcher: FSWatcher | undefined;
  #happened = false;
  #resolve: (() => void) | undefined;
  readonly #stir = (): void => {
    this.#happened = true;
    this.#resolve?.();
  };

  constructor(path: string, signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', this.#stir);
    try {
      this.#watcher = watch(path, this.#stir);
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      /* No watch on this disk, or too many: looking is enough. */
    }
  }

  async up(): Promise<void> {
    if (!this.#happened) {
      await new Promise<void>((resolve) => {
        this.#resolve = resolve;
        setTimeout(resolve, LOOK_EVERY);
      });
    }
    this.#happened = false;
    this.#resolve = undefined;
  }

  close(): void {
    this.#signal.removeEventListener('abort', this.#stir);
    this.#watcher?.close();
  }
}
