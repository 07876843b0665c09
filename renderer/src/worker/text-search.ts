/** Words in the lines themselves: a block's joined text is searched at once, which is far cheaper than line by line. */
import type { RecordBatch } from '#core/records/batch.ts';
import { rawAt } from '#core/records/record-at.ts';

const decoder = new TextDecoder();

/** Positions in the batch of the entries whose lines hold `word` (in lower case). */
export function entriesHolding(batch: RecordBatch, word: string): readonly number[] {
  const text = decoder.decode(batch.text).toLowerCase();
  /* Every character took at least one byte: equal lengths mean that positions agree. */
  if (text.length !== batch.text.length) return oneByOne(batch, word);
  const found: number[] = [];
  for (let at = text.indexOf(word); at >= 0;) {
    const entry = entryOf(batch.rawEnd, at);
    const end = batch.rawEnd[entry] ?? text.length;
    const within = at + word.length <= end;
    if (within) found.push(entry);
    at = text.indexOf(word, within ? end : at + 1);
  }
  return found;
}

function oneByOne(batch: RecordBatch, word: string): readonly number[] {
  const found: number[] = [];
  for (let i = 0; i < batch.count; i++) if (rawAt(batch, i).toLowerCase().includes(word)) found.push(i);
  return found;
}

/** The entry in whose text this position lies. */
function entryOf(ends: Uint32Array, at: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) >= at) high = middle;
    else low = middle + 1;
  }
  return low;
}
