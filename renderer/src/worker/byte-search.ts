/**
 * Finds bytes in a text without making a string of it, without regard to case in ASCII: by its last letter, which tells
 * how far the next place that is worth a look may be (Boyer, Moore and Horspool).
 */
import type { RecordBatch } from '#core/records/batch.ts';

const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));

/** `piece` in lower case, and not empty. Calls `found` with each entry that holds it, once. */
export function byteSearch(
  piece: Uint8Array,
): (lines: Pick<RecordBatch, 'rawEnd' | 'text'>, found: (entry: number) => void) => void {
  const skips = skipsOf(piece);
  const length = piece.length;
  const last = piece[length - 1] ?? 0;
  /* After a last letter that was not the piece's. */
  const next = skips[last] ?? 1;
  skips[last] = 0;
  if (last >= 97 && last <= 122) skips[last - 32] = 0;
  return ({ rawEnd, text }, found) => {
    const size = text.length;
    let entry = 0;
    for (let at = length - 1; at < size;) {
      const skip = skips[text[at] ?? 0] ?? 1;
      if (skip !== 0) {
        at += skip;
        continue;
      }
      const start = at - length + 1;
      if (!stands(piece, text, start)) {
        at += next;
        continue;
      }
      while (start > (rawEnd[entry] ?? size)) entry++;
      const end = rawEnd[entry] ?? size;
      /* What goes on into the next line is in neither. */
      const within = at < end;
      if (within) found(entry);
      at = within ? end + length : at + 1;
    }
  };
}

/** By the byte that stands at its last place: how far it is to where it may stand next. */
function skipsOf(piece: Uint8Array): Uint8Array {
  const most = Math.min(piece.length, 255);
  const skips = new Uint8Array(256).fill(most);
  for (let i = 0; i < piece.length - 1; i++) {
    const byte = piece[i] ?? 0;
    const skip = Math.min(most, piece.length - 1 - i);
    skips[byte] = skip;
    if (byte >= 97 && byte <= 122) skips[byte - 32] = skip;
  }
  return skips;
}

function stands(piece: Uint8Array, text: Uint8Array, start: number): boolean {
  for (let i = piece.length - 2; i >= 0; i--) if (FOLDED[text[start + i] ?? 0] !== piece[i]) return false;
  return true;
}
