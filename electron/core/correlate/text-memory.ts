/**
 * A small number (1 to 255) of a text, by the text's number, for what is asked of the same texts again and again. It lies
 * in chunks that are made when they are needed: nothing is copied as a log grows, nothing taken for texts nobody asks about.
 */
const BITS = 12;
const PER_CHUNK = 1 << BITS;
const MASK = PER_CHUNK - 1;

export class TextMemory {
  readonly #chunks: (Uint8Array | undefined)[] = [];

  /** 0 where nothing is known yet. */
  get(text: number): number {
    return this.#chunks[text >> BITS]?.[text & MASK] ?? 0;
  }

  /** Answers the number. */
  set(text: number, value: number): number {
    const number = text >> BITS;
    while (this.#chunks.length <= number) this.#chunks.push(undefined);
    (this.#chunks[number] ??= new Uint8Array(PER_CHUNK))[text & MASK] = value;
    return value;
  }
}
