/**
 * Counts the map of the open log. What was counted stays until the log, the filter or the stretch of time changes, so that
 * opening a card, another width or another language only places it anew; of a very long map where everything stands
 * stays too, and only the part that is looked at is made. A newer question ends an older one.
 */
import type { MapAnswer, MapQuestion } from '#core/contract/map-protocol.ts';
import { networksOf, type NetworkFacts } from '#core/networks/network-facts.ts';
import { placeMap, type PlacedMap } from '#core/relay-graph/map/map-layout.ts';
import type { MapTally } from '#core/relay-graph/map/map-model.ts';
import type { MapPicture } from '#core/relay-graph/map/map-picture.ts';
import { Tally } from '#core/relay-graph/map/tally.ts';
import { pause } from './giving-way.ts';
import type { OpenLog } from './open-log.ts';

/** Messages made at once: few, so that none outlives its counting by much. */
const HANDFUL = 200;
/** Work between two pauses, milliseconds: a pause takes some 4 of its own. */
const STRETCH = 40;

interface Counted {
  readonly log: OpenLog;
  readonly revision: number;
  readonly key: string;
  readonly tally: MapTally;
}

interface Placed {
  /** Another one whenever messages or networks change. */
  readonly tally: MapTally;
  readonly key: string;
  readonly draw: PlacedMap;
}

export class MapCount {
  #last: Counted | undefined;
  /** Of a very long map, whose next part is asked for soon. */
  #placed: Placed | undefined;
  #running = new AbortController();

  /** Rejects with a problem 'cancelled' when a newer question came. */
  async ask(
    question: MapQuestion,
    log: OpenLog | undefined,
    network: NetworkFacts,
  ): Promise<MapAnswer | undefined> {
    this.#running.abort();
    this.#running = new AbortController();
    if (log === undefined) return undefined;
    const tally = await this.#tally(question, log, network, this.#running.signal);
    if (tally === undefined) return undefined;
    const { messages, deliveries, bytes, time } = tally;
    return {
      picture: this.#picture(question, tally, network),
      messages,
      deliveries,
      bytes,
      ...(time === undefined ? {} : { time }),
      partial: log.busy,
    };
  }

  #picture(question: MapQuestion, tally: MapTally, network: NetworkFacts): MapPicture {
    const key = JSON.stringify({ ...question, sight: undefined, notedHosts: undefined });
    const last = this.#placed;
    const isKnown = last?.tally === tally && last.key === key;
    const draw = isKnown ? last.draw : placeMap(tally, { ...question, network });
    const picture = draw(question);
    this.#placed = picture.covers === undefined ? undefined : { tally, key, draw };
    return picture;
  }

  async #tally(
    { filter, besides, sort, range }: MapQuestion,
    log: OpenLog,
    network: NetworkFacts,
    signal: AbortSignal,
  ): Promise<MapTally | undefined> {
    const { revision } = log.index;
    const key = JSON.stringify([filter, besides, range]);
    const last = this.#last;
    if (last?.log === log && last.revision === revision && last.key === key) return last.tally;
    const { numbers, error } = await log.index.query.findAll(filter, sort, besides);
    if (error !== undefined) return undefined;
    const { index } = log;
    await index.settleNotes();
    const tally = new Tally(networksOf(network), range);
    let began = performance.now();
    for (let at = 0; at < numbers.length; at += HANDFUL) {
      if (performance.now() - began > STRETCH) {
        await pause(signal);
        began = performance.now();
      }
      const { count } = index.columns;
      const handful = numbers.subarray(at, at + HANDFUL).filter((number) => number < count);
      for (const message of index.messagesAt(handful)) tally.add(message);
    }
    this.#last = { log, revision, key, tally: tally.result() };
    return this.#last.tally;
  }
}
