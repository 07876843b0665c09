/**
 * bzip2 with unbzip2-stream: block by block, several archives one after the other are one stream. A block of 40 bytes can
 * hold 46 MB, and one call unpacks all blocks that are there: past BURST its output is refused, which stops it.
 */
import unbzip2Stream from 'unbzip2-stream';
import { BURST, type PackedBytes, type UnpackEnd } from './unpack.ts';

export async function* unpackBzip2(input: PackedBytes): AsyncGenerator<Uint8Array, UnpackEnd> {
  const parts: Uint8Array[] = [];
  const stream = unbzip2Stream();
  let failure: unknown;
  let burst = 0;
  stream.on('data', (part: Uint8Array) => {
    burst += part.length;
    if (burst > BURST) throw new RangeError('bomb');
    parts.push(part);
  });
  stream.on('error', (error: unknown) => {
    failure ??= error;
  });
  for await (const chunk of input) {
    burst = 0;
    stream.write(chunk);
    yield* parts.splice(0);
    if (failure !== undefined) return { how: failure instanceof RangeError ? 'bomb' : 'corrupt' };
  }
  burst = 0;
  stream.end();
  yield* parts.splice(0);
  return { how: failure === undefined ? 'complete' : atTheEnd(failure) };
}

/** Its own errors tell of bad data; where the bytes are at an end it trips over their absence. */
function atTheEnd(failure: unknown): UnpackEnd['how'] {
  if (failure instanceof RangeError) return 'bomb';
  return failure instanceof Error && failure.name === 'Bzip2Error' ? 'corrupt' : 'truncated';
}
