/** Log text made fit to draw: cleaned, cut with an ellipsis, broken into lines. Widths come from the caller's `measure`. */

export type Measure = (text: string, px: number, bold?: boolean) => number;

/** Control characters (not allowed in XML), lone surrogates, and marks that would turn the direction of what follows. */
const UNDRAWABLE =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const LONGEST = 2000;

export function drawable(text: string): string {
  const plain = text.replace(UNDRAWABLE, '\ufffd');
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…` : plain;
}

export interface FittedText {
  readonly text: string;
  /** The whole text when `text` is cut. */
  readonly full?: string;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a reader sees as single characters. */
export function graphemes(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), (s) => s.segment);
}

export type Cut = 'end' | 'middle';

/** Cut at the end, or in the middle where both ends tell (host names, addresses). */
export function fit(
  text: string,
  width: number,
  measure: (text: string) => number,
  cut: Cut = 'end',
): FittedText {
  const clean = drawable(text);
  if (measure(clean) <= width) return { text: clean };
  const parts = graphemes(clean);
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const keep = Math.ceil((low + high) / 2);
    if (measure(keeping(parts, keep, cut)) <= width) low = keep;
    else high = keep - 1;
  }
  return { text: keeping(parts, low, cut), full: clean };
}

function keeping(parts: readonly string[], keep: number, cut: Cut): string {
  if (cut === 'end') return `${parts.slice(0, keep).join('').trimEnd()}…`;
  const head = Math.ceil(keep * 0.55);
  const tail = keep - head;
  return `${parts.slice(0, head).join('')}…${tail === 0 ? '' : parts.slice(-tail).join('')}`;
}

const CJK = '\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\uff01-\\uff60\\u3000-\\u303f';
/** Not at the start of a line in Japanese. */
const CLOSING = '、。，．・：；？！）］｝」』】〉》ー…々ぁぃぅぇぉっゃゅょァィゥェォッャュョ';
/** Not at the end of one. */
const OPENING = '（［｛「『【〈《';
/** A break may stand after: blanks, and around each East Asian character; long names also after their dots and at signs. */
const PIECES = new RegExp(
  `[ \\u2003]+|[${OPENING}]*(?:(?![${OPENING}])[${CJK}]|[^ \\u2003${CJK}]+?(?:[-@/,;:._=]+(?=[^ .\\d])|(?=[ \\u2003${CJK}])|$))[${CLOSING}]*|[${OPENING}]+`,
  'gu',
);

/** Lines of at most `width`; the last one is cut when there are more than `limit`. */
export function wrap(
  text: string,
  width: number,
  limit: number,
  measure: (text: string) => number,
  cut: Cut = 'end',
): readonly FittedText[] {
  const clean = drawable(text).trim();
  if (clean === '') return [];
  const pieces = clean.match(PIECES) ?? [clean];
  const lines: string[] = [];
  let line = '';
  for (const [i, piece] of pieces.entries()) {
    if (line === '' || measure((line + piece).trimEnd()) <= width) {
      line += line === '' ? piece.trimStart() : piece;
      continue;
    }
    if (lines.length === limit - 1)
      return ended(lines, line + pieces.slice(i).join(''), { whole: clean, width, measure, cut });
    lines.push(line.trimEnd());
    line = piece.trimStart();
  }
  return ended(lines, line, { whole: clean, width, measure, cut });
}

interface Room {
  readonly whole: string;
  readonly width: number;
  readonly measure: (text: string) => number;
  readonly cut: Cut;
}

function ended(lines: readonly string[], last: string, { whole, width, measure, cut }: Room): FittedText[] {
  const fitted = [...lines, last.trim()].filter((l) => l !== '').map((l) => fit(l, width, measure, cut));
  const shortened = fitted.some((f) => f.full !== undefined);
  return shortened ? fitted.map((f) => ({ text: f.text, full: whole })) : fitted;
}
