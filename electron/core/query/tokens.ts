/** The filter's words: brackets, AND OR NOT, `-`, `field` with an operator, and values with or without quotes. */
import { err, ok, type Result } from '#core/base/result.ts';
import type { Operator, Value } from './ast.ts';

export interface FilterError {
  /** Position in the text, from 0. */
  readonly at: number;
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
    | 'bad-network'
    | 'no-comparison';
}

export type Token =
  | { readonly type: '(' | ')' | '-' | 'AND' | 'OR' | 'NOT'; readonly at: number }
  | {
      readonly type: 'term';
      readonly at: number;
      readonly valueAt: number;
      readonly name?: string;
      readonly operator?: Operator;
      readonly value: Value;
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
      tokens.push({ type: c, at: at++ });
    } else if (c === '-' && /^[^\s)]/.test(text.slice(at + 1, at + 2))) {
      tokens.push({ type: '-', at: at++ });
    } else {
      const read = readTerm(text, at, isField);
      if (!read.ok) return read;
      tokens.push(read.value.token);
      at = read.value.end;
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
const NAME = /^([A-Za-z]+)(:(?!:)|!=|>=|<=|=|>|<)/;

interface ReadTerm {
  readonly token: Token;
  readonly end: number;
}

function readTerm(
  text: string,
  at: number,
  isField: (name: string) => boolean,
): Result<ReadTerm, FilterError> {
  const match = NAME.exec(text.slice(at, at + 40));
  const name = match?.[1]?.toLowerCase() ?? '';
  const operator = match?.[2] as Operator | undefined;
  const named = operator === ':' ? !NO_FIELD.has(name) : operator !== undefined && isField(name);
  const valueAt = named ? at + name.length + (operator?.length ?? 0) : at;
  const read = readValue(text, valueAt);
  if (!read.ok) return read;
  const { value, end } = read.value;
  const bare = text.slice(at, end);
  if (bare === 'AND' || bare === 'OR' || bare === 'NOT') return ok({ token: { type: bare, at }, end });
  const head = named && operator !== undefined ? { name, operator } : {};
  return ok({ token: { type: 'term', at, valueAt, ...head, value }, end });
}

/** Quotes may stand anywhere in a value: `to:"odd, name"@x`. A backslash keeps a quote. */
function readValue(text: string, start: number): Result<{ value: Value; end: number }, FilterError> {
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
  if (open >= 0) return err({ at: open, code: 'unclosed-quote' });
  return ok({ value: { text: words.toLowerCase(), quoted }, end: at });
}
