/** What layout.ts hands to whoever draws: boxes, texts and paths in pixels, with nothing left to decide. */
import type { RecordIndex } from '#core/base/units.ts';
import type { Language } from '#core/contract/channels.ts';
import type { Status } from '#core/correlate/message.ts';
import type { NoteLayer } from './note-layer.ts';
import type { Evidence, GraphEdge, Network, NodeKind, NodeRole } from './graph.ts';

/** A network, or the modem or router before the Internet. */
export type RegionKind = Network | 'router';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `warning` for what may be forged; `status` takes the colour of `Text.status`. */
export type Tone = 'text' | 'muted' | 'warning' | 'status';

export interface Text {
  /** Left edge, or the middle with `anchor: 'middle'`. */
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly text: string;
  /** The whole text where `text` is cut. */
  readonly full?: string;
  readonly size: number;
  readonly bold?: boolean;
  readonly tone: Tone;
  readonly anchor: 'start' | 'middle';
  readonly width: number;
  readonly status?: Status;
  /** A small sign drawn to the left of the text; its box is 14 by 14. */
  readonly sign?: Point;
}

/** The button of a card that stands for another message: it unfolds that message's way in this picture. */
export interface Fold {
  readonly message: string;
  readonly open: boolean;
  readonly box: Box;
  readonly text: Text;
  readonly words: string;
}

export interface NodeLayout {
  readonly id: string;
  readonly role: NodeRole;
  readonly kind: NodeKind;
  readonly network: Network;
  readonly box: Box;
  /** Top left of the 18 by 18 icon. */
  readonly icon: Point;
  readonly texts: readonly Text[];
  /** Heights of the thin lines between the parts of the card. */
  readonly rules: readonly number[];
  readonly words: string;
  readonly fold?: Fold;
}

/** Colour and dash of an arrow; `caused` is that of notices and copies, which have no outcome of their own. */
export type Ink = Status | 'caused';

export interface EdgeLayout {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly step: GraphEdge['step'];
  readonly status: Status;
  readonly ink: Ink;
  readonly evidence: Evidence;
  readonly path: string;
  readonly start: Point;
  /** Tip of the arrow; it points to the right. */
  readonly tip: Point;
  readonly pill: Box;
  readonly pillText: Text;
  readonly pillIcon: Point;
  readonly texts: readonly Text[];
  /** Around the pill and its texts. */
  readonly box: Box;
  /** The hop in words, for who cannot see the picture. */
  readonly words: string;
  readonly recordIndexes: readonly RecordIndex[];
}

export interface RegionLayout {
  readonly id: string;
  readonly network: RegionKind;
  readonly box: Box;
  readonly heading: Text;
  readonly icon: Point;
}

export interface GroupLayout {
  readonly id: string;
  readonly box: Box;
  readonly heading: Text;
}

/** A bounce or notice on its way back to whoever it was sent to: a line below all others. */
export interface ReturnLayout {
  readonly id: string;
  readonly path: string;
  readonly tip: Point;
  readonly text: Text;
  readonly words: string;
}

/** Above the way of another message: a line from its card to the words that name it. */
export interface UnfoldedLayout {
  readonly id: string;
  readonly message: string;
  /** Around the words and the whole way. */
  readonly box: Box;
  readonly path: string;
  readonly tip: Point;
  readonly heading: Text;
}

/** What the mark at the beginning of an arrow says. */
export interface EvidenceLegend {
  readonly evidence: Evidence;
  readonly mark: Point;
  readonly text: Text;
}

export interface DiagramLayout {
  readonly language: Language;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly heading: readonly Text[];
  readonly regions: readonly RegionLayout[];
  readonly groups: readonly GroupLayout[];
  readonly nodes: readonly NodeLayout[];
  readonly edges: readonly EdgeLayout[];
  readonly returns: readonly ReturnLayout[];
  readonly unfolded: readonly UnfoldedLayout[];
  readonly legend: readonly EvidenceLegend[];
  readonly notes: readonly Text[];
  /** What the reader wrote. */
  readonly noteLayer?: NoteLayer;
}
