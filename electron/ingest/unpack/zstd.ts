/**
 * Zstandard (RFC 8878) with fzstd: several frames one after the other are one stream. A block of 4 bytes can stand for
 * 128 KiB, and one call unpacks all blocks that are there: past BURST its output is refused, which stops it. Check sums
 * are compared here, frame by frame.
 */
import { Decompress, ZstdErrorCode, type ZstdError } from 'fzstd';
import xxhash, { type XXHash } from 'xxhash-wasm';
import { BURST, type PackedBytes, type UnpackEnd } from './unpack.ts';
import { ZstdFrames, type FramePiece } from './zstd-frames.ts';

type Failure = Exclude<UnpackEnd['how'], 'complete'>;

export async function* unpackZstd(input: PackedBytes): AsyncGenerator<Uint8Array, UnpackEnd> {
  const sums = await xxhash();
  const frames = new ZstdFrames();
  let frame: Frame | undefined;
  for await (const chunk of input) {
    let burst = 0;
    for (const piece of frames.split(chunk)) {
      frame ??= new Frame(sums.create64());
      const failure = frame.push(piece, BURST - burst);
      const parts = frame.take();
      burst += parts.reduce((sum, { length }) => sum + length, 0);
      yield* parts;
      if (failure !== undefined) return { how: failure };
      if (piece.ends) frame = undefined;
    }
  }
  return { how: frame === undefined ? 'complete' : 'truncated' };
}

class Frame {
  readonly #unpacker: Decompress;
  readonly #sum: XXHash<bigint>;
  #parts: Uint8Array[] = [];
  #room = 0;

  constructor(sum: XXHash<bigint>) {
    this.#sum = sum;
    this.#unpacker = new Decompress((part) => {
      this.#room -= part.length;
      if (this.#room < 0) throw new RangeError('bomb');
      this.#sum.update(part);
      /* fzstd goes on writing into the memory that it hands out. */
      this.#parts.push(part.slice());
    });
  }

  /** `room`: bytes that it may give. */
  push({ bytes, ends, checksum }: FramePiece, room: number): Failure | undefined {
    this.#room = room;
    try {
      this.#unpacker.push(bytes, ends);
    } catch (error) {
      if (error instanceof RangeError) return 'bomb';
      return (error as ZstdError).code === ZstdErrorCode.UnexpectedEOF ? 'truncated' : 'corrupt';
    }
    /* The lower half of the sum is what a frame holds. */
    const right = checksum === undefined || Number(this.#sum.digest() & 0xffffffffn) === checksum;
    return right ? undefined : 'corrupt';
  }

  take(): readonly Uint8Array[] {
    return this.#parts.splice(0);
  }
}
