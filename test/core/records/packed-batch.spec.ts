import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EntryReader } from '#core/lines/entry-reader.ts';
import { encodeBatch } from '#core/records/batch-writer.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { packBatch, unpackBatch, unpackLines } from '#core/records/packed-batch.ts';
import { logLines } from '../../bench/generate.mjs';

function batchOf(text: string): RecordBatch {
  const reader = new EntryReader({ source: 3 });
  const records = [...reader.push(new TextEncoder().encode(text)), ...reader.end()];
  const alerts = [{ code: 'nul-bytes', count: 2, where: 'line 3' }] as const;
  return encodeBatch(records, { source: 3, nextOffset: reader.nextOffset, nextLine: 7, alerts });
}

const LINES = [...logLines(40)];
/** Lines of mail, folded lines, and whatever else. */
const someText = fc
  .array(
    fc.oneof(fc.constantFrom(...LINES), fc.string({ unit: 'binary' }), fc.constantFrom('\t folded\n', '\n')),
  )
  .map((parts) => parts.join(''));

test('a batch comes back from its bytes as it was, whatever its lines hold', () => {
  fc.assert(
    fc.property(someText, (text) => {
      const batch = batchOf(text);
      expect(unpackBatch(packBatch(batch).bytes)).toEqual(batch);
    }),
  );
});

test('the lines come back alone, and the memory of another batch does no harm', () => {
  const memory = packBatch(batchOf(LINES.join(''))).bytes.buffer;
  fc.assert(
    fc.property(someText, (text) => {
      const batch = batchOf(text);
      const { bytes, lines } = packBatch(batch, memory);
      const { count, rawEnd, text: lineText } = batch;
      expect(unpackBatch(bytes.slice())).toEqual(batch);
      expect(unpackLines(bytes.slice(lines), count)).toEqual({ count, rawEnd, text: lineText });
    }),
  );
});

test('bytes of which some are wrong or missing are no batch', () => {
  const { bytes } = packBatch(batchOf(LINES.join('')));
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, other) => {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ other;
      expect(unpackBatch(changed)).toBeUndefined();
      expect(unpackBatch(bytes.slice(0, at))).toBeUndefined();
    }),
    /* The highest bits of a number: with the sums mixed into one these were lost. */
    { examples: [[111, 48]] },
  );
});
