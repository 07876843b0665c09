/**
 * The filter of the list: words anywhere, `field:value` and comparisons, AND OR NOT, `-` and brackets (ast.ts has their
 * precedence). Values are compared without regard to case; within a field, commas mean "any of these". `:` looks for the
 * value within the field, `=` compares all of it; `*` and `?` stand for any text and any character of the whole field.
 */
import { err, ok, type Result } from '#core/base/result.ts';
import type { Node, Value } from './ast.ts';
import { entryNodes, type EntryNode } from './entry-test.ts';
import { fieldOf, type Field } from './fields.ts';
import { readNetwork } from './network.ts';
import { isOrder, readSpan, type NumberKind } from './numbers.ts';
import { parse, type Language } from './parse.ts';
import { rawNumberKind } from './raw-fields.ts';
import type { FilterError } from './tokens.ts';
import { wholeTest } from './value-test.ts';

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
  check(name, operator, value) {
    const field = fieldOf(name);
    const { text, regex } = value;
    if (field?.type === 'number' || isOrder(operator)) return wrongNumber(numberKindOf(field), value);
    if (regex === true || field === undefined || field.type === 'raw' || field.type === 'head')
      return undefined;
    if (field.allowed !== undefined && !Array.from(field.allowed).some(wholeTest(true, [value])))
      return 'unknown-value';
    if (field.type === 'kind') return undefined;
    const isNetwork = field.network === true && text.includes('/');
    return isNetwork && readNetwork(text) === undefined ? 'bad-network' : undefined;
  },
};

function wrongNumber(kind: NumberKind | undefined, { text, regex }: Value): FilterError['code'] | undefined {
  const span = kind === undefined || regex === true ? undefined : readSpan(text, kind);
  if (span === undefined) return kind === 'time' ? 'bad-time' : 'bad-number';
  return span.until > span.from ? undefined : 'backwards';
}

function numberKindOf(field: Field | undefined): NumberKind | undefined {
  if (field?.type === 'number') return field.kind;
  return field?.type === 'raw' ? rawNumberKind(field.key) : undefined;
}
