/**
 * The parts of a filter that look at log entries and not at columns: words anywhere, kinds, programs, raw fields. A
 * message has such a part when one of its entries does. The filter of lines (line-filter.ts) asks more of an entry; what
 * a field is in one line stands in line-fields.ts.
 */
import { KINDS, type LogRecord } from '#core/records/log-record.ts';
import type { FieldNode, Node, WordNode } from './ast.ts';
import { fieldOf } from './fields.ts';
import { lineFieldOf } from './line-fields.ts';
import { compares, isOrder, readLogged, readSpan, type NumberKind } from './numbers.ts';
import { fieldTest, wholeTest, wordTest, type TextTest } from './value-test.ts';

export type EntryNode = WordNode | FieldNode;

/** Each once, as they stand in the tree. */
export function entryNodes(node: Node): readonly EntryNode[] {
  return partsWhere(node, (field) => {
    const type = fieldOf(field)?.type;
    return type === 'kind' || type === 'raw' || type === 'head';
  });
}

/** Words, and the fields that are wanted. */
export function partsWhere(node: Node, isWanted: (field: string) => boolean): readonly EntryNode[] {
  if (node.type === 'word') return node.value.text === '' ? [] : [node];
  if (node.type === 'not') return partsWhere(node.part, isWanted);
  if (node.type === 'field') return isWanted(node.field) ? [node] : [];
  return node.parts.flatMap((part) => partsWhere(part, isWanted));
}

/** Without the negation of `!=`: that is said of the message or of the line as a whole, not of one of its texts. */
export function entryTest(node: EntryNode): (record: LogRecord) => boolean {
  if (node.type === 'word') {
    const test = wordTest(node.value);
    return (record) => test(record.raw);
  }
  const { field, operator, values } = node;
  const about = lineFieldOf(field);
  if (about?.type === 'kind') {
    const kinds = kindsOf(node);
    return (record) => kinds.has(record.kind);
  }
  if (about?.type !== 'texts') return () => false;
  const { number } = about;
  const isNumber = number !== undefined && (number.always || isOrder(operator));
  const told = isNumber ? numberTest(node, number.kind) : fieldTest(about.how, operator !== ':', values);
  return (record) => about.texts(record).some((text) => told(text));
}

export function kindsOf({ operator, values }: FieldNode): ReadonlySet<string> {
  return new Set(KINDS.filter(wholeTest(operator !== ':', values)));
}

/** By number, of whatever unit the value is written in. */
function numberTest({ operator, values }: FieldNode, kind: NumberKind): TextTest {
  const asked = operator === '!=' ? '=' : operator;
  const spans = values.flatMap(({ text }) => readSpan(text, kind) ?? []);
  return (logged) => {
    const number = readLogged(logged);
    return number !== undefined && spans.some((span) => compares(number, asked, span));
  };
}
