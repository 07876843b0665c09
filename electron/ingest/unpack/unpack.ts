/**
 * The ways of packing that logs come in, each told by its first bytes and never by a name, and one guard for all of them:
 * an archive that unpacks to more than any log would is stopped.
 */
import type { Packing } from '#core/contract/ingest-protocol.ts';

/** How unpacking ended. */
export interface UnpackEnd {
  readonly how: 'complete' | 'truncated' | 'corrupt' | 'bomb';
}

export type PackedBytes = AsyncIterable<Uint8Array>;

/**
 * Yields unpacked chunks, and keeps all that can be read of a cut or damaged archive. `again` gives the same packed bytes
 * once more, from the start; absent for a pipe.
 */
export type Unpack = (input: PackedBytes, again?: () => PackedBytes) => AsyncGenerator<Uint8Array, UnpackEnd>;

/** Loaded when one is met: most logs are plain text. */
const UNPACK: Readonly<Record<Packing, () => Promise<Unpack>>> = {
  gzip: async () => (await import('./gzip.ts')).unpackGzip,
  bzip2: async () => (await import('./bzip2.ts')).unpackBzip2,
  xz: async () => (await import('./xz.ts')).unpackXz,
  zstd: async () => (await import('./zstd.ts')).unpackZstd,
};

const MAGIC: readonly (readonly [Packing | 'zip', readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
];
/** Bytes needed to tell. */
export const MAGIC_LENGTH = 6;

/** `zip` is told, so that it can be refused by name. */
export function packingOf(head: Uint8Array): Packing | 'zip' | undefined {
  return MAGIC.find(([, magic]) => magic.every((byte, i) => head[i] === byte))?.[0];
}

/** An unpacked stream is a bomb when it is past `floor` bytes and more than `ratio` times its input. */
export interface BombLimit {
  readonly floor: number;
  readonly ratio: number;
}
/** Logs stay below 100 : 1 with gzip; xz and zstd make some 400 : 1 of a log that says the same all day. */
export const BOMB_LIMIT: BombLimit = { floor: 1024 * 1024 * 1024, ratio: 1000 };

/** Bytes that one call of an unpacker may give, before anybody can look at them. */
export const BURST = 256 * 1024 * 1024;

export interface GuardedOptions {
  readonly again?: () => PackedBytes;
  readonly bombLimit?: BombLimit;
}

export interface GuardedEnd extends UnpackEnd {
  /** Packed bytes read, and what they gave. */
  readonly packed: number;
  readonly unpacked: number;
}

export async function* unpack(
  packing: Packing,
  input: PackedBytes,
  { again, bombLimit = BOMB_LIMIT }: GuardedOptions = {},
): AsyncGenerator<Uint8Array, GuardedEnd> {
  let packed = 0;
  let unpacked = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of input) {
      packed += chunk.length;
      yield chunk;
    }
  };
  const unpackThis = await UNPACK[packing]();
  const unpacking = unpackThis(counted(), again);
  try {
    for (let next = await unpacking.next(); ; next = await unpacking.next()) {
      if (next.done === true) return { ...next.value, packed, unpacked };
      unpacked += next.value.length;
      yield next.value;
      if (unpacked > bombLimit.floor && unpacked > packed * bombLimit.ratio)
        return { how: 'bomb', packed, unpacked };
    }
  } finally {
    await unpacking.return({ how: 'complete' });
  }
}
