/** Zstandard (RFC 8878) with fzstd: several frames one after the other are one stream. */
import { Decompress, ZstdErrorCode, type ZstdError } from 'fzstd';
import type { PackedBytes, UnpackEnd } from './unpack.ts';

export async function* unpackZstd(input: PackedBytes): AsyncGenerator<Uint8Array, UnpackEnd> {
  const parts: Uint8Array[] = [];
  /* fzstd goes on writing into the memory that it hands out. */
  const unpacker = new Decompress((part) => parts.push(part.slice()));
  for await (const chunk of input) {
    const failure = push(unpacker, chunk, false);
    yield* parts.splice(0);
    if (failure !== undefined) return { how: failure };
  }
  const failure = push(unpacker, new Uint8Array(), true);
  yield* parts.splice(0);
  return { how: failure ?? 'complete' };
}

function push(unpacker: Decompress, chunk: Uint8Array, final: boolean): 'truncated' | 'corrupt' | undefined {
  try {
    unpacker.push(chunk, final);
    return undefined;
  } catch (error) {
    return (error as ZstdError).code === ZstdErrorCode.UnexpectedEOF ? 'truncated' : 'corrupt';
  }
}
