/** What the list shows: a window of rows of one query. Rows stay until newer ones come, so nothing flickers. */
import type { IndexCalls, Row, Sort } from '#core/contract/index-protocol.ts';
import type { FilterError } from '#core/query/filter.ts';
import type { Index } from '../bridge/index-client.ts';
import { problemIn } from './shown.ts';
import { Remembered, isSwitch } from './remembered.svelte.ts';

const MARGIN = 60;
/** Beyond what is to be seen of another question's answer: it is to be there at once. */
const FEW = 20;

export class MessageList {
  filter = $state('');
  readonly #connectionsHidden = new Remembered('hide-connections', false, isSwitch);
  sort = $state<Sort>({ column: 'time', descending: false });
  total = $state(0);
  /** Something is left out of `total` and `rows`; a filter that has no answer yet leaves out nothing. */
  narrowed = $state(false);
  partial = $state(false);
  /** Lines are still being searched. */
  searching = $state(false);
  filterError = $state<FilterError | undefined>();
  rows = $state.raw<readonly Row[]>([]);
  readonly #index: Index;
  #offset = 0;
  #limit = 100;
  /** Rows that there is room for. */
  #room = 100;
  #asked = 0;
  /** Of the newest question: its first rows are there, or it has none. */
  #answered: Promise<void> = Promise.resolve();

  constructor(index: Index) {
    this.#index = index;
  }

  get connectionsHidden(): boolean {
    return this.#connectionsHidden.value;
  }

  /** What is left out whatever the filter says, as a filter. */
  get besides(): string {
    return this.connectionsHidden ? '-is:connection' : '';
  }

  async hideConnections(hidden: boolean): Promise<void> {
    this.#connectionsHidden.value = hidden;
    await this.fromTop();
  }

  row(index: number): Row | undefined {
    return this.rows[index - (this.rows[0]?.index ?? 0)];
  }

  /** The rows that are to be seen. Answers when they are there. */
  async show(first: number, count: number): Promise<void> {
    const inside = first >= this.#offset && first + count <= this.#offset + this.#limit;
    if (inside && this.rows.length > 0) return;
    if (count > 0) this.#room = count;
    this.#offset = Math.max(0, first - MARGIN);
    this.#limit = count + 2 * MARGIN;
    await this.refresh();
  }

  async setFilter(filter: string): Promise<void> {
    this.filter = filter;
    await this.fromTop();
  }

  async setSort(sort: Sort): Promise<void> {
    this.sort = sort;
    await this.fromTop();
  }

  async fromTop(): Promise<void> {
    this.#offset = 0;
    this.#limit = this.#room + FEW;
    await this.refresh();
  }

  async refresh(): Promise<void> {
    const asked = ++this.#asked;
    const first = this.#next(asked);
    this.#answered = first.then(
      () => undefined,
      () => undefined,
    );
    /* A word is looked for in many lines: what is found so far is shown until all have been read. */
    for (let searching = await first; searching;) searching = await this.#next(asked);
  }

  /** When the rows of the newest question are there: what else is asked of it comes after them. */
  async answered(): Promise<void> {
    let last: Promise<void> | undefined;
    while (last !== this.#answered) await (last = this.#answered);
  }

  /** Is there more to come? */
  async #next(asked: number): Promise<boolean> {
    const found = await this.#query(asked);
    if (found === undefined || asked !== this.#asked) return false;
    this.#take(found);
    return found.searching;
  }

  #take({ total, rows, partial, searching, filterError }: IndexCalls['query']['answer']): void {
    this.partial = partial;
    this.searching = searching;
    this.filterError = filterError;
    /* While a filter is being typed and cannot be read yet, what it found before stays. */
    if (filterError !== undefined) return;
    this.narrowed = this.filter !== '' || this.connectionsHidden;
    this.total = total;
    this.rows = rows;
  }

  /** Undefined when a newer question has ended this one; where one of another view did, it is asked again. */
  async #query(asked: number): Promise<IndexCalls['query']['answer'] | undefined> {
    while (asked === this.#asked) {
      try {
        return await this.#index.call(
          'query',
          this.filter,
          this.sort,
          this.#offset,
          this.#limit,
          this.besides,
        );
      } catch (error) {
        if (asked === this.#asked && problemIn(error).code !== 'cancelled') throw error;
      }
    }
    return undefined;
  }

  /** Whether the message is anywhere in the list; yes, too, when a newer question has ended this one. */
  async holds(id: string): Promise<boolean> {
    if (this.rows.some(({ message }) => message.id === id)) return true;
    try {
      return await this.#index.call('holds', this.filter, this.sort, this.besides, id);
    } catch {
      return true;
    }
  }

  clear(): void {
    this.#asked++;
    this.filter = '';
    this.narrowed = false;
    this.total = 0;
    this.searching = false;
    this.rows = [];
    this.filterError = undefined;
  }
}
