/**
 * Decompresses gzip chunk by chunk and keeps everything that can be read of a cut or damaged archive.
 * Parts: `unpackGzip` drives one zlib stream, a write at a time, so that what a write gave is out before the
 * next one may fail. zlib drops what the failing write itself had unpacked (up to 64 KiB of input), so after a
 * failure `salvage` is asked for the same bytes again and that one chunk goes in byte by byte; one extra
 * pass over a damaged file buys the lines just before the damage.
 */
import { createGunzip } from 'node:zlib';
import type { PackedBytes, UnpackEnd } from './unpack.ts';

export async function* unpackGzip(
  input: PackedBytes,
  again?: () => PackedBytes,
): AsyncGenerator<Uint8Array, UnpackEnd> {
  const unpacker = new Gunzip();
  let consumed = 0;
  try {
    for await (const chunk of input) {
      const failed = !(await unpacker.write(chunk));
      yield* unpacker.take();
      if (failed) {
        if (again) yield* salvage(again(), consumed, unpacker.given);
        return { how: 'corrupt' };
      }
      consumed += chunk.length;
    }
    const how = await unpacker.end();
    yield* unpacker.take();
    return { how };
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
  const unpacker = new Gunzip();
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
class Gunzip {
  readonly #gunzip = createGunzip({ chunkSize: 64 * 1024 });
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
