import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gunzipChunks, type GunzipEnd, type GunzipOptions } from '#ingest/gunzip.ts';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function unpack(
  bytes: Uint8Array,
  options: GunzipOptions = {},
): Promise<{ text: string; end: GunzipEnd }> {
  const parts: Uint8Array[] = [];
  const unpacking = gunzipChunks(pieces(bytes, 1000), options);
  let next = await unpacking.next();
  for (; next.done !== true; next = await unpacking.next()) parts.push(next.value);
  return { text: Buffer.concat(parts).toString(), end: next.value };
}

const numbers = Array.from({ length: 20_000 }, (_, i) => `line ${i * 7919}\n`).join('');

test('a whole archive comes out whole', async () => {
  expect(await unpack(gzipSync(numbers))).toEqual({ text: numbers, end: { how: 'complete' } });
});

test('with a second look, damage costs no line before it', async () => {
  const packed = gzipSync(numbers);
  packed.fill(0xff, 30_500, 30_600);
  const without = await unpack(packed);
  const withIt = await unpack(packed, { again: () => pieces(packed, 1000) });
  expect(withIt.end.how).toBe('corrupt');
  expect(withIt.text.slice(0, 50_000)).toBe(numbers.slice(0, 50_000));
  expect(withIt.text.startsWith(without.text)).toBe(true);
  expect(withIt.text.length).toBeGreaterThan(without.text.length);
});

test('rubbish after the archive does not cost its last lines', async () => {
  const packed = Buffer.concat([gzipSync(numbers), Buffer.from('rubbish')]);
  const { text, end } = await unpack(packed, { again: () => pieces(packed, 1000) });
  expect(text).toBe(numbers);
  expect(end.how).toBe('corrupt');
});

test('a bomb is stopped soon after its limit', async () => {
  const packed = gzipSync(Buffer.alloc(20_000_000, 'a'));
  const { text, end } = await unpack(packed, { bombLimit: { floor: 1_000_000, ratio: 100 } });
  expect(end.how).toBe('bomb');
  expect(text.length).toBeLessThan(4_000_000);
});
