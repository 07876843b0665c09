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

/**
 * The high bit of a byte is set where it is such a byte: one below 32 borrows from it. A borrow may also mark the byte
 * above: that is looked at and passed.
 */
function marks(four: number): number {
  return (four - BLANKS) | 0 | four;
}

/** The first word from `word` on that may hold such a byte, or one of the few before it: eight are looked at together. */
function pastUsual(words: Int32Array, word: number): number {
  const last = words.length - 7;
  let i = word;
  for (; i < last; i += 8) {
    const a = marks(words[i] as number) | marks(words[i + 1] as number);
    const b = marks(words[i + 2] as number) | marks(words[i + 3] as number);
    const c = marks(words[i + 4] as number) | marks(words[i + 5] as number);
    const d = marks(words[i + 6] as number) | marks(words[i + 7] as number);
    if (((a | b | c | d) & HIGH_BITS) !== 0) break;
  }
  return i;
}

/** Position of the first such byte from `at` on; the array's length for none. */
export function nextSpecial(bytes: Uint8Array, at: number): number {
  if (bytes !== lastBytes) take(bytes);
  let i = at;
  while (i < bytes.length && (i < first || (i - first) % WORD !== 0)) {
    if (isSpecial(bytes[i])) return i;
    i++;
  }
  for (let word = pastUsual(words, (i - first) >> 2); word < words.length; word++) {
    if ((marks(words[word] as number) & HIGH_BITS) === 0) continue;
    const start = first + word * WORD;
    for (let j = start; j < start + WORD; j++) if (isSpecial(bytes[j])) return j;
  }
  for (let j = Math.max(i, first + words.length * WORD); j < bytes.length; j++)
    if (isSpecial(bytes[j])) return j;
  return bytes.length;
}
