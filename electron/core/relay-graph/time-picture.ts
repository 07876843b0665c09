/** What the ladder and the waterfall hand to whoever draws: boxes, texts and paths in pixels, as diagram-layout.ts. */
import type { RecordIndex } from '#core/base/units.ts';
import type { Language } from '#core/contract/channels.ts';
import type { Box, Ink, Point, Text, Tone } from './diagram-layout.ts';
import type { NoteLayer } from './note-layer.ts';
import { fit, type Cut, type Measure } from './text.ts';
import { textWidth } from './text-width.ts';

/** Something that happened: an arrow of the ladder, a bar of the waterfall. */
export interface Mark {
  readonly id: string;
  readonly ink: Ink;
  readonly path: string;
  /** A shape that is painted; otherwise a line that is drawn. */
  readonly filled: boolean;
  /** Where an arrow ends, and whether it points to the right (1) or to the left (-1). */
  readonly tip?: Point & { readonly forth: 1 | -1 };
  readonly texts: readonly Text[];
  /** Where a click reaches it. */
  readonly box: Box;
  readonly words: string;
  readonly recordIndexes: readonly RecordIndex[];
}

export interface Rule {
  readonly path: string;
  /** Where time was left out, or only waiting went on. */
  readonly dashed: boolean;
}

export interface TimePicture {
  readonly language: Language;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly rules: readonly Rule[];
  readonly texts: readonly Text[];
  readonly marks: readonly Mark[];
  /** Where the lines of hosts begin, by the node of the graph. */
  readonly heads?: readonly {
    readonly id: string;
    readonly x: number;
    readonly y: number;
  }[];
  /** What the reader wrote. */
  readonly noteLayer?: NoteLayer;
}

export interface TimePictureOptions {
  readonly language: Language;
  /** Width of the room in pixels; a picture that needs more is wider. */
  readonly width: number;
  /** Width of a text in pixels; without it a table of widths that is the same everywhere. */
  readonly measure?: Measure;
}

export interface TextStyle {
  readonly size: number;
  readonly tone: Tone;
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle';
  readonly cut?: Cut;
}

/** One line at a place, cut to the room it has. */
export function textAt(
  text: string,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
  { size, tone, bold = false, anchor = 'start', cut = 'end' }: TextStyle,
  measure: Measure = textWidth,
): Text {
  const wide = (t: string): number => measure(t, size, bold);
  const fitted = fit(text, width, wide, cut);
  return { x, y, ...fitted, size, tone, bold, anchor, width: wide(fitted.text) };
}

export function textBox({ x, y, width, size, anchor }: Text): Box {
  return { x: anchor === 'middle' ? x - width / 2 : x, y: y - size, width, height: size * 1.2 };
}

export function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
