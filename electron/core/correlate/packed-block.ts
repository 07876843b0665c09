/**
 * A block of rows in as few bytes as its numbers need, for a log that no longer grows: a third of what the rows take while
 * they are being filled. Each column stands alone, in the narrowest form that holds it. Most of them are either the
 * same in every row, or mostly 0, or near each other, for what comes one after the other in a log has numbers one after
 * the other; so 0 ("none") and the distance from the least of the other numbers are what is kept.
 */

/** Code 0 is 0, any other is `base` + code. */
interface Column {
  readonly base: number;
  /** Undefined: the same code in every row. */
  readonly codes: Uint8Array | Uint16Array | Int32Array | undefined;
  readonly same: number;
  /** Where few rows have another number than 0: these, ascending, and their codes. */
  readonly rows: Uint16Array | undefined;
}

export class PackedBlock {
  readonly #columns: readonly Column[];
  readonly #width: number;
  readonly #length: number;

  /** `block`: rows of `width` numbers each, one row after the other; at most 65,536 rows. */
  constructor(block: Int32Array, width: number) {
    this.#width = width;
    this.#length = block.length / width;
    this.#columns = Array.from({ length: width }, (_, column) => packed(block, width, column));
  }

  get(row: number, column: number): number {
    const packed = this.#columns[column];
    if (packed === undefined) return 0;
    const code = codeAt(packed, row);
    return code === 0 ? 0 : packed.base + code;
  }

  /** The rows as they were. */
  unpacked(): Int32Array {
    const width = this.#width;
    const block = new Int32Array(this.#length * width);
    for (const [column, { base, codes, same, rows }] of this.#columns.entries()) {
      const put = (row: number, code: number): void => {
        if (code !== 0) block[row * width + column] = base + code;
      };
      if (rows !== undefined) for (const [i, row] of rows.entries()) put(row, codes?.[i] ?? same);
      else for (let row = 0; row < this.#length; row++) put(row, codes?.[row] ?? same);
    }
    return block;
  }

  get bytes(): number {
    return this.#columns.reduce(
      (sum, { codes, rows }) => sum + (codes?.byteLength ?? 0) + (rows?.byteLength ?? 0),
      0,
    );
  }
}

function codeAt({ codes, same, rows }: Column, row: number): number {
  if (rows === undefined) return codes?.[row] ?? same;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return rows[low] === row ? (codes?.[low] ?? same) : 0;
}

function packed(block: Int32Array, width: number, column: number): Column {
  let [least, most, others] = [Infinity, -Infinity, 0];
  for (let at = column; at < block.length; at += width) {
    const value = block[at] ?? 0;
    if (value === 0) continue;
    others++;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const length = block.length / width;
  if (others === 0) return { base: 0, codes: undefined, same: 0, rows: undefined };
  const base = least - 1;
  const span = most - base;
  if (span === 1 && others === length) return { base, codes: undefined, same: 1, rows: undefined };
  /* Int32 holds the distance of any two numbers of a log; where it does not, the numbers stand as they are. */
  const wide = span > 0x7fff_ffff;
  const Codes = span <= 0xff ? Uint8Array : span <= 0xffff ? Uint16Array : Int32Array;
  const size = Codes.BYTES_PER_ELEMENT;
  const few = others * (size + Uint16Array.BYTES_PER_ELEMENT) < length * size;
  const codes = new Codes(few ? others : length);
  const rows = few ? new Uint16Array(others) : undefined;
  let end = 0;
  for (let row = 0; row < length; row++) {
    const value = block[row * width + column] ?? 0;
    if (few && value === 0) continue;
    if (rows !== undefined) rows[end] = row;
    codes[end++] = value === 0 ? 0 : wide ? value : value - base;
  }
  return { base: wide ? 0 : base, codes, same: 0, rows };
}
