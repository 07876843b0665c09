import { expect, test } from 'vitest';
import { rawLines } from '../../electron/cli/raw-lines.ts';

const LINES = Array.from({ length: 200 }, (_, i) => `line ${i} ${'x'.repeat(i % 40)}\n`);

/** As readBytes of a plain file: a chunk is good only until the next one is asked for. */
async function* chunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const all = new TextEncoder().encode(text);
  const chunk = new Uint8Array(size);
  for (let at = 0; at < all.length; at += size) {
    const part = all.subarray(at, at + size);
    chunk.set(part);
    yield await Promise.resolve(chunk.subarray(0, part.length));
  }
}

test.each([7, 64, 1000, 100_000])('lines come back byte for byte in chunks of %d bytes', async (size) => {
  let offset = 0;
  const spots = LINES.map((text, i) => {
    const spot = { source: 0, line: i + 1, lineCount: 1, offset };
    offset += text.length;
    return spot;
  });
  let told = '';
  for await (const bytes of rawLines(chunks(LINES.join(''), size), spots))
    told += Buffer.from(bytes).toString('latin1');
  expect(told).toBe(LINES.join(''));
});
