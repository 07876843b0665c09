/** The decompressed bytes of a log, and how far the disk was read meanwhile. Gzip is told by content, not by name. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { Alert } from '#core/base/problem.ts';
import { ReadFailure } from './failure.ts';

export interface Chunk {
  readonly data: Uint8Array;
  /** Bytes read from disk so far. */
  readonly bytes: number;
}

const CHUNK = 256 * 1024;
const HEAD = 8 * 1024;
/** Gzip reaches about 1,000 : 1 on a repeated byte; real logs stay below 100 : 1. */
const MAX_RATIO = 400;
const RATIO_FROM = 1024 * 1024 * 1024;

/** First bytes of the ways of packing that are not understood. */
const PACKED: readonly (readonly [string, readonly number[]])[] = [
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
];

/** `alert` hears of a damaged archive whose beginning could be read. Throws ReadFailure or the system's error. */
export async function* readBytes(
  path: string,
  options: {
    readonly fromOffset: number;
    readonly signal?: AbortSignal;
    readonly alert: (alert: Alert) => void;
  },
): AsyncGenerator<Chunk> {
  const where = basename(path);
  const head = await readHead(path);
  if (head.length === 0) throw new ReadFailure({ code: 'empty', where });
  const packed = PACKED.find(([, magic]) => magic.every((byte, i) => head[i] === byte));
  if (packed) throw new ReadFailure({ code: 'unsupported-archive', where, detail: packed[0] });
  if (head[0] === 0x1f && head[1] === 0x8b) yield* gunzipped(path, options);
  else if (isBinary(head)) throw new ReadFailure({ code: 'binary', where });
  else yield* plain(path, options);
}

async function readHead(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const head = new Uint8Array(HEAD);
    const { bytesRead } = await handle.read(head, 0, HEAD, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function* plain(
  path: string,
  options: { fromOffset: number; signal?: AbortSignal },
): AsyncGenerator<Chunk> {
  const { fromOffset, signal } = options;
  let bytes = fromOffset;
  const stream = createReadStream(path, {
    start: fromOffset,
    highWaterMark: CHUNK,
    ...(signal ? { signal } : {}),
  });
  for await (const data of stream as AsyncIterable<Uint8Array>) {
    bytes += data.length;
    yield { data, bytes };
  }
}

async function* gunzipped(
  path: string,
  options: { fromOffset: number; signal?: AbortSignal; alert: (alert: Alert) => void },
): AsyncGenerator<Chunk> {
  const where = basename(path);
  const file = createReadStream(path, {
    highWaterMark: CHUNK,
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const gunzip = createGunzip({ chunkSize: CHUNK });
  file.on('error', (error) => gunzip.destroy(error));
  file.pipe(gunzip);
  let given = 0;
  let judged = false;
  try {
    for await (const data of gunzip as AsyncIterable<Uint8Array>) {
      if (!judged && isBinary(data.subarray(0, HEAD))) throw new ReadFailure({ code: 'binary', where });
      judged = true;
      const skip = Math.min(data.length, Math.max(0, options.fromOffset - given));
      given += data.length;
      if (given > RATIO_FROM && given > file.bytesRead * MAX_RATIO)
        throw new ReadFailure({ code: 'bomb', where });
      if (skip < data.length) yield { data: skip === 0 ? data : data.subarray(skip), bytes: file.bytesRead };
    }
  } catch (error) {
    const code = archiveDamage(error);
    if (code === undefined) throw error;
    if (given === 0) throw new ReadFailure({ code, where });
    options.alert({ code, count: 1, where });
  } finally {
    file.destroy();
  }
}

function archiveDamage(error: unknown): 'truncated-archive' | 'corrupt-archive' | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR') return 'truncated-archive';
  return code.startsWith('Z_') ? 'corrupt-archive' : undefined;
}

/**
 * More control bytes than any text has. NUL bytes do not count while there is text: logs hold runs of them after a
 * crash of the machine. Random data has one control byte in ten.
 */
export function isBinary(head: Uint8Array): boolean {
  let controls = 0;
  let texts = 0;
  for (const byte of head) {
    if (byte >= 32 && byte !== 127) texts++;
    else if (byte !== 0 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27) controls++;
  }
  return texts === 0 ? head.some((byte) => byte === 0) : controls * 20 > texts;
}
