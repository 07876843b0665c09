/** The map of all relays, between the page and the index worker: counted and placed there, drawn here. */
import type { TimeBars, TimeRange } from '#core/relay-graph/map/map-model.ts';
import type { MapOptions, MapPicture } from '#core/relay-graph/map/map-picture.ts';
import type { Sort } from './index-protocol.ts';

/** What the page chooses; what the reader said about the network the worker knows. */
export interface MapQuestion extends Omit<MapOptions, 'measure' | 'network'> {
  readonly filter: string;
  /** The list's own condition beside the reader's. */
  readonly besides: string;
  /** That of the list: then both ask the same question, which is worked out once. */
  readonly sort: Sort;
  /** Messages of this stretch of time only. */
  readonly range?: TimeRange;
}

export interface MapAnswer {
  readonly picture: MapPicture;
  readonly messages: number;
  readonly deliveries: number;
  readonly bytes: number;
  /** All messages of the filter by time, whatever stretch is looked at. */
  readonly time?: TimeBars;
  readonly partial: boolean;
}

export interface MapIndexCalls {
  /** Undefined while no log is open or the filter cannot be read. */
  map: { args: [question: MapQuestion]; answer: MapAnswer | undefined };
}
