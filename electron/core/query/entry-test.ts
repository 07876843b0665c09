/**
 * The parts of a filter that look at log entries and not at columns: words anywhere, kinds, raw fields. A message has
 * such a part when one of its entries does.
 */
import type { LogRecord } from '#core/records/log-record.ts';
import type { FieldNode, Node, WordNode } from './ast.ts';
import { fieldOf, type TextField } from './fields.ts';
import { compares, isOrder, readLogged, readSpan } from './numbers.ts';
import { rawNumberKind } from './raw-fields.ts';
import { fieldTest, wordTest, type TextTest } from './value-test.ts';

export type EntryNode = WordNode | FieldNode;

/** Each once, as they stand in the tree. */
export function entryNodes(node: Node): readonly EntryNode[] {
  if (node.type === 'word') return node.value.text === '' ? [] : [node];
  if (node.type === 'not') return entryNodes(node.part);
  if (node.type !== 'field') return node.parts.flatMap(entryNodes);
  const type = fieldOf(node.field)?.type;
  return type === 'kind' || type === 'raw' ? [node] : [];
}

/** Without the negation of `!=`: that is said of the message, not of an entry. */
export function entryTest(node: EntryNode): (record: LogRecord) => boolean {
  if (node.type === 'word') {
    const test = wordTest(node.value);
    return (record) => test(record.raw);
  }
  const field = fieldOf(node.field);
  if (field?.type === 'kind') {
    const kinds = kindsOf(node);
    return (record) => kinds.has(record.kind);
  }
  if (field?.type !== 'raw') return () => false;
  const { key } = field;
  const test = rawTest(node, key);
  return (record) => record.fields.some(([k, value]) => k.toLowerCase() === key && test(value));
}

export function kindsOf(node: FieldNode): ReadonlySet<string> {
  return new Set(node.values.map(({ text }) => text));
}

const RAW: TextField = { type: 'text', columns: [], how: 'holds' };

/** Order is by number, of whatever unit the value is written in; all else is by text. */
export function rawTest({ operator, values }: FieldNode, key: string): TextTest {
  if (!isOrder(operator)) return fieldTest(RAW, operator !== ':', values);
  const spans = values.flatMap(({ text }) => readSpan(text, rawNumberKind(key)) ?? []);
  return (logged) => {
    const number = readLogged(logged);
    return number !== undefined && spans.some((span) => compares(number, operator, span));
  };
}
