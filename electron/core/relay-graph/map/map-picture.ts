/** What the map's layout hands to whoever draws: boxes, texts and paths in pixels, with nothing left to decide. */
import type { Language } from '#core/contract/channels.ts';
import type { NetworkFacts } from '#core/networks/network-facts.ts';
import type { Box, Point, RegionLayout, Text } from '../diagram-layout.ts';
import type { Network, NodeKind } from '../graph.ts';
import type { NoteLayer } from '../note-layer.ts';
import type { Measure } from '../text.ts';
import type { Flow, Way } from './map-model.ts';

export const WEIGHTS = ['messages', 'bytes'] as const;
export type Weight = (typeof WEIGHTS)[number];
export const SHADES = ['failures', 'delay'] as const;
export type Shade = (typeof SHADES)[number];

/** Heights of a picture. */
export interface Sight {
  readonly from: number;
  readonly until: number;
}

export interface MapOptions extends MapPart {
  readonly language: Language;
  /** Room for the picture; one that needs more is wider. */
  readonly width: number;
  /** What an edge's breadth says. */
  readonly weight: Weight;
  /** What an edge's colour says. */
  readonly shade: Shade;
  /** How many cards of what can be opened are shown, by the key of its button. */
  readonly open: Readonly<Record<string, number>>;
  /** Friendly names, and what stands between this server and the Internet. */
  readonly network?: NetworkFacts;
  readonly measure?: Measure;
  /** Write above the picture what it is and what its colours mean; for pictures that stand alone. */
  readonly heading?: boolean;
}

/** What of a very long map is made. */
export interface MapPart {
  /** Cards are made, with their edges, only between these heights, and where something is noted; all of them without it. */
  readonly sight?: Sight;
  /** Keys of the notes on hosts. */
  readonly notedHosts?: readonly string[];
}

/** Well, partly, badly: of failures or of delay. */
export type Level = 0 | 1 | 2;

export interface MapButton {
  readonly key: string;
  /** How many are shown once it is pressed; 0 closes. */
  readonly count: number;
  readonly box: Box;
  readonly text: Text;
  readonly words: string;
}

export interface MapNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly network: Network;
  readonly box: Box;
  readonly icon: Point;
  readonly texts: readonly Text[];
  readonly level: Level;
  readonly words: string;
  /** What finds its messages. */
  readonly filter?: string;
  readonly button?: MapButton;
  /** The hosts it stands for, by the name under which they are noted; the first few of a domain. */
  readonly hosts: readonly string[];
}

export interface MapEdge {
  readonly id: string;
  readonly node: string;
  readonly way: Way;
  readonly flow: Flow;
  readonly path: string;
  readonly head: string;
  readonly breadth: number;
  readonly level: Level;
  readonly words: string;
  readonly filter?: string;
  readonly noted?: MapEdgeNotes;
}

/** Of an edge that a noted message crossed. */
export interface MapEdgeNotes {
  /** Of what the reader wrote. */
  readonly keys: readonly string[];
  /** Where the edge meets its card, and on which side it is from there. */
  readonly at: Point;
  readonly forth: 1 | -1;
  /** Of its host, where it is one. */
  readonly name?: string;
}

export interface MapFrame {
  readonly id: string;
  readonly box: Box;
  readonly heading: Text;
  readonly button: MapButton;
}

export interface MapLegend {
  readonly level: Level;
  readonly from: Point;
  readonly text: Text;
}

export interface MapPicture {
  readonly language: Language;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly heading: readonly Text[];
  readonly legend: readonly MapLegend[];
  readonly regions: readonly RegionLayout[];
  /** The router between this server and the Internet: a line with its name above. */
  readonly router?: { readonly path: string; readonly text: Text };
  readonly frames: readonly MapFrame[];
  readonly servers: readonly MapNode[];
  /** From top to bottom on each side, so that whoever draws finds those in sight. */
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  /** Between which heights cards and their edges are there, where there are more. */
  readonly covers?: Sight;
  readonly notes: readonly Text[];
  /** What the reader wrote. */
  readonly noteLayer?: NoteLayer;
}
