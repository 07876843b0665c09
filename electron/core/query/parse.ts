/** Tokens to a tree. What a field admits is told by the caller, so that messages and lines share one language. */
import { err, ok, type Result } from '#core/base/result.ts';
import type { Node, Operator, Value } from './ast.ts';
import { tokenize, type FilterError, type Token } from './tokens.ts';

export interface Language {
  isField(name: string): boolean;
  /** What is wrong with these values, or undefined. */
  check(field: string, operator: Operator, values: readonly Value[]): FilterError['code'] | undefined;
}

/** Brackets and NOTs within each other; far more than anyone writes, far less than the stack holds. */
const DEEPEST = 100;

class Failure {
  readonly error: FilterError;
  constructor(at: number, code: FilterError['code']) {
    this.error = { at, code };
  }
}

/** An empty filter is an `and` of nothing: it holds for everything. */
export function parse(text: string, language: Language): Result<Node, FilterError> {
  const tokens = tokenize(text, (name) => language.isField(name));
  if (!tokens.ok) return tokens;
  if (tokens.value.length === 0) return ok({ type: 'and', parts: [] });
  const node = new Parser(tokens.value, text.length, language).whole();
  return node instanceof Failure ? err(node.error) : ok(node);
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  readonly #language: Language;
  #next = 0;

  constructor(tokens: readonly Token[], end: number, language: Language) {
    this.#tokens = tokens;
    this.#end = end;
    this.#language = language;
  }

  whole(): Node | Failure {
    const node = this.#either(0);
    const left = this.#tokens[this.#next];
    return node instanceof Failure || left === undefined ? node : new Failure(left.at, 'unopened-bracket');
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
    if (token === undefined) return new Failure(this.#end, 'missing-term');
    if (depth > DEEPEST) return new Failure(token.at, 'too-deep');
    if (token.type === 'term') {
      this.#next++;
      return this.#term(token);
    }
    if (token.type === 'NOT' || token.type === '-') return this.#not(token, depth);
    if (token.type !== '(') return new Failure(token.at, 'missing-term');
    this.#next++;
    const inside = this.#either(depth + 1);
    if (inside instanceof Failure) return inside;
    return this.#take(')') === undefined ? new Failure(token.at, 'unclosed-bracket') : inside;
  }

  #not(token: Token, depth: number): Node | Failure {
    this.#next++;
    const after = this.#tokens[this.#next]?.type;
    if (after === undefined || after === ')' || after === 'AND' || after === 'OR') {
      return new Failure(token.at, 'nothing-to-exclude');
    }
    const part = this.#one(depth + 1);
    return part instanceof Failure ? part : { type: 'not', part };
  }

  #term({ at, name, operator, value }: Extract<Token, { type: 'term' }>): Node | Failure {
    if (name === undefined || operator === undefined) return { type: 'word', value };
    if (!this.#language.isField(name)) return new Failure(at, 'unknown-field');
    const values = value.quoted ? [value] : split(value.text);
    if (values.length === 0) return new Failure(at, 'missing-value');
    const wrong = this.#language.check(name, operator, values);
    if (wrong !== undefined) return new Failure(at, wrong);
    return { type: 'field', field: name, operator, values };
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

function joined(type: 'and' | 'or', parts: readonly Node[]): Node {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { type, parts };
}

function split(text: string): readonly Value[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => ({ text: part, quoted: false }));
}
