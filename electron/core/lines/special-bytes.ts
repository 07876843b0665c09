/**
 * Finds control bytes and bytes above 127, of which a log has mostly its newlines: four bytes are looked at at once, in
 * the order in which memory holds them, which does not matter here.
 */
const WORD = 4;
const BLANKS = 0x20202020;
const HIGH_BITS = 0x80808080 | 0;

/** The words of the last array asked of: asked again and again for the same one. */
let lastBytes: Uint8Array | undefined;
let words: Int32Array = new Int32Array(0);
/** Position in the array at which the first word begins. */
let first = 0;

function take(bytes: Uint8Array): void {
  lastBytes = bytes;
  first = (WORD - (bytes.byteOffset % WORD)) % WORD;
  const count = Math.max(0, Math.floor((bytes.length - first) / WORD));
  words = count === 0 ? new Int32Array(0) : new Int32Array(bytes.buffer, bytes.byteOffset + first, count);
}

function isSpecial(byte: number | undefined): boolean {
  return byte !== undefined && (byte < 32 || byte > 127);
}

/** Position of the first such byte from `at` on; the array's length for none. */
export function nextSpecial(bytes: Uint8Array, at: number): number {
  if (bytes !== lastBytes) take(bytes);
  let i = at;
  while (i < bytes.length && (i < first || (i - first) % WORD !== 0)) {
    if (isSpecial(bytes[i])) return i;
    i++;
  }
  for (let word = (i - first) >> 2; word < words.length; word++) {
    const four = words[word] as number;
    /* A byte below 32 borrows from its high bit. A borrow may also mark the byte above it: that is looked at and passed. */
    if ((((four - BLANKS) | 0 | four) & HIGH_BITS) === 0) continue;
    const start = first + word * WORD;
    for (let j = start; j < start + WORD; j++) if (isSpecial(bytes[j])) return j;
  }
  for (let j = Math.max(i, first + words.length * WORD); j < bytes.length; j++)
    if (isSpecial(bytes[j])) return j;
  return bytes.length;
}
