/** Damaged input on the command line: what could be read comes out, one sentence says what is wrong, and the rest stands. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fixture } from '../core/correlate/log.ts';
import { mailLines } from '../ingest/read-all.ts';
import { relayscope } from './fake-io.ts';

const SEED = fixture('seed.log');

test('a last line that is half-written is an entry as far as it goes', async () => {
  const { status, json } = await relayscope(['parse', '-'], { stdin: SEED.slice(0, -60) });
  expect([status, json.length, json.at(-1)?.['kind']]).toEqual([0, 10, 'to']);
});

test('of an archive that ends too early what could be read comes out, and the place is told', async () => {
  const packed = gzipSync(mailLines(20_000));
  const { status, json, error } = await relayscope(['parse', '-'], {
    stdin: packed.subarray(0, packed.length / 2),
  });
  expect(status).toBe(0);
  expect(json.length).toBeGreaterThan(9000);
  expect(error).toMatch(/^-: the packed file ends too early \(near byte [\d,]+ of the file, .*\n$/);
});

test('of a damaged archive the lines before the damage come out, in Japanese too', async () => {
  const packed = gzipSync(mailLines(20_000));
  packed.fill(0xff, packed.length - 3000, packed.length - 2000);
  const { status, json, error } = await relayscope(['parse', '-', '--lang', 'ja'], { stdin: packed });
  expect(status).toBe(0);
  expect(json.length).toBeGreaterThan(15_000);
  expect(error).toMatch(/^-：圧縮ファイルが壊れています（ファイルの [\d,]+ バイト目付近/);
});

test('a line of more than a megabyte is cut and told, and the next one is read rightly', async () => {
  const long = `${'x'.repeat(1_100_000)}\n`;
  const { status, json, error } = await relayscope(['parse', '-'], { stdin: long + SEED });
  expect([status, json.length, json[1]?.['kind'], json[1]?.['line']]).toEqual([0, 11, 'from', 2]);
  expect(error).toContain('1 line is too long and cut for display');
});
