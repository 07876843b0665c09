import type { Shade, Weight } from '#core/relay-graph/map/map-picture.ts';
import { many, number } from './words.ts';

const n = number('en');

export const mapEn = {
  name: 'Map',
  openHint: 'All relays of the filtered messages as one network',
  label: 'Map of all relays',
  weight: 'Breadth',
  weights: { messages: 'messages', bytes: 'bytes' } satisfies Record<Weight, string> as Record<
    Weight,
    string
  >,
  shade: 'Colour',
  shades: { failures: 'failures', delay: 'delay' } satisfies Record<Shade, string> as Record<Shade, string>,
  counted: (messages: number, deliveries: number) =>
    `${many(messages, 'message', 'messages', n)}, ${many(deliveries, 'delivery', 'deliveries', n)}`,
  back: 'Back',
  backHint: 'The filter before the last click on the map',
  toList: 'Show in list',
  narrow: (what: string) => `${what}. Click to filter by it.`,
  time: 'Time',
  timeHint: 'Drag over the bars to look at a part of the time',
  from: 'Beginning of the part looked at',
  until: 'End of the part looked at',
  allTime: 'All of it',
  working: 'Counting…',
};
