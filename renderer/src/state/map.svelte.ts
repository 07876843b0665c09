/** The map on the page: what its edges say, which cards are open, which stretch of time is looked at, and the last answer. */
import type { Language } from '#core/contract/channels.ts';
import type { MapAnswer, MapQuestion } from '#core/contract/map-protocol.ts';
import { RequestFailed } from '#core/ports/request-response.ts';
import { narrowed, rangeFilter } from '#core/relay-graph/map/map-filter.ts';
import type { TimeRange } from '#core/relay-graph/map/map-model.ts';
import type { Shade, Sight, Weight } from '#core/relay-graph/map/map-picture.ts';
import type { Index } from '../bridge/index-client.ts';
import type { MessageList } from './message-list.svelte.ts';

/** Of more messages counting would keep a core busy for seconds, maybe for nothing. */
const MOST_PREPARED = 30_000;
/** Pixels above and below what is in sight that are made at once, and those that are left when more is asked for. */
const REACH = 16_000;
const NEARLY = 10_000;
/** So far it is moved before another part is asked for: an answer has its time to come. */
const STEP = 4_000;

export class MapState {
  weight = $state<Weight>('messages');
  shade = $state<Shade>('failures');
  open = $state.raw<Readonly<Record<string, number>>>({});
  range = $state.raw<TimeRange | undefined>();
  answer = $state.raw<MapAnswer | undefined>();
  /** Of a very long map only what is about this place is made. */
  around = $state.raw<Sight>({ from: 0, until: REACH });
  /** Filters before each click on the map, to go back to. */
  before = $state.raw<readonly { readonly filter: string; readonly range: TimeRange | undefined }[]>([]);
  readonly #index: Index;
  readonly #list: MessageList;
  #asked = 0;
  #answered = 0;
  #prepared = false;

  constructor(index: Index, list: MessageList) {
    this.#index = index;
    this.#list = list;
  }

  question(language: Language, width: number): MapQuestion {
    const { weight, shade, open, range, around } = this;
    const { filter, besides, sort } = this.#list;
    return {
      filter,
      besides,
      sort,
      language,
      width,
      weight,
      shade,
      open,
      sight: around,
      ...(range === undefined ? {} : { range }),
    };
  }

  /** Counts a log of some size before anybody asks, while nothing else is to be done, so that its map opens at once. */
  async prepare(language: Language): Promise<void> {
    const { total } = this.#list;
    if (this.#prepared || this.answer !== undefined || total === 0 || total > MOST_PREPARED) return;
    this.#prepared = true;
    await this.#ask(this.question(language, innerWidth));
  }

  /** The last answer stays until the newest comes, so that nothing flickers. */
  async show(question: MapQuestion): Promise<void> {
    const asked = ++this.#asked;
    const answer = await this.#ask(question);
    if (answer === undefined || asked !== this.#asked) return;
    this.#answered = asked;
    this.answer = answer;
  }

  /** The picture alone, as it leaves the window. */
  async drawn(question: MapQuestion): Promise<MapAnswer | undefined> {
    const { sight: _, ...whole } = question;
    return this.#ask({ ...whole, heading: true });
  }

  /** Asks for more of a very long map before its end comes in sight; not again before an answer has come. */
  look({ from, until }: Sight): void {
    const picture = this.answer?.picture;
    if (picture?.covers === undefined || this.#answered !== this.#asked) return;
    const { covers, height } = picture;
    const isNear =
      (covers.from > 0 && from < covers.from + NEARLY) ||
      (covers.until < height && until > covers.until - NEARLY);
    if (!isNear) return;
    const step = Math.floor(from / STEP) * STEP;
    const around = { from: Math.max(0, step - REACH), until: step + (until - from) + STEP + REACH };
    if (around.from !== this.around.from || around.until !== this.around.until) this.around = around;
  }

  async #ask(question: MapQuestion): Promise<MapAnswer | undefined> {
    try {
      return await this.#index.call('map', question);
    } catch (error) {
      if (error instanceof RequestFailed && error.problem.code === 'cancelled') return undefined;
      throw error;
    }
  }

  press(key: string, count: number): void {
    this.open = { ...this.open, [key]: count };
  }

  /** Messages that also go over that card or edge, in the stretch of time that is looked at. */
  async narrow(filter: string): Promise<void> {
    const { range } = this;
    this.before = [...this.before, { filter: this.#list.filter, range }];
    const both = narrowed(this.#list.filter, filter);
    this.range = undefined;
    await this.#list.setFilter(range === undefined ? both : narrowed(both, rangeFilter(range)));
  }

  async back(): Promise<void> {
    const last = this.before.at(-1);
    if (last === undefined) return;
    this.before = this.before.slice(0, -1);
    this.range = last.range;
    await this.#list.setFilter(last.filter);
  }

  clear(): void {
    this.#asked++;
    this.#prepared = false;
    this.answer = undefined;
    this.range = undefined;
    this.open = {};
    this.around = { from: 0, until: REACH };
    this.before = [];
  }
}
