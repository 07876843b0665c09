/**
 * What a filter is once parsed. Precedence, tightest first: `-` and NOT, AND (also unwritten, between two terms), OR.
 */
export type Operator = ':' | '=' | '!=' | '>' | '<' | '>=' | '<=';

export interface Value {
  /** Lower case, without its quotes. */
  readonly text: string;
  /** In quotes, `*`, `?` and `,` stand for themselves. */
  readonly quoted: boolean;
}

export type Node =
  | { readonly type: 'and' | 'or'; readonly parts: readonly Node[] }
  | { readonly type: 'not'; readonly part: Node }
  | { readonly type: 'word'; readonly value: Value }
  | {
      readonly type: 'field';
      readonly field: string;
      readonly operator: Operator;
      /** Any of them will do. */
      readonly values: readonly Value[];
    };

/** The filter as text that parses to the same. The blank before `)` keeps it out of a word with a `(` in it. */
export function printFilter(node: Node): string {
  if (node.type === 'word') return printValue(node.value);
  if (node.type === 'field') {
    return `${node.field}${node.operator}${node.values.map((v) => printValue(v)).join(',')}`;
  }
  if (node.type === 'not') return `NOT ${inner(node.part)}`;
  return node.parts.map(inner).join(node.type === 'or' ? ' OR ' : ' ');
}

function inner(node: Node): string {
  return node.type === 'and' || node.type === 'or' ? `(${printFilter(node)} )` : printFilter(node);
}

function printValue({ text, quoted }: Value): string {
  if (!quoted) return text;
  const tail = /\\*$/.exec(text)?.[0] ?? '';
  const body = text.slice(0, text.length - tail.length);
  return `"${body.replaceAll('"', '\\"')}"${tail}`;
}
