/**
 * Counts the map of the open log. What was counted stays until the log, the filter or the stretch of time changes, so that
 * opening a card, another width or another language only places it anew. A newer question ends an older one.
 */
import type { MapAnswer, MapQuestion } from '#core/contract/map-protocol.ts';
import { networksOf, type NetworkFacts } from '#core/networks/network-facts.ts';
import { layoutMap } from '#core/relay-graph/map/map-layout.ts';
import type { MapTally } from '#core/relay-graph/map/map-model.ts';
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

export class MapCount {
  #last: Counted | undefined;
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
      picture: layoutMap(tally, { ...question, network }),
      messages,
      deliveries,
      bytes,
      ...(time === undefined ? {} : { time }),
      partial: log.busy,
    };
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
