/** The filter's words: brackets, AND OR NOT, `-`, `field` with an operator, and values, with quotes, as `/regex/` or bare. */
import { err, ok, type Result } from '#core/base/result.ts';
import type { Operator } from './ast.ts';
import { rawKeyOf } from './raw-fields.ts';

export interface FilterError {
  /** From here to `end`, positions in the text from 0. Both are its length when something is missing at its end. */
  readonly at: number;
  readonly end: number;
  readonly code:
    | 'unclosed-quote'
    | 'unknown-field'
    | 'missing-value'
    | 'unknown-value'
    | 'nothing-to-exclude'
    | 'unclosed-bracket'
    | 'unopened-bracket'
    | 'missing-term'
    | 'too-deep'
    | 'bad-number'
    | 'bad-time'
    | 'backwards'
    | 'bad-network'
    | 'bad-regex'
    | 'no-comparison';
}

/** As written, but without quotes. */
export interface Written {
  readonly text: string;
  readonly form: 'bare' | 'quoted' | 'regex';
}

export type Token =
  | { readonly type: '(' | ')' | '-' | 'AND' | 'OR' | 'NOT'; readonly at: number; readonly end: number }
  | {
      readonly type: 'term';
      readonly at: number;
      readonly valueAt: number;
      readonly end: number;
      readonly name?: string;
      readonly operator?: Operator;
      readonly value: Written;
    };

/** `isField` tells which names may stand before `=`, `<` and `>`; before `:` any name that is not the head of an address is one. */
export function tokenize(
  text: string,
  isField: (name: string) => boolean,
): Result<readonly Token[], FilterError> {
  const tokens: Token[] = [];
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) {
    const c = text.charAt(at);
    if (c === '(' || c === ')') {
      tokens.push({ type: c, at, end: ++at });
    } else if (c === '-' && /^[^\s)]/.test(text.slice(at + 1, at + 2))) {
      tokens.push({ type: '-', at, end: ++at });
    } else {
      const token = readTerm(text, at, isField);
      if (!token.ok) return token;
      tokens.push(token.value);
      at = token.value.end;
    }
  }
  return ok(tokens);
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

/** Words that look like a field but are none: addresses of pages, IPv6 literals. */
const NO_FIELD = new Set(['http', 'https', 'mailto', 'ipv6', 'ldap', 'smtp', 'ident']);
const NAME = /^((?:raw\.)?[a-z][a-z0-9_-]*)(:|!=|>=|<=|=|>|<)/i;
const LONGEST_NAME = 60;

function readTerm(text: string, at: number, isField: (name: string) => boolean): Result<Token, FilterError> {
  const match = NAME.exec(text.slice(at, at + LONGEST_NAME));
  const name = match?.[1]?.toLowerCase() ?? '';
  const operator = match?.[2] as Operator | undefined;
  const isAddress = match !== null && text.startsWith('::', at + name.length);
  const looksLikeOne = operator === ':' && !isAddress && /^[a-z]+$/.test(name) && !NO_FIELD.has(name);
  const named = operator !== undefined && (looksLikeOne || isField(name));
  const valueAt = named ? at + name.length + operator.length : at;
  const read = readValue(text, valueAt);
  if (!read.ok) return read;
  const { value, end } = read.value;
  const bare = text.slice(at, end);
  /* `ctladdr=` alone is a piece of a log line and not a question. */
  const isPiece = operator === '=' && bare === `${match?.[1] ?? ''}=` && rawKeyOf(name) !== undefined;
  if (isPiece) return ok({ type: 'term', at, valueAt: at, end, value: { text: bare, form: 'bare' } });
  if (bare === 'AND' || bare === 'OR' || bare === 'NOT') return ok({ type: bare, at, end });
  return ok({ type: 'term', at, valueAt, end, ...(named ? { name, operator } : {}), value });
}

/** Quotes may stand anywhere in a value: `to:"odd, name"@x`. A backslash keeps a quote. */
function readValue(text: string, start: number): Result<{ value: Written; end: number }, FilterError> {
  const regex = readRegexEnd(text, start);
  if (regex !== undefined) {
    return ok({ value: { text: text.slice(start + 1, regex - 1), form: 'regex' }, end: regex });
  }
  let words = '';
  let open = -1;
  let quoted = false;
  let brackets = 0;
  let at = start;
  for (; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === '\\' && text.charAt(at + 1) === '"') {
      words += text.charAt(++at);
      quoted = true;
    } else if (c === '"') {
      open = open < 0 ? at : -1;
      quoted = true;
    } else if (open < 0 && /\s/.test(c)) break;
    else {
      if (open < 0 && c === '(') brackets++;
      if (open < 0 && c === ')' && --brackets < 0) break;
      words += c;
    }
  }
  if (open >= 0) return err({ at: open, end: text.length, code: 'unclosed-quote' });
  return ok({ value: { text: words, form: quoted ? 'quoted' : 'bare' }, end: at });
}

/** A path such as `/var/spool` is a word: the second `/` of an expression ends it, with nothing right behind. */
function readRegexEnd(text: string, start: number): number | undefined {
  if (text.charAt(start) !== '/') return undefined;
  for (let at = start + 1; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === '\\') at++;
    else if (c === '/') {
      const ends = at > start + 1 && /^[\s)]?$/.test(text.charAt(at + 1));
      return ends ? at + 1 : undefined;
    }
  }
  return undefined;
}
