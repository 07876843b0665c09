/**
 * What the messages that are found look like as a whole, for the bars above the list and the values beside it. One
 * question at a time, and none before the rows are painted: what changes meanwhile is asked for once more afterwards.
 */
import type { Overview } from '#core/contract/index-protocol.ts';
import type { Index } from '../bridge/index-client.ts';
import { painted } from './painted.ts';
import { problemIn } from './shown.ts';
import type { MessageList } from './message-list.svelte.ts';
import { Remembered, isSwitch } from './remembered.svelte.ts';

/** Bars: as many as there is room for on a wide window. */
const BARS = 240;
const VALUES = 8;

export class OverviewState {
  #switches = $state.raw(switches());
  found = $state.raw<Overview>({ total: 0 });
  readonly #index: Index;
  readonly #list: MessageList;
  #asking: Promise<void> | undefined;
  #again = false;

  constructor(index: Index, list: MessageList) {
    this.#index = index;
    this.#list = list;
  }

  get timelineShown(): Remembered<boolean> {
    return this.#switches.timeline;
  }

  get facetsShown(): Remembered<boolean> {
    return this.#switches.facets;
  }

  /** For a log that is opened; at its start a window has no size yet. */
  fitWindow(): void {
    this.#switches = switches();
  }

  async refresh(): Promise<void> {
    this.#again = true;
    this.#asking ??= this.#askAll();
    await this.#asking;
  }

  /** When nothing is asked any more. */
  async settled(): Promise<void> {
    await this.#asking;
  }

  async #askAll(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        await this.#ask();
      }
    } finally {
      this.#asking = undefined;
    }
  }

  async #ask(): Promise<void> {
    await this.#list.answered();
    await painted();
    const { filter, sort, besides } = this.#list;
    const wanted = {
      bars: this.timelineShown.value ? BARS : 0,
      values: this.facetsShown.value ? VALUES : 0,
    };
    /* While a filter is being typed and cannot be read yet, what it found before stays. */
    if (wanted.bars + wanted.values === 0 || this.#list.filterError !== undefined) return;
    try {
      this.found = await this.#index.call('overview', filter, sort, besides, wanted);
    } catch (error) {
      /* Another question has ended this one, or the log is closed: what is shown stays until the next answer. */
      if (problemIn(error).code === 'cancelled') this.#again = true;
    }
  }
}

function switches() {
  return {
    timeline: new Remembered('timeline', hasRoom(0, 700), isSwitch),
    facets: new Remembered('facets', hasRoom(1200, 700), isSwitch),
  };
}

/** In a small window the list comes first, until the reader asks for more. */
function hasRoom(width: number, height: number): boolean {
  return innerWidth >= width && innerHeight >= height;
}
