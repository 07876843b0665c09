/**
 * What a filter is once parsed. Precedence, tightest first: `-` and NOT, AND (also unwritten, between two terms), OR.
 */
export type Operator = ':' | '=' | '!=' | '>' | '<' | '>=' | '<=';

export interface Value {
  /** Without its quotes; in lower case, unless it is a regular expression. */
  readonly text: string;
  /** In quotes, `*`, `?`, `,` and `/` stand for themselves. */
  readonly quoted: boolean;
  /** Written between two `/`. */
  readonly regex?: true;
}

export interface WordNode {
  readonly type: 'word';
  readonly value: Value;
}

export interface FieldNode {
  readonly type: 'field';
  readonly field: string;
  readonly operator: Operator;
  /** Any of them will do. */
  readonly values: readonly Value[];
}

export type Node =
  | { readonly type: 'and'; readonly parts: readonly Node[] }
  | { readonly type: 'or'; readonly parts: readonly Node[] }
  | { readonly type: 'not'; readonly part: Node }
  | WordNode
  | FieldNode;

/** The filter as text that parses to the same. The blank before `)` keeps it out of a word with a `(` in it. */
export function printFilter(node: Node): string {
  if (node.type === 'word') return printValue(node.value);
  if (node.type === 'field') {
    const values = node.values.map((v) => printValue(v)).join(',');
    /* A comma in front keeps a bare `/path/` from being read as an expression, and `::` from being no operator. */
    const guarded = node.values[0]?.regex !== true && /^[/:]/.test(values);
    return `${node.field}${node.operator}${guarded ? ',' : ''}${values}`;
  }
  if (node.type === 'not') return `NOT ${inner(node.part)}`;
  return node.parts.map(inner).join(node.type === 'or' ? ' OR ' : ' ');
}

function inner(node: Node): string {
  return node.type === 'and' || node.type === 'or' ? `(${printFilter(node)} )` : printFilter(node);
}

/** In quotes where it would otherwise be read as something else. */
export function printValue({ text, quoted, regex }: Value): string {
  if (regex === true) return `/${text}/`;
  if (!quoted) return text;
  const tail = /\\*$/.exec(text)?.[0] ?? '';
  const body = text.slice(0, text.length - tail.length);
  return `"${body.replaceAll('"', '\\"')}"${tail}`;
}
