/** The servers that wrote the log, in the middle of the map: the busiest ones, the others as one. */
import { formatCount } from '#core/explain/format.ts';
import type { Box } from '../diagram-layout.ts';
import { diagramLabels } from '../labels.ts';
import { TYPE } from '../metrics.ts';
import { drawable, type Measure } from '../text.ts';
import { textAt } from '../time-picture.ts';
import type { MapServer, MapTally } from './map-model.ts';
import type { MapNode, MapOptions } from './map-picture.ts';
import { mapWords } from './map-words.ts';

const MOST = 6;
const HEIGHT = 84;

export interface ServerCard {
  /** What its texts need. */
  readonly height: number;
  readonly at: (box: Box) => MapNode;
}

/** None without messages: then nothing wrote the log. */
export function serverCards(tally: MapTally, options: MapOptions, measure: Measure): readonly ServerCard[] {
  return shown(tally.servers, options).map((server, i) => ({
    height: HEIGHT,
    at: (box) => card(server, i, box, options, measure),
  }));
}

function shown(servers: readonly MapServer[], { language }: MapOptions): readonly MapServer[] {
  if (servers.length <= MOST) return servers;
  const rest = servers.slice(MOST - 1);
  const messages = rest.reduce((sum, server) => sum + server.messages, 0);
  const name = mapWords(language).otherServers(formatCount(rest.length, language));
  return [...servers.slice(0, MOST - 1), { name, messages }];
}

function card(server: MapServer, i: number, box: Box, { language }: MapOptions, measure: Measure): MapNode {
  const words = mapWords(language);
  const kind = diagramLabels(language).kinds.mta;
  const count = words.messages(formatCount(server.messages, language));
  const middle = box.y + box.height / 2;
  const x = box.x + box.width / 2;
  const width = box.width - 36;
  const small = { size: TYPE.small, tone: 'muted', anchor: 'middle' } as const;
  const title = { size: TYPE.title, tone: 'text', anchor: 'middle', bold: true, cut: 'middle' } as const;
  const name = drawable(server.name);
  return {
    id: `server:${i}`,
    kind: 'mta',
    network: 'server',
    box,
    icon: { x: x - 9, y: middle - 36 },
    texts: [
      textAt(kind, { x, y: middle - 4, width }, small, measure),
      textAt(name, { x, y: middle + 14, width }, title, measure),
      textAt(count, { x, y: middle + 31, width }, { ...small, size: TYPE.body }, measure),
    ],
    level: 0,
    hosts: [server.name],
    words: [kind, name, count].join(words.join),
  };
}
