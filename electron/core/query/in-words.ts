/** A filter in words, for the line under the box. The words themselves come from the catalogue. */
import type { FieldNode, Node, Operator, Value } from './ast.ts';
import { fieldOf } from './fields.ts';
import { isOrder } from './numbers.ts';
import { isWildcard } from './wildcard.ts';

export type Relation =
  | 'holds'
  | 'begins'
  | 'is'
  | 'is-not'
  | 'like'
  | 'matches'
  | 'within'
  | 'more'
  | 'less'
  | 'at-least'
  | 'at-most'
  | 'between'
  | 'from-on'
  | 'up-to'
  | 'after'
  | 'before';

export interface FilterWords {
  readonly fieldName: (field: string) => string;
  /** `value` is one, or several that any of which will do. */
  readonly relation: (field: string, relation: Relation, value: string) => string;
  readonly word: (text: string) => string;
  readonly matching: (pattern: string) => string;
  readonly quote: (text: string) => string;
  readonly and: string;
  readonly or: string;
  readonly anyOf: string;
  readonly not: (inner: string) => string;
  readonly group: (inner: string) => string;
  readonly span: (from: string, to: string) => string;
}

export function inWords(node: Node, words: FilterWords): string {
  if (node.type === 'word') {
    const { text, regex } = node.value;
    return regex === true ? words.matching(text) : words.word(text);
  }
  if (node.type === 'field') return fieldInWords(node, words);
  if (node.type === 'not') return words.not(inner(node.part, words));
  return node.parts.map((part) => inner(part, words)).join(node.type === 'or' ? words.or : words.and);
}

function inner(node: Node, words: FilterWords): string {
  const text = inWords(node, words);
  const several = (node.type === 'and' || node.type === 'or') && node.parts.length > 1;
  return several ? words.group(text) : text;
}

function fieldInWords({ field, operator, values }: FieldNode, words: FilterWords): string {
  const name = words.fieldName(field);
  const groups = new Map<Relation, string[]>();
  for (const value of values) {
    const relation = relationOf(field, operator === '!=' ? '=' : operator, value);
    groups.set(relation, [...(groups.get(relation) ?? []), shown(value, isNumber(field, operator), words)]);
  }
  const phrases = [...groups].map(([relation, texts]) => {
    const said = operator === '!=' && relation === 'is' ? 'is-not' : relation;
    return words.relation(name, said, texts.join(words.anyOf));
  });
  const all = phrases.length > 1 ? words.group(phrases.join(words.or)) : (phrases[0] ?? '');
  return operator === '!=' && !groups.has('is') ? words.not(words.group(all)) : all;
}

function relationOf(field: string, operator: Operator, { text, quoted, regex }: Value): Relation {
  const about = fieldOf(field);
  const isTime = about?.type === 'number' && about.kind === 'time';
  if (operator === '>') return isTime ? 'after' : 'more';
  if (operator === '<') return isTime ? 'before' : 'less';
  if (operator === '>=') return isTime ? 'from-on' : 'at-least';
  if (operator === '<=') return isTime ? 'up-to' : 'at-most';
  if (about?.type === 'number') return rangeRelation(text, isTime);
  if (regex === true) return 'matches';
  if (about?.type === 'text' && about.network === true && text.includes('/')) return 'within';
  if (!quoted && isWildcard(text)) return 'like';
  return operator === '=' ? 'is' : plainRelation(field, text);
}

/** Of `:` and a value as it is. */
function plainRelation(field: string, text: string): Relation {
  const about = fieldOf(field);
  if (about?.type === 'raw' || field === 'program') return 'holds';
  return about?.type === 'text' && text !== '' && text !== '<>' ? about.how : 'is';
}

function rangeRelation(text: string, isTime: boolean): Relation {
  if (!text.includes('..')) return 'is';
  if (text.endsWith('..')) return isTime ? 'from-on' : 'at-least';
  if (text.startsWith('..')) return isTime ? 'up-to' : 'at-most';
  return 'between';
}

/** Numbers and times stand without quotation marks. */
function isNumber(field: string, operator: Operator): boolean {
  return fieldOf(field)?.type === 'number' || isOrder(operator);
}

function shown({ text, regex }: Value, number: boolean, words: FilterWords): string {
  if (regex === true) return `/${text}/`;
  if (!number) return words.quote(text === '<>' ? '' : text);
  const [from = '', to] = text.split('..');
  return from !== '' && to !== undefined && to !== '' ? words.span(from, to) : text.replaceAll('..', '');
}
