/**
 * Notes over a picture: a small numbered tag at each host and arrow that has any, and below the picture what they say.
 * The picture itself stays as it is, only higher, so that nothing moves when a note is written.
 */
import type { Label } from '#core/annotations/annotation.ts';
import { noteText, noteWords } from '#core/annotations/note-words.ts';
import type { PictureNote, PictureNotes } from '#core/annotations/picture-notes.ts';
import type { Language } from '#core/contract/channels.ts';
import type { Box, DiagramLayout, Text } from './diagram-layout.ts';
import { REGION, TYPE } from './metrics.ts';
import { drawable, wrap, type FittedText, type Measure } from './text.ts';
import { textWidth } from './text-width.ts';
import type { Mark, TimePicture } from './time-picture.ts';

/** A tag with the numbers of its notes, in the colour of the first label. */
export interface NoteTag {
  readonly id: string;
  readonly box: Box;
  readonly text: Text;
  readonly label?: Label;
  /** What the notes say, for the tooltip. */
  readonly words: string;
}

export interface NoteLayer {
  readonly tags: readonly NoteTag[];
  readonly texts: readonly Text[];
}

export interface NoteLayerOptions {
  readonly language: Language;
  readonly measure?: Measure;
}

const TAG = { height: 16, padding: 5, gap: 10, line: 17, indent: 30, lines: 8 } as const;
/** Of one note in a picture; the whole of it stands in the window. */
const MOST_LINES = 40;

/** Tags stand on the upper edge of a card and right of an arrow's pill, where no text is. */
export function diagramWithNotes(
  layout: DiagramLayout,
  notes: PictureNotes,
  options: NoteLayerOptions,
): DiagramLayout {
  if (notes.all.length === 0) return layout;
  const layer = new LayerBuilder(layout.width, options);
  for (const { id, box } of layout.nodes) {
    layer.tagEndingAt(id, notes.nodes.get(id) ?? [], box.x + box.width - 6, box.y - TAG.height / 2 + 2);
  }
  for (const { id, pill } of layout.edges) {
    layer.tag(
      id,
      notes.edges.get(id) ?? [],
      pill.x + pill.width + 4,
      pill.y + (pill.height - TAG.height) / 2,
    );
  }
  return { ...layout, ...layer.below(layout.height, notes.all) };
}

/** In the ladder on the line of a host and below an arrow, in the waterfall left of what was answered; the arrows of the diagram are found by their lines. */
export function timePictureWithNotes(
  picture: TimePicture,
  notes: PictureNotes,
  edges: DiagramEdges,
  options: NoteLayerOptions,
): TimePicture {
  if (notes.all.length === 0) return picture;
  const layer = new LayerBuilder(picture.width, options);
  for (const head of picture.heads ?? []) {
    layer.tagMiddle(head.id, notes.nodes.get(head.id) ?? [], head.x, head.y);
  }
  for (const mark of picture.marks) {
    const found = marked(mark, notes, edges);
    const { x, y, width, height } = mark.box;
    if (!mark.filled) layer.tagMiddle(mark.id, found, x + width / 2, y + height - 5);
    else if (mark.texts.length > 0) layer.tagEndingAt(mark.id, found, x - 2, y + (height - TAG.height) / 2);
  }
  return { ...picture, ...layer.below(picture.height, notes.all) };
}

export type DiagramEdges = readonly { readonly id: string; readonly recordIndexes: readonly number[] }[];

function marked(
  { id, recordIndexes }: Mark,
  notes: PictureNotes,
  edges: DiagramEdges,
): readonly PictureNote[] {
  const own = edges.filter(
    (edge) =>
      id.startsWith(`${edge.id}@`) || edge.recordIndexes.some((index) => recordIndexes.includes(index)),
  );
  const ofEdges = own.flatMap((edge) =>
    (notes.edges.get(edge.id) ?? []).filter(({ annotation }) => annotation.subject === 'hop'),
  );
  return [...new Set([...ofEdges, ...recordIndexes.flatMap((index) => notes.records.get(index) ?? [])])];
}

/** Collects the tags of a picture and, once all are there, what they say. */
export class LayerBuilder {
  readonly #width: number;
  readonly #language: Language;
  readonly #measure: Measure;
  readonly #tags: NoteTag[] = [];
  readonly #texts: Text[] = [];

  constructor(width: number, { language, measure = textWidth }: NoteLayerOptions) {
    this.#width = width;
    this.#language = language;
    this.#measure = measure;
  }

  tag(id: string, notes: readonly PictureNote[], x: number, y: number): void {
    if (notes.length === 0) return;
    const numbers = notes.map(({ number }) => String(number)).join(',');
    const width = this.#tagWidth(numbers);
    const label = notes.find(({ annotation }) => annotation.label !== undefined)?.annotation.label;
    this.#tags.push({
      id,
      box: { x, y, width, height: TAG.height },
      text: this.#line(numbers, x + width / 2, y + 12, { bold: true, anchor: 'middle' }),
      words: notes.map((note) => drawable(this.#said(note).replace(/\n+/g, ' '))).join(' · '),
      ...(label === undefined ? {} : { label }),
    });
  }

  tagEndingAt(id: string, notes: readonly PictureNote[], right: number, y: number): void {
    this.tag(id, notes, right - this.#tagWidth(notes.map(({ number }) => String(number)).join(',')), y);
  }

  tagMiddle(id: string, notes: readonly PictureNote[], middle: number, y: number): void {
    const width = this.#tagWidth(notes.map(({ number }) => String(number)).join(','));
    this.tag(id, notes, middle - width / 2, y);
  }

  /** The notes in full under the picture, which grows by them. */
  below(
    top: number,
    notes: readonly PictureNote[],
  ): { readonly height: number; readonly noteLayer: NoteLayer } {
    let y = top;
    const room = this.#width - 2 * REGION.margin - TAG.indent;
    for (const note of notes) {
      this.tag(`note-${String(note.number)}`, [note], REGION.margin + 4, y);
      for (const piece of this.#wrapped(note, room)) {
        const text = this.#line(piece.text, REGION.margin + TAG.indent, y + 12, { size: TYPE.body });
        this.#texts.push({ ...text, ...(piece.full === undefined ? {} : { full: piece.full }) });
        y += TAG.line;
      }
      y += TAG.gap - 4;
    }
    return { height: Math.ceil(y + TAG.gap), noteLayer: { tags: this.#tags, texts: this.#texts } };
  }

  /** A note may have paragraphs of its own. */
  #wrapped(note: PictureNote, room: number): readonly FittedText[] {
    const paragraphs = this.#said(note).split(/\n+/);
    return paragraphs
      .flatMap((text) => wrap(text, room, TAG.lines, (part) => this.#measure(part, TYPE.body)))
      .slice(0, MOST_LINES);
  }

  /** `Host mail1.example: their backup (label red)`. */
  #said({ annotation, at }: PictureNote): string {
    const words = noteWords(this.#language);
    const subject = words.subjects[annotation.subject];
    return `${at === '' ? subject : `${subject} ${at}`}${words.join}${noteText(annotation, this.#language)}`;
  }

  #tagWidth(numbers: string): number {
    return Math.max(TAG.height, Math.ceil(this.#measure(numbers, TYPE.small, true)) + 2 * TAG.padding);
  }

  #line(
    text: string,
    x: number,
    y: number,
    {
      size = TYPE.small,
      bold = false,
      anchor = 'start',
    }: { readonly size?: number; readonly bold?: boolean; readonly anchor?: Text['anchor'] },
  ): Text {
    return { x, y, text, size, bold, anchor, tone: 'text', width: this.#measure(text, size, bold) };
  }
}
