import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PACKINGS, type Packing } from '#core/contract/ingest-protocol.ts';
import { packingOf, unpack, type GuardedEnd, type GuardedOptions } from '#ingest/unpack/unpack.ts';

const numbers = Array.from({ length: 20_000 }, (_, i) => `line ${i * 7919}\n`).join('');
const packedBy: Readonly<Record<Packing, Buffer>> = {
  gzip: gzipSync(numbers),
  bzip2: fixture('numbers.txt.bz2'),
  xz: fixture('numbers.txt.xz'),
  zstd: fixture('numbers.txt.zst'),
};
/** Bytes that each bomb becomes. */
const BOMB = 5_000_000;
const bombs: Readonly<Record<Packing, Buffer>> = {
  gzip: gzipSync(Buffer.alloc(BOMB, 'a')),
  bzip2: fixture('bomb.bz2'),
  xz: fixture('bomb.xz'),
  zstd: fixture('bomb.zst'),
};

function fixture(name: string): Buffer {
  return readFileSync(`test/fixtures/packed/${name}`);
}

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function unpacked(
  packing: Packing,
  bytes: Uint8Array,
  options: GuardedOptions & { readonly size?: number } = {},
): Promise<{ text: string; end: GuardedEnd }> {
  const parts: Uint8Array[] = [];
  const unpacking = unpack(packing, pieces(bytes, options.size ?? 1000), options);
  let next = await unpacking.next();
  for (; next.done !== true; next = await unpacking.next()) parts.push(next.value);
  return { text: Buffer.concat(parts).toString(), end: next.value };
}

test.each(PACKINGS)(
  'a whole %s archive comes out whole, and is known by its first bytes',
  async (packing) => {
    const packed = packedBy[packing];
    expect(packingOf(packed)).toBe(packing);
    const { text, end } = await unpacked(packing, packed);
    expect(end).toEqual({ how: 'complete', packed: packed.length, unpacked: numbers.length });
    expect(text === numbers).toBe(true);
  },
);

test.each(PACKINGS)('two %s archives one after the other are one log', async (packing) => {
  const packed = packedBy[packing];
  const { text, end } = await unpacked(packing, Buffer.concat([packed, packed]));
  expect(end.how).toBe('complete');
  expect(text === numbers + numbers).toBe(true);
});

test.each(PACKINGS)('of a %s archive that ends too early the beginning is kept', async (packing) => {
  const packed = packedBy[packing];
  const { text, end } = await unpacked(packing, packed.subarray(0, packed.length - 8_000));
  expect(end.how).toBe('truncated');
  expect(text.length).toBeGreaterThan(0);
  expect(numbers.startsWith(text)).toBe(true);
});

test.each(PACKINGS)(
  'any %s archive that is cut or damaged anywhere ends in a word, not in an error',
  async (packing) => {
    const packed = packedBy[packing];
    await fc.assert(
      fc.asyncProperty(fc.nat(packed.length - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
        const bad = cut ? packed.subarray(0, at) : Buffer.from(packed);
        if (!cut) bad[at] = byte;
        /* One bit may turn a block into thousands of the same byte. */
        const bombLimit = { floor: 3 * numbers.length, ratio: 1 };
        const { text, end } = await unpacked(packing, bad, { size: 4096, bombLimit });
        expect(['complete', 'truncated', 'corrupt', 'bomb']).toContain(end.how);
        expect(end.how === 'bomb' || text.length <= bombLimit.floor).toBe(true);
      }),
      { numRuns: 25 },
    );
  },
);

test.each(PACKINGS)('no damage to a %s archive gives other text without a word', async (packing) => {
  const packed = packedBy[packing];
  await fc.assert(
    fc.asyncProperty(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, bits) => {
      const bad = Buffer.from(packed);
      bad[at] = (bad[at] ?? 0) ^ bits;
      const bombLimit = { floor: 3 * numbers.length, ratio: 1 };
      const { text, end } = await unpacked(packing, bad, { size: 4096, bombLimit });
      expect(end.how !== 'complete' || text === numbers).toBe(true);
    }),
    { numRuns: 15 },
  );
});

test('frames of zstd that hold no data are passed by, however the bytes come', async () => {
  const skippable = Buffer.from('502a4d1803000000ffffff', 'hex');
  const empty = Buffer.from('5e2a4d1800000000', 'hex');
  const packed = Buffer.concat([empty, skippable, packedBy.zstd, skippable, packedBy.zstd, empty]);
  for (const size of [1, 7, 1000, packed.length]) {
    const { text, end } = await unpacked('zstd', packed, { size });
    expect(end.how).toBe('complete');
    expect(text === numbers + numbers).toBe(true);
  }
});

test.each(PACKINGS)('a %s bomb is stopped soon after its limit', async (packing) => {
  const bombLimit = { floor: 1_000_000, ratio: 100 };
  const bomb = Buffer.concat([bombs[packing], bombs[packing]]);
  const { text, end } = await unpacked(packing, bomb, { bombLimit });
  expect(end.how).toBe('bomb');
  expect(end.unpacked).toBe(text.length);
  expect(text.length).toBeLessThan(2 * BOMB);
});

test.each(PACKINGS)(
  'a %s archive that is left half-read does not hold up the next one',
  { timeout: 5000 },
  async (packing) => {
    const first = unpack(packing, pieces(packedBy[packing], 30_000));
    await first.next();
    await first.return({ how: 'complete', packed: 0, unpacked: 0 });
    const { end } = await unpacked(packing, packedBy[packing]);
    expect(end.how).toBe('complete');
  },
);

test('with a second look at a damaged gzip, no line before the damage is lost', async () => {
  const packed = Buffer.from(packedBy.gzip);
  packed.fill(0xff, 30_500, 30_600);
  const without = await unpacked('gzip', packed);
  const withIt = await unpacked('gzip', packed, { again: () => pieces(packed, 1000) });
  expect(withIt.end.how).toBe('corrupt');
  expect(withIt.text.slice(0, 50_000)).toBe(numbers.slice(0, 50_000));
  expect(withIt.text.startsWith(without.text)).toBe(true);
  expect(withIt.text.length).toBeGreaterThan(without.text.length);
});

test('rubbish after a gzip archive does not cost its last lines', async () => {
  const packed = Buffer.concat([packedBy.gzip, Buffer.from('rubbish')]);
  const { text, end } = await unpacked('gzip', packed, { again: () => pieces(packed, 1000) });
  expect(text).toBe(numbers);
  expect(end.how).toBe('corrupt');
});

test('a zip archive is known as such, and plain text as none', () => {
  expect(packingOf(Buffer.from('PK\x03\x04...'))).toBe('zip');
  expect(packingOf(Buffer.from('Oct 21 23:01:58'))).toBeUndefined();
});
