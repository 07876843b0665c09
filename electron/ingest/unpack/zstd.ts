/**
 * Zstandard (RFC 8878) with fzstd: several frames one after the other are one stream. A block of 4 bytes can stand for
 * 128 KiB, and one call unpacks all blocks that are there: past BURST its output is refused, which stops it.
 */
import { Decompress, ZstdErrorCode, type ZstdError } from 'fzstd';
import { BURST, type PackedBytes, type UnpackEnd } from './unpack.ts';

export async function* unpackZstd(input: PackedBytes): AsyncGenerator<Uint8Array, UnpackEnd> {
  const parts: Uint8Array[] = [];
  /* fzstd goes on writing into the memory that it hands out. */
  let burst = 0;
  const unpacker = new Decompress((part) => {
    burst += part.length;
    if (burst > BURST) throw new RangeError('bomb');
    parts.push(part.slice());
  });
  for await (const chunk of input) {
    burst = 0;
    const failure = push(unpacker, chunk, false);
    yield* parts.splice(0);
    if (failure !== undefined) return { how: failure };
  }
  const failure = push(unpacker, new Uint8Array(), true);
  yield* parts.splice(0);
  return { how: failure ?? 'complete' };
}

function push(
  unpacker: Decompress,
  chunk: Uint8Array,
  final: boolean,
): Exclude<UnpackEnd['how'], 'complete'> | undefined {
  try {
    unpacker.push(chunk, final);
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return 'bomb';
    return (error as ZstdError).code === ZstdErrorCode.UnexpectedEOF ? 'truncated' : 'corrupt';
  }
}
