/** The rows of a long list that are on screen: asked for as they come into view, and once more when the list has changed. */
const MARGIN = 60;

export class Windowed<T> {
  readonly #of: () => string;
  readonly #ask: (offset: number, limit: number) => Promise<readonly T[]>;
  readonly #margin: number;
  #held = $state.raw<{ readonly of: string; readonly offset: number; readonly rows: readonly T[] }>();
  #offset = 0;
  #limit = 0;
  #asked = 0;

  /** `of` says which list it is: rows of another one are none of this. */
  constructor(
    of: () => string,
    ask: (offset: number, limit: number) => Promise<readonly T[]>,
    margin = MARGIN,
  ) {
    this.#of = of;
    this.#ask = ask;
    this.#margin = margin;
  }

  row(index: number): T | undefined {
    const held = this.#held;
    return held?.of === this.#of() ? held.rows[index - held.offset] : undefined;
  }

  async show(first: number, count: number): Promise<void> {
    const inside = first >= this.#offset && first + count <= this.#offset + this.#limit;
    if (inside && this.#held?.of === this.#of()) return;
    this.#offset = Math.max(0, first - this.#margin);
    this.#limit = first - this.#offset + count + this.#margin;
    await this.refresh();
  }

  async refresh(): Promise<void> {
    if (this.#limit === 0) return;
    const asked = ++this.#asked;
    const of = this.#of();
    const offset = this.#offset;
    const rows = await this.#ask(offset, this.#limit);
    if (asked === this.#asked) this.#held = { of, offset, rows };
  }
}
