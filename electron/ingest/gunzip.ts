/**
 * Decompresses gzip chunk by chunk and keeps everything that can be read of a cut or damaged archive.
 * Parts: `gunzipChunks` drives one zlib stream, a write at a time, so that what a write gave is out before the
 * next one may fail. zlib drops what the failing write itself had unpacked (up to 64 KiB of input), so after a
 * failure `salvage` is asked for the same bytes again and that one chunk goes in byte by byte; one extra
 * pass over a damaged file buys the lines just before the damage.
 */
import { createGunzip, type Gunzip } from 'node:zlib';

/** A decompressed stream is a bomb when it is past `floor` bytes and more than `ratio` times its input. */
export interface BombLimit {
  readonly floor: number;
  readonly ratio: number;
}
/** Real logs stay below 100 : 1; gzip can do 1,032 at most. */
export const BOMB_LIMIT: BombLimit = { floor: 1024 * 1024 * 1024, ratio: 400 };

export type GunzipEnd =
  { readonly how: 'complete' } | { readonly how: 'truncated' | 'corrupt' | 'bomb'; readonly at: number };

export interface GunzipOptions {
  readonly bombLimit?: BombLimit;
  /** The same compressed bytes once more, from the start; absent for a pipe. */
  readonly again?: () => AsyncIterable<Uint8Array>;
}

/** Yields decompressed chunks; returns how it ended and at which byte of the decompressed stream. */
export async function* gunzipChunks(
  input: AsyncIterable<Uint8Array>,
  options: GunzipOptions = {},
): AsyncGenerator<Uint8Array, GunzipEnd> {
  const limit = options.bombLimit ?? BOMB_LIMIT;
  const unpacker = new Unpacker();
  let consumed = 0;
  try {
    for await (const chunk of input) {
      const failed = !(await unpacker.write(chunk));
      yield* unpacker.take();
      if (failed) {
        if (options.again) yield* salvage(options.again(), consumed, unpacker.given);
        return { how: 'corrupt', at: unpacker.given };
      }
      consumed += chunk.length;
      if (unpacker.given > limit.floor && unpacker.given > consumed * limit.ratio) {
        return { how: 'bomb', at: unpacker.given };
      }
    }
    const end = await unpacker.end();
    yield* unpacker.take();
    return end === 'complete' ? { how: end } : { how: end, at: unpacker.given };
  } finally {
    unpacker.close();
  }
}

/** What the failing chunk (at `failedAt` of the input) holds beyond the first `known` decompressed bytes. */
async function* salvage(
  input: AsyncIterable<Uint8Array>,
  failedAt: number,
  known: number,
): AsyncGenerator<Uint8Array> {
  const unpacker = new Unpacker();
  let position = 0;
  let skip = known;
  try {
    for await (const chunk of input) {
      const step = position + chunk.length > failedAt ? 1 : chunk.length;
      for (let at = 0; at < chunk.length; at += step) {
        const good = await unpacker.write(chunk.subarray(at, at + step));
        for (const part of unpacker.take()) {
          if (part.length > skip) yield part.subarray(skip);
          skip = Math.max(0, skip - part.length);
        }
        if (!good) return;
      }
      position += chunk.length;
    }
  } finally {
    unpacker.close();
  }
}

/** One zlib stream with its output collected, and errors as answers. */
class Unpacker {
  readonly #gunzip: Gunzip = createGunzip({ chunkSize: 64 * 1024 });
  readonly #parts: Uint8Array[] = [];
  readonly #failed: Promise<'truncated' | 'corrupt'>;
  given = 0;

  constructor() {
    this.#gunzip.on('data', (part: Uint8Array) => {
      this.#parts.push(part);
      this.given += part.length;
    });
    this.#failed = new Promise((resolve) => {
      this.#gunzip.once('error', (error) => {
        resolve('code' in error && error.code === 'Z_BUF_ERROR' ? 'truncated' : 'corrupt');
      });
    });
  }

  take(): Uint8Array[] {
    return this.#parts.splice(0);
  }

  /** False when the data are damaged: zlib then tells its error and forgets the write. */
  write(chunk: Uint8Array): Promise<boolean> {
    const written = new Promise<boolean>((resolve) => {
      this.#gunzip.write(chunk, (error) => {
        resolve(!error);
      });
    });
    return Promise.race([written, this.#failed.then(() => false)]);
  }

  end(): Promise<'complete' | 'truncated' | 'corrupt'> {
    const ended = new Promise<'complete'>((resolve) => {
      this.#gunzip.once('end', () => {
        resolve('complete');
      });
      this.#gunzip.end();
    });
    return Promise.race([ended, this.#failed]);
  }

  close(): void {
    this.#gunzip.destroy();
  }
}
