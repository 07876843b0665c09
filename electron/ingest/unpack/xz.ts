/** xz with the WebAssembly build of xz-embedded that xz-decompress carries inside. */
import { XzReadableStream } from 'xz-decompress';
import type { PackedBytes, UnpackEnd } from './unpack.ts';

export async function* unpackXz(input: PackedBytes): AsyncGenerator<Uint8Array, UnpackEnd> {
  const iterator = input[Symbol.asyncIterator]();
  const state = { exhausted: false };
  const packed = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done !== true) controller.enqueue(next.value);
      else {
        state.exhausted = true;
        controller.close();
      }
    },
  });
  const reader = new XzReadableStream(packed).getReader();
  try {
    for (;;) {
      const next = await reader.read();
      if (next.done) return { how: 'complete' };
      yield next.value;
    }
  } catch (error) {
    /* The system's errors come from the file, not from the archive. */
    if (error instanceof Error && 'code' in error) throw error;
    return { how: state.exhausted ? 'truncated' : 'corrupt' };
  } finally {
    /* Its module has one context at a time: left half-read, it would keep the next archive waiting for ever. */
    await reader.cancel().catch(() => undefined);
    await iterator.return?.();
  }
}
