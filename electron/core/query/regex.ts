/**
 * `/regular expressions/`, without regard to case, by an engine that needs time in proportion to the text (RE2's way):
 * no pattern can make it hang. What that engine cannot do (look-around, back references) is refused with its place.
 */
import { RE2JS, RE2JSException } from 're2js';
import { err, ok, type Result } from '#core/base/result.ts';

export interface Regex {
  /** Somewhere in the text. */
  readonly found: (text: string) => boolean;
  /** The whole of it. */
  readonly whole: (text: string) => boolean;
  /** Where it stands in the text, one after the other. */
  readonly places: (text: string) => Iterable<{ readonly at: number; readonly end: number }>;
  /** In lower case: no text without it can match. Empty when nothing is certain. */
  readonly literal: string;
}

/** Far more than anyone writes; a pattern becomes a machine of a size in proportion to it. */
const LONGEST = 1000;

/** The error is the place within the pattern. */
export function readRegex(pattern: string): Result<Regex, number> {
  if (pattern.length > LONGEST) return err(LONGEST);
  try {
    const compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
    return ok({
      found: (text) => compiled.test(text),
      whole: (text) => compiled.testExact(text),
      places: (text) => placesOf(compiled, text),
      literal: literalOf(pattern),
    });
  } catch (error) {
    if (error instanceof RE2JSException) return err(placeOf(error, pattern));
    throw error;
  }
}

function* placesOf(compiled: RE2JS, text: string): Generator<{ at: number; end: number }> {
  const matcher = compiled.matcher(text);
  while (matcher.find()) yield { at: matcher.start(), end: matcher.end() };
}

/** The engine names the piece that it does not take. */
function placeOf(error: object, pattern: string): number {
  const piece = 'input' in error && typeof error.input === 'string' ? error.input : '';
  return piece === '' ? 0 : Math.max(0, pattern.lastIndexOf(piece));
}

/**
 * The longest run of plain characters outside brackets and classes. Nothing where alternatives or flags could make it
 * dispensable: this only saves work, so it may give up early but never promise too much.
 */
export function literalOf(pattern: string): string {
  let longest = '';
  let run = '';
  let depth = 0;
  for (let at = 0; at < pattern.length; at++) {
    const c = pattern.charAt(at);
    const plain = depth === 0 && /[a-z0-9 @<>=:;,_"'/!#%&~-]/i.test(c);
    const escaped = c === '\\' && /[^a-z0-9]/i.test(pattern.charAt(at + 1));
    if (c === '|' && depth === 0) return '';
    if (depth === 0 && (plain || escaped)) {
      run += escaped ? pattern.charAt(++at) : c;
      continue;
    }
    if (c === '?' || c === '*' || c === '{') run = run.slice(0, -1);
    if (run.length > longest.length) longest = run;
    run = '';
    if (c === '\\') {
      if (/[pPQEx0-7]/.test(pattern.charAt(at + 1))) return '';
      at++;
    } else if (c === '[') {
      at = classEnd(pattern, at);
    } else if (c === '{') {
      at = Math.max(at, pattern.indexOf('}', at));
    } else if (c === '(') {
      if (depth === 0 && pattern.charAt(at + 1) === '?' && !/^\(\?(?:[:P<])/.test(pattern.slice(at)))
        return '';
      depth++;
    } else if (c === ')') depth--;
  }
  return (run.length > longest.length ? run : longest).toLowerCase();
}

/** A `]` right after the beginning (or `[^`) belongs to the class, as do `[:names:]`. */
function classEnd(pattern: string, start: number): number {
  let at = start + 1;
  if (pattern.charAt(at) === '^') at++;
  if (pattern.charAt(at) === ']') at++;
  while (at < pattern.length && pattern.charAt(at) !== ']') {
    if (pattern.startsWith('[:', at)) at = Math.max(at, pattern.indexOf(':]', at) + 1);
    else if (pattern.charAt(at) === '\\') at++;
    at++;
  }
  return at;
}
