/** Real text metrics on the page: a canvas with the font of the picture. Without one (tests) the table is used. */
import { textWidth } from '#core/relay-graph/text-width.ts';
import type { Measure } from '#core/relay-graph/text.ts';

/** Widths of the same words are asked for again and again, at every density. */
const MOST = 5000;

export function pageMeasure(fontFamily: string, context = canvasContext()): Measure {
  if (context === undefined) return textWidth;
  const known = new Map<string, number>();
  return (text, px, bold = false) => {
    const font = `${bold ? '600' : '400'} ${px}px ${fontFamily}`;
    const key = `${font}|${text}`;
    const width = known.get(key) ?? measured(context, font, text);
    if (known.size > MOST) known.clear();
    known.set(key, width);
    return width;
  };
}

function measured(context: CanvasRenderingContext2D, font: string, text: string): number {
  if (context.font !== font) context.font = font;
  return context.measureText(text).width;
}

function canvasContext(): CanvasRenderingContext2D | undefined {
  // jsdom has the method, but nothing behind it.
  if (typeof CanvasRenderingContext2D === 'undefined') return undefined;
  return document.createElement('canvas').getContext('2d') ?? undefined;
}
