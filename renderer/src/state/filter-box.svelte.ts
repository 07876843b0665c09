/** What the filter box offers while something is written: what was recognised, names, values of this log, earlier filters. */
import { printValue } from '#core/query/ast.ts';
import { namesFor, namesNear, placeAt, writtenWith } from '#core/query/complete.ts';
import { parseFilter } from '#core/query/filter.ts';
import { recognise, type Recognised } from '#core/query/recognise.ts';
import { KINDS, type Kind } from '#core/records/log-record.ts';
import type { AppState } from './app.svelte.ts';

export interface Offer {
  readonly kind: 'recognised' | 'as-words' | 'name' | 'value' | 'line-kind' | 'history' | 'saved';
  /** As it is shown. */
  readonly text: string;
  /** The filter when it is taken, and where the caret stands then. */
  readonly filter: string;
  readonly caret: number;
  readonly what?: Recognised['what'];
  readonly count?: number;
}

const MOST_VALUES = 8;
const MOST_EARLIER = 6;
const MOST_SAVED = 6;
const KEPT = 50;
/** Milliseconds. */
const PATIENCE = 150;

/** What the box filters. */
export interface Filtered {
  readonly filter: string;
  /** When the rows of the newest question are there. */
  answered(): Promise<void>;
}

export class FilterBoxState {
  offers = $state.raw<readonly Offer[]>([]);
  /** The field of which a value is being written. */
  field = $state<string | undefined>();
  readonly #app: AppState;
  readonly #filtered: Filtered;
  #asked = 0;
  /** How far back the reader has gone; -1 for what is being written. */
  #back = -1;
  #written = '';

  constructor(app: AppState, filtered: Filtered) {
    this.#app = app;
    this.#filtered = filtered;
  }

  get #history(): AppState['filters']['used'] {
    return this.#app.filters.used;
  }

  async look(text: string, caret: number): Promise<void> {
    const asked = ++this.#asked;
    this.#back = -1;
    const known = [...recognisedIn(text), ...this.#saved(text), ...(text === '' ? this.#earlier() : [])];
    const names = text === '' ? [] : namesIn(text, caret);
    const asking = this.#values(text, caret);
    /* What only lines have takes a while to be read the first time: the rest does not wait for it. */
    for (const answer of [Promise.race([asking, later()]), asking]) {
      const values = await answer;
      if (asked !== this.#asked) return;
      const all = [...known, ...names, ...values];
      /* What is written whole needs no offer, nor a word about its field. */
      this.offers = all.filter(({ filter }) => filter !== text);
      this.field = all.length > this.offers.length ? undefined : placeAt(text, caret).field;
    }
  }

  /** What was pasted has become a filter: the way back to its words. */
  offerWords(pasted: string): void {
    this.#asked++;
    const filter = printValue({ text: pasted.trim().replaceAll(/\s+/g, ' '), quoted: true });
    this.field = undefined;
    this.offers = [{ kind: 'as-words', text: filter, filter, caret: filter.length }];
  }

  close(): void {
    this.#asked++;
    this.offers = [];
    this.field = undefined;
  }

  /** The filter was of use. */
  remember(filter: string): void {
    const text = filter.trim();
    if (text === '' || !parseFilter(text).ok) return;
    this.#history.value = [text, ...this.#history.value.filter((known) => known !== text)].slice(0, KEPT);
  }

  /** One filter back, or forward again to what was being written. */
  step(by: 1 | -1): string {
    if (this.#back < 0) this.#written = this.#filtered.filter;
    this.#back = Math.max(-1, Math.min(this.#history.value.length - 1, this.#back + by));
    return this.#history.value[this.#back] ?? this.#written;
  }

  #earlier(): readonly Offer[] {
    return this.#history.value
      .slice(0, MOST_EARLIER)
      .map((text) => ({ kind: 'history', text, filter: text, caret: text.length }));
  }

  /** By their names: all while nothing is written. */
  #saved(text: string): readonly Offer[] {
    const begun = text.trim().toLowerCase();
    return this.#app.filters.all
      .filter(({ name, filter }) => name.toLowerCase().includes(begun) && filter !== text.trim())
      .slice(0, MOST_SAVED)
      .map(({ name, filter }) => ({ kind: 'saved', text: name, filter, caret: filter.length }));
  }

  async #values(text: string, caret: number): Promise<readonly Offer[]> {
    const place = placeAt(text, caret);
    if (place.field === undefined) return [];
    if (place.field === 'kind') {
      const seen = KINDS.filter((kind) => this.#isSeen(kind) && kind.startsWith(place.begun));
      return seen.map((kind) => ({ kind: 'line-kind', text: kind, ...writtenWith(text, place, kind) }));
    }
    try {
      /* What is counted for who goes on writing comes after the rows of what is written. */
      await this.#filtered.answered();
      const found = await this.#app.valuesOf(place.field, place.begun, MOST_VALUES);
      return found.map((value) => ({ kind: 'value', ...value, ...writtenWith(text, place, value.text) }));
    } catch {
      /* A newer question has ended this one, or the log is closed. */
      return [];
    }
  }

  #isSeen(kind: Kind): boolean {
    return (this.#app.log?.byKind[kind] ?? 0) > 0;
  }
}

function later(): Promise<readonly Offer[]> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE, []));
}

function recognisedIn(text: string): readonly Offer[] {
  const found = recognise(text);
  if (found === undefined || found.filter === text.trim()) return [];
  const { what, filter } = found;
  return [{ kind: 'recognised', what, text: filter, filter, caret: filter.length }];
}

/** Names that begin as what is written; where it is no field, those that may have been meant. */
function namesIn(text: string, caret: number): readonly Offer[] {
  const parsed = parseFilter(text);
  if (!parsed.ok && parsed.error.code === 'unknown-field') {
    const { at, end } = parsed.error;
    return namesNear(text.slice(at, end)).map((name) => {
      const filter = `${text.slice(0, at)}${name}${text.slice(end)}`;
      return { kind: 'name', text: `${name}:`, filter, caret: filter.length };
    });
  }
  const { field, begun, from, end } = placeAt(text, caret);
  if (field !== undefined || begun === '') return [];
  return namesFor(begun).map((name) => {
    const head = `${text.slice(0, from)}${name}:`;
    return { kind: 'name', text: `${name}:`, filter: `${head}${text.slice(end)}`, caret: head.length };
  });
}
