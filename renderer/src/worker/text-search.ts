/** Words in the lines themselves: a block's joined text is searched at once, which is far cheaper than line by line. */
import type { RecordBatch } from '#core/records/batch.ts';

/** Positions in the batch of the entries whose lines hold `word` (in lower case). */
export function entriesHolding(batch: RecordBatch, word: string): readonly number[] {
  const text = batch.raw.toLowerCase();
  if (text.length !== batch.raw.length) return oneByOne(batch, word);
  const found: number[] = [];
  for (let at = text.indexOf(word); at >= 0;) {
    const entry = entryAt(batch.rawEnd, at);
    const end = batch.rawEnd[entry] ?? text.length;
    const within = at + word.length <= end;
    if (within) found.push(entry);
    at = text.indexOf(word, within ? end : at + 1);
  }
  return found;
}

/** A few letters (such as İ) change their length with their case: then positions do not agree. */
function oneByOne(batch: RecordBatch, word: string): readonly number[] {
  const found: number[] = [];
  for (let i = 0; i < batch.count; i++) {
    const raw = batch.raw.slice(i === 0 ? 0 : batch.rawEnd[i - 1], batch.rawEnd[i]);
    if (raw.toLowerCase().includes(word)) found.push(i);
  }
  return found;
}

/** The entry in whose text this position lies. */
function entryAt(ends: Uint32Array, at: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
