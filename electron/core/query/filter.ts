/**
 * The filter of the list: words anywhere, `field:value`, quotes around blanks, `-` or NOT before what is unwanted.
 * All terms must hold. Values are compared without regard to case; within a field, commas mean "any of these".
 */
import { err, ok, type Result } from '#core/base/result.ts';
import { DIRECTIONS, STATUSES, type Message } from '#core/correlate/message.ts';
import { anywhere, FIELDS, type FilterField } from './filter-fields.ts';

export interface Term {
  readonly field?: FilterField;
  /** Lower case; any of them will do. */
  readonly values: readonly string[];
  readonly excluded: boolean;
}

export interface Filter {
  readonly terms: readonly Term[];
}

export interface FilterError {
  /** Position in the text, from 0. */
  readonly at: number;
  readonly code:
    'unclosed-quote' | 'unknown-field' | 'missing-value' | 'unknown-value' | 'nothing-to-exclude';
}

interface Token {
  readonly at: number;
  readonly excluded: boolean;
  readonly name?: string;
  readonly value: string;
  readonly quoted: boolean;
}

export function parseFilter(text: string): Result<Filter, FilterError> {
  const terms: Term[] = [];
  let not: number | undefined;
  for (let at = skipBlanks(text, 0); at < text.length;) {
    const read = readToken(text, at);
    if (!read.ok) return read;
    const { token, end } = read.value;
    at = skipBlanks(text, end);
    if (token.value === 'NOT' && !token.quoted && token.name === undefined && !token.excluded) {
      not = token.at;
      continue;
    }
    const term = termOf(token, not !== undefined);
    if (!term.ok) return term;
    terms.push(term.value);
    not = undefined;
  }
  return not === undefined ? ok({ terms }) : err({ at: not, code: 'nothing-to-exclude' });
}

/** `raws` gives the message's lines as logged; words are looked for there as well. */
export function matches(filter: Filter, message: Message, raws?: () => readonly string[]): boolean {
  return filter.terms.every((term) => holds(term, message, raws) !== term.excluded);
}

function holds(term: Term, message: Message, raws: (() => readonly string[]) | undefined): boolean {
  const { field } = term;
  if (field !== undefined) return term.values.some((value) => FIELDS[field](message, value));
  const [word = ''] = term.values;
  if (anywhere(message, word)) return true;
  return raws?.().some((raw) => raw.toLowerCase().includes(word)) ?? false;
}

function skipBlanks(text: string, at: number): number {
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

/** Words that look like a field but are none: addresses of pages, IPv6 literals. */
const NO_FIELD = new Set(['http', 'https', 'mailto', 'ipv6', 'ldap', 'smtp', 'ident']);
const NAME = /^([A-Za-z]+):(?!:)/;

function readToken(text: string, start: number): Result<{ token: Token; end: number }, FilterError> {
  let at = start;
  const excluded = text.charAt(at) === '-' && at + 1 < text.length && !/\s/.test(text.charAt(at + 1));
  if (excluded) at++;
  const name = NAME.exec(text.slice(at))?.[1]?.toLowerCase();
  const named = name !== undefined && !NO_FIELD.has(name);
  if (named) at += name.length + 1;
  const value = readValue(text, at);
  if (!value.ok) return value;
  const { text: words, end, quoted } = value.value;
  return ok({ token: { at: start, excluded, ...(named ? { name } : {}), value: words, quoted }, end });
}

/** Quotes may stand anywhere in a value: `to:"odd, name"@x`. A backslash keeps a quote. */
function readValue(
  text: string,
  start: number,
): Result<{ text: string; end: number; quoted: boolean }, FilterError> {
  let words = '';
  let open = -1;
  let quoted = false;
  let at = start;
  for (; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === '\\' && text.charAt(at + 1) === '"') words += text.charAt(++at);
    else if (c === '"') {
      open = open < 0 ? at : -1;
      quoted = true;
    } else if (open < 0 && /\s/.test(c)) break;
    else words += c;
  }
  return open < 0 ? ok({ text: words, end: at, quoted }) : err({ at: open, code: 'unclosed-quote' });
}

function termOf(token: Token, not: boolean): Result<Term, FilterError> {
  const { at, value, quoted, name } = token;
  const excluded = token.excluded !== not;
  const lower = value.toLowerCase();
  if (name === undefined) return ok({ values: [lower], excluded });
  if (!isField(name)) return err({ at, code: 'unknown-field' });
  if (value === '' && !quoted) return err({ at, code: 'missing-value' });
  const values = quoted ? [lower] : lower.split(',').filter((v) => v !== '');
  if (values.length === 0) return err({ at, code: 'missing-value' });
  const allowed = ALLOWED[name];
  if (allowed !== undefined && values.some((v) => !allowed.has(v))) return err({ at, code: 'unknown-value' });
  return ok({ field: name, values, excluded });
}

const ALLOWED: Partial<Record<FilterField, ReadonlySet<string>>> = {
  status: new Set<string>(STATUSES),
  direction: new Set<string>(DIRECTIONS),
  is: new Set(['connection', 'bounce', 'incomplete', 'retried', 'failed', 'open']),
};

function isField(name: string): name is FilterField {
  return Object.hasOwn(FIELDS, name);
}
