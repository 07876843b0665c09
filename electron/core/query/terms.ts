/**
 * Terms put into the text of a filter by a click, and taken out again, so that the search box always says what holds.
 * Only terms that stand by themselves are looked at: one of an OR does not hold alone.
 */
import { readSpan, type Span } from './numbers.ts';

export function hasTerm(filter: string, term: string): boolean {
  const all = pieces(filter);
  return !isEither(all) && all.includes(term);
}

export function withTerm(filter: string, term: string): string {
  const all = pieces(filter);
  if (all.length === 0) return term;
  /* The blank keeps the bracket out of the last word. */
  return isEither(all) ? `(${filter.trim()} ) ${term}` : `${filter.trim()} ${term}`;
}

export function withoutTerm(filter: string, term: string): string {
  return without(filter, (text) => text === term);
}

export function toggled(filter: string, term: string): string {
  return hasTerm(filter, term) ? withoutTerm(filter, term) : withTerm(filter, term);
}

/** Half-open, on the log's own clock; undefined takes the time out of the filter. */
export function withTime(filter: string, span: Span | undefined): string {
  const rest = without(filter, isTime);
  return span === undefined ? rest : withTerm(rest, timeTerm(span));
}

/** The one span of time that the filter asks for, or undefined. */
export function timeIn(filter: string): Span | undefined {
  const all = pieces(filter);
  if (isEither(all)) return undefined;
  const [only, ...more] = all.filter(isTime);
  return only === undefined || more.length > 0 ? undefined : readSpan(only.slice(5).toLowerCase(), 'time');
}

/** `time:2006-10-21..2006-10-22`: the end is the last day, minute or second that counts. */
export function timeTerm({ from, until }: Span): string {
  const unit = [86_400_000, 60_000, 1000].find((ms) => from % ms === 0 && until % ms === 0) ?? 1000;
  const digits = unit === 86_400_000 ? 10 : unit === 60_000 ? 16 : 19;
  const text = (time: number): string => new Date(time).toISOString().slice(0, digits);
  const [first, last] = [text(from), text(until - unit)];
  return first === last ? `time:${first}` : `time:${first}..${last}`;
}

function isTime(text: string): boolean {
  return /^time:/i.test(text);
}

function isEither(all: readonly string[]): boolean {
  return all.includes('OR');
}

/** An AND beside what is taken out goes with it. */
function without(filter: string, unwanted: (text: string) => boolean): string {
  const all = pieces(filter);
  if (isEither(all)) return filter;
  const kept: string[] = [];
  let gone = false;
  for (const text of all) {
    if (unwanted(text)) {
      if (kept.at(-1) === 'AND') kept.pop();
      gone = true;
    } else if (text !== 'AND' || (kept.length > 0 && !(gone && kept.at(-1) === 'AND'))) kept.push(text);
  }
  return gone ? kept.join(' ') : filter;
}

/** Parts between blanks that are in no quotes, brackets or regular expression. */
function pieces(filter: string): readonly string[] {
  const all: string[] = [];
  let depth = 0;
  let from = -1;
  for (let at = 0; at < filter.length;) {
    const c = filter.charAt(at);
    if (/\s/.test(c)) {
      if (from >= 0 && depth === 0) {
        all.push(filter.slice(from, at));
        from = -1;
      }
      at++;
      continue;
    }
    if (from < 0) from = at;
    if (c === '(') depth++;
    if (c === ')') depth = Math.max(0, depth - 1);
    at = c === '(' || c === ')' || c === '-' ? at + 1 : endOfWord(filter, at);
  }
  if (from >= 0) all.push(filter.slice(from));
  return all;
}

/** Brackets that begin within a word belong to it. */
function endOfWord(filter: string, start: number): number {
  let brackets = 0;
  let at = start;
  for (; at < filter.length; at++) {
    const c = filter.charAt(at);
    if (/\s/.test(c)) return at;
    if (c === '(') brackets++;
    else if (c === ')' && --brackets < 0) return at;
    else if (c === '\\' && filter.charAt(at + 1) === '"') at++;
    else if (c === '"' || (c === '/' && (at === start || /[:=]/.test(filter.charAt(at - 1)))))
      at = closing(filter, at);
  }
  return at;
}

/** Where the quote or slash at `at` ends; `at` itself when it does not. */
function closing(filter: string, at: number): number {
  const mark = filter.charAt(at);
  for (let end = at + 1; end < filter.length; end++) {
    if (filter.charAt(end) === '\\') end++;
    else if (filter.charAt(end) === mark) return end;
  }
  return at;
}
