/** Tokens to a tree. What a field admits is told by the caller, so that messages and lines share one language. */
import { err, ok, type Result } from '#core/base/result.ts';
import type { Node, Operator, Value } from './ast.ts';
import { isOrder } from './numbers.ts';
import { readRegex } from './regex.ts';
import { tokenize, type FilterError, type Token } from './tokens.ts';

type Code = FilterError['code'];

export interface Language {
  isField(name: string): boolean;
  compares(field: string): boolean;
  /** What is wrong with this value (in lower case, but for an expression), or undefined. */
  check(field: string, operator: Operator, value: Value): Code | undefined;
}

/** Brackets and NOTs within each other; far more than anyone writes, far less than the stack holds. */
const DEEPEST = 100;

class Failure {
  readonly error: FilterError;
  constructor(at: number, end: number, code: Code) {
    this.error = { at, end, code };
  }
}

interface Placed {
  readonly value: Value;
  readonly at: number;
  readonly end: number;
}

type Term = Extract<Token, { type: 'term' }>;

/**
 * An empty filter is an `and` of nothing: it holds for everything. `asWritten` leaves values in the letters of the text:
 * such a tree is good for telling what it means, not for asking.
 */
export function parse(text: string, language: Language, asWritten = false): Result<Node, FilterError> {
  const tokens = tokenize(text, (name) => language.isField(name));
  if (!tokens.ok) return tokens;
  if (tokens.value.length === 0) return ok({ type: 'and', parts: [] });
  const node = new Parser(tokens.value, text.length, language, asWritten).whole();
  return node instanceof Failure ? err(node.error) : ok(node);
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  readonly #language: Language;
  readonly #asWritten: boolean;
  #next = 0;

  constructor(tokens: readonly Token[], end: number, language: Language, asWritten: boolean) {
    this.#tokens = tokens;
    this.#end = end;
    this.#language = language;
    this.#asWritten = asWritten;
  }

  whole(): Node | Failure {
    const node = this.#either(0);
    const left = this.#tokens[this.#next];
    return node instanceof Failure || left === undefined ? node : failure(left, 'unopened-bracket');
  }

  #either(depth: number): Node | Failure {
    const parts: Node[] = [];
    do {
      const part = this.#all(depth);
      if (part instanceof Failure) return part;
      parts.push(part);
    } while (this.#take('OR') !== undefined);
    return joined('or', parts);
  }

  #all(depth: number): Node | Failure {
    const parts: Node[] = [];
    do {
      const part = this.#one(depth);
      if (part instanceof Failure) return part;
      parts.push(part);
    } while (this.#take('AND') !== undefined || this.#startsTerm());
    return joined('and', parts);
  }

  #one(depth: number): Node | Failure {
    const token = this.#tokens[this.#next];
    if (token === undefined) return new Failure(this.#end, this.#end, 'missing-term');
    if (depth > DEEPEST) return failure(token, 'too-deep');
    if (token.type === 'term') {
      this.#next++;
      return this.#term(token);
    }
    if (token.type === 'NOT' || token.type === '-') return this.#not(token, depth);
    if (token.type !== '(') return failure(token, 'missing-term');
    this.#next++;
    const inside = this.#either(depth + 1);
    if (inside instanceof Failure) return inside;
    return this.#take(')') === undefined ? failure(token, 'unclosed-bracket') : inside;
  }

  #not(token: Token, depth: number): Node | Failure {
    this.#next++;
    const after = this.#tokens[this.#next]?.type;
    if (after === undefined || after === ')' || after === 'AND' || after === 'OR') {
      return failure(token, 'nothing-to-exclude');
    }
    const part = this.#one(depth + 1);
    return part instanceof Failure ? part : { type: 'not', part };
  }

  #term(term: Term): Node | Failure {
    const { at, name, operator } = term;
    if (name === undefined || operator === undefined) return this.#word(term);
    const nameEnd = at + name.length;
    if (!this.#language.isField(name)) return new Failure(at, nameEnd, 'unknown-field');
    const placed = valuesOf(term);
    if (placed.length === 0) return new Failure(term.valueAt, term.end, 'missing-value');
    if (isOrder(operator) && !this.#language.compares(name))
      return new Failure(nameEnd, term.valueAt, 'no-comparison');
    for (const one of placed) {
      const wrong = badRegex(one) ?? this.#check(name, operator, one);
      if (wrong !== undefined) return wrong;
    }
    return { type: 'field', field: name, operator, values: placed.map(({ value }) => this.#kept(value)) };
  }

  #word(term: Term): Node | Failure {
    const one = placedWhole(term);
    return badRegex(one) ?? { type: 'word', value: this.#kept(one.value) };
  }

  #kept(value: Value): Value {
    return this.#asWritten ? value : lowered(value);
  }

  #check(name: string, operator: Operator, { value, at, end }: Placed): Failure | undefined {
    const code = this.#language.check(name, operator, lowered(value));
    return code === undefined ? undefined : new Failure(at, end, code);
  }

  #startsTerm(): boolean {
    const type = this.#tokens[this.#next]?.type;
    return type === 'term' || type === 'NOT' || type === '-' || type === '(';
  }

  #take(type: Token['type']): Token | undefined {
    const token = this.#tokens[this.#next];
    if (token?.type !== type) return undefined;
    this.#next++;
    return token;
  }
}

function failure({ at, end }: Token, code: Code): Failure {
  return new Failure(at, end, code);
}

function badRegex({ value, at, end }: Placed): Failure | undefined {
  if (value.regex !== true) return undefined;
  const read = readRegex(value.text);
  return read.ok ? undefined : new Failure(at + 1 + read.error, end - 1, 'bad-regex');
}

/** Case counts in an expression: `\S` is not `\s`. */
function lowered(value: Value): Value {
  return value.regex === true ? value : { ...value, text: value.text.toLowerCase() };
}

function joined(type: 'and' | 'or', parts: readonly Node[]): Node {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { type, parts };
}

function placedWhole({ value: { text, form }, valueAt, end }: Term): Placed {
  if (form === 'regex') return { value: { text, quoted: false, regex: true }, at: valueAt, end };
  return { value: { text, quoted: form === 'quoted' }, at: valueAt, end };
}

/** Commas part bare values; these stand in the text as they are, so places can be counted. */
function valuesOf(term: Term): readonly Placed[] {
  if (term.value.form !== 'bare') return [placedWhole(term)];
  const placed: Placed[] = [];
  let at = term.valueAt;
  for (const part of term.value.text.split(',')) {
    const end = at + part.length;
    if (part !== '') placed.push({ value: { text: part, quoted: false }, at, end });
    at = end + 1;
  }
  return placed;
}
