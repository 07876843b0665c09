/**
 * Rows of the list that are chosen together, by their places. Places mean something else once another question is
 * asked or the log has grown: then nothing is chosen.
 */
import { countOf, isIn, toggledIn, withRange, type Ranges } from '#core/base/ranges.ts';
import type { IndexCalls } from '#core/contract/index-protocol.ts';
import type { Message } from '#core/correlate/message.ts';
import type { Index } from '../bridge/index-client.ts';
import type { MessageList } from './message-list.svelte.ts';

/** Messages in one copy. */
export const MOST_COPIED = 10_000;
/** Asked for at once: one answer must not hold up the page. */
const PART = 500;

export class Choice {
  #kept = $state.raw<{ readonly question: string; readonly ranges: Ranges }>({ question: '', ranges: [] });
  #anchor = 0;
  readonly #index: Index;
  readonly #list: MessageList;

  constructor(index: Index, list: MessageList) {
    this.#index = index;
    this.#list = list;
  }

  get ranges(): Ranges {
    return this.#kept.question === this.#asked() ? this.#kept.ranges : [];
  }

  get count(): number {
    return countOf(this.ranges);
  }

  has(place: number): boolean {
    return isIn(this.ranges, place);
  }

  /** From where the next selection begins. */
  only(place: number): void {
    this.#anchor = place;
    this.#set([]);
  }

  to(place: number): void {
    const anchor = this.#kept.question === this.#asked() ? this.#anchor : place;
    this.#set(withRange([], Math.min(anchor, place), Math.max(anchor, place)));
  }

  /** `current` is chosen as well, when nothing was: it looks chosen. */
  toggle(place: number, current: number | undefined): void {
    const { ranges } = this;
    const start = ranges.length === 0 && current !== undefined ? withRange([], current, current) : ranges;
    this.#anchor = place;
    this.#set(toggledIn(start, place));
  }

  all(): void {
    if (this.#list.total > 0) this.#set([[0, this.#list.total - 1]]);
  }

  /** In the order of the list, at most MOST_COPIED. */
  async messages(fallback: number | undefined): Promise<readonly Message[]> {
    const { filter, sort, besides } = this.#list;
    const ranges =
      this.ranges.length > 0 || fallback === undefined ? this.ranges : [[fallback, fallback] as const];
    const found: Message[] = [];
    for (const [first, last] of ranges) {
      for (let at = first; at <= last && found.length < MOST_COPIED; at += PART) {
        const limit = Math.min(PART, last - at + 1, MOST_COPIED - found.length);
        const answer: IndexCalls['query']['answer'] = await this.#index.call(
          'query',
          filter,
          sort,
          at,
          limit,
          besides,
        );
        found.push(...answer.rows.map(({ message }) => message));
      }
    }
    return found;
  }

  /** As logged, in the order of the files. */
  linesOf(messages: readonly Message[]): Promise<string> {
    return this.#index.call(
      'lines-of',
      messages.map(({ id }) => id),
    );
  }

  #set(ranges: Ranges): void {
    this.#kept = { question: this.#asked(), ranges };
  }

  #asked(): string {
    const { filter, sort, besides, total } = this.#list;
    return JSON.stringify([filter, besides, sort, total]);
  }
}
