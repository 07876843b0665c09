/**
 * A growing table of whole numbers: what would be a small object each is a row of so many numbers, and rows stand one
 * after the other in blocks. A table grows by blocks, so nothing is copied and nothing reserved that is not needed
 * soon. Rows are never taken away. Who uses it names its columns.
 */
const BITS = 12;
const PER_BLOCK = 1 << BITS;
const MASK = PER_BLOCK - 1;

export class IntRows {
  readonly width: number;
  count: number;
  readonly #blocks: Int32Array[] = [];

  /** `stored`: what state() gave; it is taken over. */
  constructor(width: number, stored: Int32Array = new Int32Array(0)) {
    this.width = width;
    this.count = stored.length / width;
    const size = PER_BLOCK * width;
    for (let at = 0; at < stored.length; at += size) {
      const block = stored.subarray(at, at + size);
      this.#blocks.push(block.length === size ? block : resized(block, size));
    }
  }

  /** The number of a new row, all zeros. */
  add(): number {
    const row = this.count++;
    if ((row & MASK) === 0) this.#blocks.push(new Int32Array(PER_BLOCK * this.width));
    return row;
  }

  get(row: number, column: number): number {
    return this.#blocks[row >> BITS]?.[(row & MASK) * this.width + column] ?? 0;
  }

  set(row: number, column: number, value: number): void {
    const block = this.#blocks[row >> BITS];
    if (block !== undefined) block[(row & MASK) * this.width + column] = value;
  }

  /** All rows in one array, as they are stored. */
  state(): Int32Array {
    const all = new Int32Array(this.#blocks.length * PER_BLOCK * this.width);
    for (const [i, block] of this.#blocks.entries()) all.set(block, i * PER_BLOCK * this.width);
    return all.slice(0, this.count * this.width);
  }
}

function resized(numbers: Int32Array, size: number): Int32Array {
  const larger = new Int32Array(size);
  larger.set(numbers);
  return larger;
}

type Numbers = Int32Array | Uint32Array | Float64Array;

/** The same numbers with room for more: half as much again, so that adding costs the same however long it is. */
export function enlarged<A extends Numbers>(numbers: A, needed: number): A {
  const size = Math.max(256, needed, Math.ceil(numbers.length * 1.5));
  const larger = new (numbers.constructor as new (length: number) => A)(size);
  larger.set(numbers);
  return larger;
}
