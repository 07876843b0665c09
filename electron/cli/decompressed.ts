/** Bytes of a stream with gzip taken off, decided by content. For standard input, which no file reader can open. */
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

export async function* decompressed(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const head = await readHead(iterator);
  const all = rejoined(head, iterator);
  if (head[0] !== 0x1f || head[1] !== 0x8b) yield* all;
  else {
    const gunzip = Readable.from(all, { objectMode: true }).pipe(createGunzip());
    for await (const chunk of gunzip) yield chunk as Uint8Array;
  }
}

/** At least two bytes, unless there are fewer. */
async function readHead(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head = new Uint8Array();
  while (head.length < 2) {
    const next = await iterator.next();
    if (next.done === true) break;
    const joined = new Uint8Array(head.length + next.value.length);
    joined.set(head);
    joined.set(next.value, head.length);
    head = joined;
  }
  return head;
}

async function* rejoined(head: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  if (head.length > 0) yield head;
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
}
