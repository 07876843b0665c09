/** Real text metrics on the page: a canvas with the font of the picture. Without one (tests) the table is used. */
import { textWidth } from '#core/relay-graph/text-width.ts';
import type { Language } from '#core/contract/channels.ts';
import type { Measure } from '#core/relay-graph/text.ts';
import { FONTS } from './palette.ts';

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

const fonts = new Map<Language, string>();

/** The page's font in a language; asked of the style sheet once each, for the question costs a layout. */
export function fontOf(language: Language): string {
  const known = fonts.get(language);
  if (known !== undefined) return known;
  const declared = getComputedStyle(document.documentElement).getPropertyValue('--rs-font').trim();
  const font = declared === '' ? FONTS : declared;
  if (document.documentElement.lang === language) fonts.set(language, font);
  return font;
}

/** The first text that is measured costs a tenth of a second, in which the font is found: better before it is needed. */
export function warmFonts(language: Language): void {
  const measure = pageMeasure(fontOf(language));
  for (const bold of [false, true]) measure('From 配送 192.168.0.1', 12, bold);
}
