/**
 * The filter of the list: words anywhere, `field:value` and comparisons, AND OR NOT, `-` and brackets (ast.ts has their
 * precedence). Values are compared without regard to case; within a field, commas mean "any of these". `:` looks for the
 * value within the field, `=` compares all of it; `*` and `?` stand for any text and any character of the whole field.
 */
import { err, ok, type Result } from '#core/base/result.ts';
import type { Node } from './ast.ts';
import { entryNodes, type EntryNode } from './entry-test.ts';
import { fieldOf, type Field } from './fields.ts';
import { readNetwork } from './network.ts';
import { isOrder, readSpan, type NumberKind } from './numbers.ts';
import { parse, type Language } from './parse.ts';
import { rawNumberKind } from './raw-fields.ts';
import type { FilterError } from './tokens.ts';

export type { FilterError } from './tokens.ts';

export interface Filter {
  readonly node: Node;
  /** The parts that look at entries: they must be worked out before the filter can be (evaluate.ts). */
  readonly entryNodes: readonly EntryNode[];
}

export function parseFilter(text: string): Result<Filter, FilterError> {
  const parsed = parse(text, MESSAGES);
  if (!parsed.ok) return err(parsed.error);
  return ok({ node: parsed.value, entryNodes: entryNodes(parsed.value) });
}

/** For who tells what a filter means: values as they were written. */
export function parseAsWritten(text: string): Result<Node, FilterError> {
  return parse(text, MESSAGES, true);
}

export const MESSAGES: Language = {
  isField: (name) => fieldOf(name) !== undefined,
  compares: (name) => numberKindOf(fieldOf(name)) !== undefined,
  check(name, operator, { text, regex }) {
    const field = fieldOf(name);
    if (field?.type === 'number' || isOrder(operator)) {
      const kind = numberKindOf(field);
      if (kind !== undefined && regex !== true && readSpan(text, kind) !== undefined) return undefined;
      return kind === 'time' ? 'bad-time' : 'bad-number';
    }
    if (regex === true) return field?.type === 'kind' ? 'unknown-value' : undefined;
    if (field === undefined || field.type === 'raw' || field.type === 'head') return undefined;
    if (field.type === 'kind') return field.allowed.has(text) ? undefined : 'unknown-value';
    if (field.allowed !== undefined && !field.allowed.has(text)) return 'unknown-value';
    const isNetwork = field.network === true && text.includes('/');
    return isNetwork && readNetwork(text) === undefined ? 'bad-network' : undefined;
  },
};

function numberKindOf(field: Field | undefined): NumberKind | undefined {
  if (field?.type === 'number') return field.kind;
  return field?.type === 'raw' ? rawNumberKind(field.key) : undefined;
}
