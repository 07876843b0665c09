/** The view of all lines: its filter, what of it is on screen, and what is chosen. */
import type { LineRow, LinesFound } from '#core/contract/index-protocol.ts';
import type { FilterError } from '#core/query/tokens.ts';
import type { Index } from '../bridge/index-client.ts';

const MARGIN = 100;
/** Lines on each side of what is found. */
export const CONTEXTS = [0, 1, 3, 10] as const;
/** Lines in one copy. */
export const MOST_COPIED = 100_000;

export class LinesState {
  filter = $state('');
  context = $state<number>(0);
  total = $state(0);
  hits = $state(0);
  rows = $state.raw<readonly LineRow[]>([]);
  /** Lines are still being searched. */
  searching = $state(false);
  filterError = $state<FilterError | undefined>();
  /** A position in what is shown, and where a selection began. */
  cursor = $state(0);
  anchor = $state(0);
  readonly #index: Index;
  #offset = 0;
  #limit = 200;
  #asked = 0;
  #answered: Promise<void> = Promise.resolve();

  constructor(index: Index) {
    this.#index = index;
  }

  row(position: number): LineRow | undefined {
    return this.rows[position - this.#offset];
  }

  get chosen(): readonly [first: number, last: number] {
    return [Math.min(this.anchor, this.cursor), Math.max(this.anchor, this.cursor)];
  }

  async show(first: number, count: number): Promise<void> {
    const inside = first >= this.#offset && first + count <= this.#offset + this.#limit;
    if (inside && this.rows.length > 0) return;
    await this.#ask(Math.max(0, first - MARGIN), count + 2 * MARGIN);
  }

  async setFilter(filter: string): Promise<void> {
    this.filter = filter;
    await this.#fromTop();
  }

  async setContext(context: number): Promise<void> {
    this.context = context;
    await this.#fromTop();
  }

  /** Every line again, at this one. */
  async goTo(entry: number): Promise<void> {
    this.filter = '';
    this.cursor = this.anchor = entry;
    await this.#ask(Math.max(0, entry - MARGIN), 2 * MARGIN);
  }

  moveTo(position: number, extend: boolean): void {
    this.cursor = Math.max(0, Math.min(this.total - 1, position));
    if (!extend) this.anchor = this.cursor;
  }

  chooseAll(): void {
    this.anchor = 0;
    this.cursor = Math.max(0, this.total - 1);
  }

  /** As logged, one after the other. */
  async chosenText(): Promise<string> {
    const [first, last] = this.chosen;
    const limit = Math.min(MOST_COPIED, last - first + 1);
    const { rows } = await this.#index.call('lines', this.filter, this.context, first, limit);
    return rows.map(({ raw }) => raw).join('\n');
  }

  /** The log has changed: what is on screen once more. */
  refresh = (): Promise<void> => this.#ask(this.#offset, this.#limit);

  clear(): void {
    this.#asked++;
    this.filter = '';
    this.total = this.hits = this.cursor = this.anchor = this.#offset = 0;
    this.rows = [];
    this.searching = false;
    this.filterError = undefined;
  }

  async #fromTop(): Promise<void> {
    this.cursor = this.anchor = 0;
    await this.#ask(0, this.#limit);
  }

  /** When the first lines of the newest question are there, or it has none. */
  answered(): Promise<void> {
    return this.#answered;
  }

  async #ask(offset: number, limit: number): Promise<void> {
    const asked = ++this.#asked;
    try {
      /* What is found so far is shown until all lines have been read. */
      for (let searching = true; searching;) {
        const asking = this.#index.call('lines', this.filter, this.context, offset, limit);
        this.#answered = asking.then(nothing, nothing);
        const found = await asking;
        if (asked !== this.#asked) return;
        this.#take(found, offset, limit);
        searching = found.searching;
      }
    } catch (error) {
      /* A newer question has ended this one. */
      if (asked === this.#asked) throw error;
    }
  }

  #take(found: LinesFound, offset: number, limit: number): void {
    this.filterError = found.filterError;
    this.searching = found.searching;
    /* While a filter is being typed and cannot be read yet, what it found before stays. */
    if (found.filterError !== undefined) return;
    this.#offset = offset;
    this.#limit = limit;
    this.total = found.total;
    this.hits = found.hits;
    this.rows = found.rows;
  }
}

function nothing(): void {
  return;
}
