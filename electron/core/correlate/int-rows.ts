import { PackedBlock } from './packed-block.ts';

/**
 * A growing table of whole numbers: what would be a small object each is a row of so many numbers, and rows stand one
 * after the other in blocks. A table grows by blocks, so nothing is copied and nothing reserved that is not needed
 * soon. Rows are never taken away. Who uses it names its columns. A table that rests takes a third of the room, and is
 * read a little slower.
 */
const BITS = 12;
const PER_BLOCK = 1 << BITS;
const MASK = PER_BLOCK - 1;

export class IntRows {
  readonly width: number;
  count: number;
  /** A block is here, or packed, or not yet made. */
  readonly #blocks: (Int32Array | undefined)[] = [];
  readonly #packed: (PackedBlock | undefined)[] = [];

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
    const block = this.#blocks[row >> BITS];
    if (block !== undefined) return block[(row & MASK) * this.width + column] ?? 0;
    return this.#packed[row >> BITS]?.get(row & MASK, column) ?? 0;
  }

  set(row: number, column: number, value: number): void {
    const block = this.#blocks[row >> BITS] ?? this.#unpack(row >> BITS);
    if (block !== undefined) block[(row & MASK) * this.width + column] = value;
  }

  /** Nothing more is coming for now. A row that is written to later brings its block back. */
  rest(): void {
    for (const [i, block] of this.#blocks.entries()) {
      if (block === undefined) continue;
      this.#packed[i] = new PackedBlock(block, this.width);
      this.#blocks[i] = undefined;
    }
  }

  /** All rows in one array, as they are stored. */
  state(): Int32Array {
    const size = PER_BLOCK * this.width;
    const all = new Int32Array(this.#blocks.length * size);
    for (const [i, block] of this.#blocks.entries()) {
      const rows = block ?? this.#packed[i]?.unpacked();
      if (rows !== undefined) all.set(rows, i * size);
    }
    return all.slice(0, this.count * this.width);
  }

  #unpack(number: number): Int32Array | undefined {
    const block = this.#packed[number]?.unpacked();
    if (block === undefined) return undefined;
    this.#packed[number] = undefined;
    this.#blocks[number] = block;
    return block;
  }
}

function resized(numbers: Int32Array, size: number): Int32Array {
  const larger = new Int32Array(size);
  larger.set(numbers);
  return larger;
}

type Numbers = Uint8Array | Int32Array | Uint32Array | Float64Array;

/** The same numbers with room for more: half as much again, so that adding costs the same however long it is. */
export function enlarged<A extends Numbers>(numbers: A, needed: number): A {
  const size = Math.max(256, needed, Math.ceil(numbers.length * 1.5));
  const larger = new (numbers.constructor as new (length: number) => A)(size);
  larger.set(numbers);
  return larger;
}
