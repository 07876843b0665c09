/** The decompressed bytes of a log, and how far the disk was read meanwhile. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Packing } from '#core/contract/ingest-protocol.ts';
import { archivePlace, type Alert } from '#core/base/problem.ts';
import { ReadFailure } from './failure.ts';
import { MAGIC_LENGTH, packingOf, unpack, type BombLimit, type GuardedEnd } from './unpack/unpack.ts';

export interface Chunk {
  /** Good only until the next chunk is asked for: the memory is used again. */
  readonly data: Uint8Array;
  /** Bytes read from disk so far. */
  readonly bytes: number;
  /** Absent for plain text. */
  readonly packing?: Packing;
  /** Of a log that is followed: all that is there has been read, and more may come. Then `data` is empty. */
  readonly caughtUp?: true;
}

/** The first piece is small: its lines are on screen while the next ones are read. */
const FIRST_CHUNK = 64 * 1024;
/** Four batches (BATCH_LIMITS): fewer waits for the disk, and most of a batch is copied out of one chunk at once. */
const CHUNK = 2 * 1024 * 1024;
/** Small, for one piece may unpack to a thousand times its size before anybody can stop it. */
const PACKED_CHUNK = 16 * 1024;
const HEAD = 64 * 1024;

export interface ReadBytesOptions {
  readonly fromOffset: number;
  readonly signal?: AbortSignal;
  readonly alert: (alert: Alert) => void;
  readonly bombLimit?: BombLimit;
}

/** `alert` hears of a damaged archive whose beginning could be read. Throws ReadFailure or the system's error. */
export async function* readBytes(path: string, options: ReadBytesOptions): AsyncGenerator<Chunk> {
  const where = basename(path);
  const head = await readHead(path);
  if (head.length === 0) throw new ReadFailure({ code: 'empty', where });
  const packing = packingOf(head);
  if (packing === 'zip') throw new ReadFailure({ code: 'unsupported-archive', where, detail: packing });
  if (packing !== undefined) yield* unpacked(path, packing, options);
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

/** One piece is read while the other is worked on; a piece is good until the next one is asked for. */
async function* plain(path: string, options: ReadBytesOptions): AsyncGenerator<Chunk> {
  const { fromOffset, signal, alert } = options;
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  let [free, busy] = [new Uint8Array(CHUNK), new Uint8Array(CHUNK)];
  let bytes = fromOffset;
  let reading = handle.read(free, 0, FIRST_CHUNK, bytes);
  try {
    for (;;) {
      const { bytesRead } = await reading;
      signal?.throwIfAborted();
      if (bytesRead === 0) {
        if (bytes < size) alert({ code: 'became-shorter', count: 1, where: basename(path) });
        return;
      }
      bytes += bytesRead;
      [free, busy] = [busy, free];
      reading = handle.read(free, 0, CHUNK, bytes);
      yield { data: busy.subarray(0, bytesRead), bytes };
    }
  } finally {
    await reading.catch(() => undefined);
    await handle.close();
  }
}

function fileChunks(
  path: string,
  o: { readonly start: number; readonly size: number; readonly signal: AbortSignal | undefined },
): AsyncIterable<Uint8Array> {
  const { start, size, signal } = o;
  return createReadStream(path, { start, highWaterMark: size, ...(signal ? { signal } : {}) });
}

async function* unpacked(path: string, packing: Packing, options: ReadBytesOptions): AsyncGenerator<Chunk> {
  const where = basename(path);
  let bytes = 0;
  const again = () => fileChunks(path, { start: 0, size: PACKED_CHUNK, signal: options.signal });
  const packed = async function* (): AsyncGenerator<Uint8Array> {
    for await (const data of again()) {
      bytes += data.length;
      yield data;
    }
  };
  const { bombLimit } = options;
  const unpacking = unpack(packing, packed(), { again, ...(bombLimit ? { bombLimit } : {}) });
  let given = 0;
  let next = await unpacking.next();
  for (; next.done !== true; next = await unpacking.next()) {
    const data = next.value;
    if (given === 0 && isBinary(data.subarray(0, HEAD))) throw new ReadFailure({ code: 'binary', where });
    const skip = Math.min(data.length, Math.max(0, options.fromOffset - given));
    given += data.length;
    if (skip < data.length) yield { data: skip === 0 ? data : data.subarray(skip), bytes, packing };
  }
  judge(next.value, where, options.alert);
}

/** Bytes of a pipe, which cannot be read twice: packing is told by its first bytes here too. */
export async function* unpackPipe(
  input: AsyncIterable<Uint8Array>,
  where: string,
  alert: (alert: Alert) => void,
): AsyncGenerator<Chunk> {
  let bytes = 0;
  const counted = async function* (first: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>) {
    yield* first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      bytes += next.value.length;
      yield next.value;
    }
  };
  const iterator = input[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  while (bytes < MAGIC_LENGTH) {
    const next = await iterator.next();
    if (next.done === true) break;
    head.push(next.value);
    bytes += next.value.length;
  }
  const packing = packingOf(Buffer.concat(head));
  const all = counted(head, iterator);
  if (packing === 'zip') throw new ReadFailure({ code: 'unsupported-archive', where, detail: packing });
  if (packing === undefined) {
    for await (const data of all) yield { data, bytes };
    return;
  }
  const unpacking = unpack(packing, all);
  let next = await unpacking.next();
  for (; next.done !== true; next = await unpacking.next()) yield { data: next.value, bytes, packing };
  judge(next.value, where, alert);
}

/** How the archive ended: damage after something could be read is told beside it, otherwise instead of it. */
function judge({ how, packed, unpacked }: GuardedEnd, where: string, alert: (alert: Alert) => void): void {
  const detail = archivePlace(packed, unpacked);
  if (how === 'bomb') throw new ReadFailure({ code: 'bomb', where, detail });
  if (how === 'complete') {
    if (unpacked === 0) throw new ReadFailure({ code: 'empty', where });
    return;
  }
  const code = how === 'truncated' ? 'truncated-archive' : 'corrupt-archive';
  if (unpacked === 0) throw new ReadFailure({ code, where, detail });
  alert({ code, count: 1, where, detail });
}

/**
 * More control bytes than any text has. NUL bytes do not count while there is text: logs hold runs of them after a
 * crash of the machine. Random data has one control byte in ten.
 */
export function isBinary(head: Uint8Array): boolean {
  let controls = 0;
  let texts = 0;
  for (let i = 0; i < head.length; i++) {
    const byte = head[i] ?? 0;
    if (byte >= 32 && byte !== 127) texts++;
    else if (byte !== 0 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27) controls++;
  }
  return texts === 0 ? head.some((byte) => byte === 0) : controls * 20 > texts;
}
