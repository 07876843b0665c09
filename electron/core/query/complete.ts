/** What may be written where the caret stands: names of fields, or values of one (overview/seen-values.ts has those). */
import { printValue } from './ast.ts';
import { FIELD_NAMES, fieldOf } from './fields.ts';
import { RAW_KEYS } from './raw-fields.ts';

export interface Place {
  /** The part of the text that a choice takes the place of. */
  readonly from: number;
  readonly end: number;
  /** Undefined where a name is being written. */
  readonly field?: string;
  /** What is there already, in lower case. */
  readonly begun: string;
}

const TERM = /^-?([a-z][a-z0-9_.-]*)(?:!=|[:=])(?:.*,)?"?/i;

export function placeAt(text: string, caret: number): Place {
  const start = wordStart(text, caret);
  const word = text.slice(start, caret);
  const rest = /^[^\s()]*/.exec(text.slice(caret))?.[0].length ?? 0;
  const match = TERM.exec(word);
  const field = match?.[1]?.toLowerCase() ?? '';
  if (match !== null && fieldOf(field) !== undefined) {
    const head = match[0].replace(/"$/, '').length;
    const begun = word.slice(match[0].length).toLowerCase();
    return { from: start + head, end: caret + rest, field, begun };
  }
  const minus = word.startsWith('-') ? 1 : 0;
  return { from: start + minus, end: caret + rest, begun: word.slice(minus).toLowerCase() };
}

/** Blanks within quotes do not part words. */
function wordStart(text: string, caret: number): number {
  let start = 0;
  let open = false;
  for (let at = 0; at < caret; at++) {
    const c = text.charAt(at);
    if (c === '"') open = !open;
    else if (!open && /[\s(]/.test(c)) start = at + 1;
  }
  return start;
}

export function namesFor(begun: string): readonly string[] {
  return [...FIELD_NAMES, ...RAW_KEYS].filter((name) => name.startsWith(begun));
}

/** Names that may have been meant: at most two letters are wrong, missing, too many or in the wrong order. */
export function namesNear(name: string): readonly string[] {
  const typed = name.toLowerCase();
  return FIELD_NAMES.map((field) => ({ field, wrong: distance(typed, field) }))
    .filter(({ field, wrong }) => wrong <= (field.length < 4 ? 1 : 2))
    .sort((a, b) => a.wrong - b.wrong)
    .map(({ field }) => field)
    .slice(0, 3);
}

/** Damerau and Levenshtein's, of two neighbours that changed places at most. */
function distance(a: string, b: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a.charAt(i - 1) === b.charAt(j - 1);
      const swapped = a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1);
      const ways = [(next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1)];
      next.push(Math.min(...ways, swapped && i > 1 ? (before[j - 2] ?? 0) + 1 : Infinity));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}

/**
 * The filter with `value` in that place, and where the caret stands then. The first value behind `:` is one that the log
 * has as a whole, so it is asked for with `=`; a reply is a piece of many.
 */
export function writtenWith(
  text: string,
  { from, end, field = '' }: Place,
  value: string,
): { readonly filter: string; readonly caret: number } {
  const about = fieldOf(field);
  const isReply = field === 'stat' || field === 'reject';
  const isWhole =
    about?.type === 'text' ? about.how !== 'is' && !isReply : about !== undefined && about.type !== 'number';
  const colon = isWhole && text.charAt(from - 1) === ':';
  const head = `${text.slice(0, colon ? from - 1 : from)}${colon ? '=' : ''}${writtenValue(value)}`;
  return { filter: `${head}${text.slice(end)}`, caret: head.length };
}

/** As it is written into a filter. */
export function writtenValue(text: string): string {
  const plain = text === '<>' || /^[a-z0-9](?:[a-z0-9._@:-]*[a-z0-9])?$/i.test(text);
  return plain ? text : printValue({ text, quoted: true });
}
