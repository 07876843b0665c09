import { expect, test } from 'vitest';
import { BATCH_LIMITS } from '#core/records/batch.ts';
import { BatchText } from '#core/records/batch-text.ts';

const { bytes: FULL } = BATCH_LIMITS;

function filled(length: number, byte: number): Uint8Array {
  return new Uint8Array(length).fill(byte);
}

function added(text: BatchText, bytes: Uint8Array): Uint8Array {
  text.add(bytes, 0, bytes.length);
  return text.take();
}

test('what was taken stays as it is while more is added', () => {
  const text = new BatchText();
  const taken = [1, 2, 3].map((byte) => added(text, filled(FULL, byte)));
  expect(taken.map((bytes) => [bytes.length, ...new Set(bytes)])).toEqual(
    [1, 2, 3].map((byte) => [FULL, byte]),
  );
});

test('memory that was given back serves again', () => {
  const text = new BatchText();
  const first = added(text, filled(FULL, 1));
  text.recycle(first);
  added(text, filled(FULL, 2));
  expect(added(text, filled(FULL, 3)).buffer === first.buffer).toBe(true);
});

test('small texts take no more memory than they need', () => {
  const text = new BatchText();
  added(text, filled(FULL, 1));
  expect(added(text, filled(100, 2)).buffer.byteLength).toBe(100);
});

test('what one endless line made large does not stay so', () => {
  const text = new BatchText();
  added(text, filled(FULL * 4, 1));
  const next = added(text, filled(FULL, 2));
  expect(next.buffer.byteLength).toBeLessThan(FULL * 2);
});
