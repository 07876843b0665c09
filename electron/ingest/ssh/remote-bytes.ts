/**
 * The bytes of a file on a server as a source of the reading session: first what the copy here has beyond the index,
 * then what is new, which goes into the copy before it is handed on. Nothing is fetched ahead of who asks.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Alert } from '#core/base/problem.ts';
import { isBinary, readBytes, unpackPipe, type Chunk } from '../bytes.ts';
import { ReadFailure } from '../failure.ts';
import { packingOf } from '../unpack/unpack.ts';
import { Copy, sizeOf } from './copy.ts';
import { BLOCK_LENGTH, LastBytes } from './last-block.ts';
import { packedRest } from './packed-rest.ts';
import { sshFailure } from './ssh-failure.ts';

export interface RemoteBytesOptions {
  /** Name of the file, for sentences. */
  readonly where: string;
  /** Bytes over there: so much is read. */
  readonly size: number;
  readonly modified: number;
  /** What was read plain is packed now: bytes of the archive, and `size` is what it holds. */
  readonly packed?: number;
  /** The copy's path, where one is kept. */
  readonly copy?: string;
  /** Where the index goes on, in unpacked bytes. */
  readonly fromOffset: number;
  readonly signal?: AbortSignal;
  readonly alert: (alert: Alert) => void;
  readonly fetch: (from: number, to: number) => AsyncIterable<Uint8Array>;
  /** New bytes came; `at`: how many of the file are here now. */
  readonly onFetched: (data: Uint8Array, at: number) => void;
}

const HEAD = 64 * 1024;

export async function* remoteBytes(options: RemoteBytesOptions): AsyncGenerator<Chunk> {
  const { where, size, copy, packed } = options;
  if (packed !== undefined) {
    yield* packedSince(options, packed);
    return;
  }
  if (size === 0) throw new ReadFailure({ code: 'empty', where });
  const head = await beginning(options);
  const packing = packingOf(head);
  if (packing === 'zip') throw new ReadFailure({ code: 'unsupported-archive', where, detail: packing });
  if (packing === undefined && isBinary(head)) throw new ReadFailure({ code: 'binary', where });
  if (packing === undefined) yield* plain(options);
  else if (copy === undefined) yield* unpackedPipe(options);
  else yield* unpackedCopy(options, copy);
}

