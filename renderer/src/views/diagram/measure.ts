/** Real text metrics on the page: a canvas with the font of the picture. Without one (tests) the table is used. */
import { textWidth } from '#core/relay-graph/text-width.ts';
import type { Language } from '#core/contract/channels.ts';
import { TYPE } from '#core/relay-graph/metrics.ts';
import type { Measure } from '#core/relay-graph/text.ts';
import { ownTask } from '#renderer/state/own-task.ts';
import { FONTS } from './palette.ts';

/** Letters of the fonts that a picture may need one after the other: Latin, signs, Japanese. */
const SAMPLES = ['From 192.168.0.1', '→ ← ✓ … · “”', '配送かな'];
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

const found = new Map<Language, Promise<void>>();

/**
 * The first text of each size costs up to some hundredths of a second, in which the font of each of its letters is found:
 * better before it is needed, and each in a task of its own.
 */
export function fontsFound(language: Language): Promise<void> {
  const known = found.get(language) ?? findFonts(language);
  found.set(language, known);
  return known;
}

async function findFonts(language: Language): Promise<void> {
  const context = canvasContext();
  if (context === undefined) return;
  const family = fontOf(language);
  for (const size of new Set(Object.values(TYPE)))
    for (const weight of [400, 600])
      for (const text of SAMPLES) {
        measured(context, `${weight} ${size}px ${family}`, text);
        await ownTask();
      }
}