/** The first bytes, from the copy where it has them. Also tells the encoding of what is read on later. */
export async function beginning({ copy, size, fetch }: RemoteBytesOptions): Promise<Uint8Array> {
  const wanted = Math.min(HEAD, size);
  const here = copy === undefined ? new Uint8Array() : await headOf(copy, wanted);
  if (here.length === wanted) return here;
  const pieces: Uint8Array[] = [];
  for await (const piece of fetch(0, wanted)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function headOf(path: string, length: number): Promise<Uint8Array> {
  const handle = await open(path, 'r').catch(() => undefined);
  if (handle === undefined) return new Uint8Array();
  try {
    const head = new Uint8Array(length);
    const { bytesRead } = await handle.read(head, 0, length, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function* plain(options: RemoteBytesOptions): AsyncGenerator<Chunk> {
  const { copy, fromOffset, size } = options;
  const have = copy === undefined ? fromOffset : await sizeOf(copy);
  yield* fromCopy(options, have);
  yield* unknown(fetched(options, Math.min(have, size)), fromOffset);
}

/** What the copy has beyond the index. */
export async function* fromCopy(
  { copy, fromOffset, signal }: Pick<RemoteBytesOptions, 'copy' | 'fromOffset' | 'signal'>,
  have: number,
): AsyncGenerator<Chunk> {
  if (copy === undefined || fromOffset >= have) return;
  let bytes = fromOffset;
  const kept = createReadStream(copy, { start: fromOffset, end: have - 1, ...(signal ? { signal } : {}) });
  for await (const data of kept as AsyncIterable<Uint8Array>) {
    bytes += data.length;
    yield { data, bytes };
  }
}

/** A copy that is shorter than what was indexed is filled up again; those lines are known. */
export async function* unknown(pieces: AsyncIterable<Kept>, fromOffset: number): AsyncGenerator<Chunk> {
  for await (const { data, at } of pieces) {
    const known = Math.max(0, fromOffset - (at - data.length));
    if (known < data.length) yield { data: data.subarray(known), bytes: at };
  }
}

/** The copy stays plain: the archive is unpacked as it comes, and what is known of it is passed over. */
async function* packedSince(options: RemoteBytesOptions, size: number): AsyncGenerator<Chunk> {
  const { where, copy, fromOffset, alert, fetch } = options;
  const at = copy === undefined ? fromOffset : await sizeOf(copy);
  yield* fromCopy(options, at);
  const { block } = copy === undefined ? new LastBytes(0) : await lastOf(copy, at);
  const rest = packedRest({ where, at, block, packed: fetch(0, size), alert });
  yield* unknown(keeping(options, rest, at), fromOffset);
}

async function lastOf(copy: string, size: number): Promise<LastBytes> {
  const last = new LastBytes();
  const start = Math.max(0, size - BLOCK_LENGTH);
  if (size > 0)
    for await (const data of createReadStream(copy, { start }) as AsyncIterable<Uint8Array>) last.add(data);
  return last;
}

async function* unpackedCopy(options: RemoteBytesOptions, copy: string): AsyncGenerator<Chunk> {
  const { fromOffset, signal, alert } = options;
  for await (const _ of fetched(options, await sizeOf(copy))) if (signal?.aborted === true) return;
  yield* readBytes(copy, { fromOffset, alert, ...(signal ? { signal } : {}) });
}

async function* unpackedPipe(options: RemoteBytesOptions): AsyncGenerator<Chunk> {
  const { where, alert, fromOffset } = options;
  const packed = async function* (): AsyncGenerator<Uint8Array> {
    for await (const { data } of fetched(options, 0)) yield data;
  };
  let given = 0;
  for await (const chunk of unpackPipe(packed(), where, alert)) {
    const skip = Math.min(chunk.data.length, Math.max(0, fromOffset - given));
    given += chunk.data.length;
    if (skip < chunk.data.length) yield { ...chunk, data: chunk.data.subarray(skip) };
  }
}

export interface Kept {
  readonly data: Uint8Array;
  /** How many bytes of the file are here with it. */
  readonly at: number;
}

/** The file from `from` on, each piece in the copy before it is handed on. */
export async function* fetched(options: RemoteBytesOptions, from: number): AsyncGenerator<Kept> {
  const { size, where, fetch } = options;
  if (from >= size) return;
  let at = from;
  for await (const kept of keeping(options, oneAhead(fetch(from, size)), from)) {
    at = kept.at;
    yield kept;
  }
  if (at < size && options.signal?.aborted !== true)
    throw sshFailure('ssh-shrunk', where, `${at} / ${size} B`);
}

export async function* keeping(
  options: Omit<RemoteBytesOptions, 'fetch'>,
  pieces: AsyncIterable<Uint8Array>,
  from: number,
): AsyncGenerator<Kept> {
  const copy = new Copy(options, from);
  let at = from;
  try {
    for await (const data of pieces) {
      await copy.add(data);
      at += data.length;
      options.onFetched(data, at);
      yield { data, at };
    }
  } finally {
    await copy.close();
  }
}

/** The next piece is on its way while one is written, and no more than that: a slow disk makes the server wait. */
async function* oneAhead(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, void>;
  let coming = iterator.next();
  try {
    for (;;) {
      const piece = await coming;
      if (piece.done === true) return;
      coming = iterator.next();
      /* Told when it is waited for. */
      coming.catch(() => undefined);
      yield piece.value;
    }
  } finally {
    /* Not waited for: a server that stands still would keep us. */
    iterator.return?.().catch(() => undefined);
  }
}
