/**
 * The filter of the list: words anywhere, `field:value` and comparisons, AND OR NOT, `-` and brackets (ast.ts has their
 * precedence). Values are compared without regard to case; within a field, commas mean "any of these". `:` looks for the
 * value within the field, `=` compares all of it; `*` and `?` stand for any text and any character of the whole field.
 */
import type { Result } from '#core/base/result.ts';
import type { Message } from '#core/correlate/message.ts';
import type { Node, Operator, Value } from './ast.ts';
import { isState, NUMBER_FIELDS, TEXT_FIELDS, wordTexts, type TextField } from './fields.ts';
import { inNetwork, readNetwork } from './network.ts';
import { compares, readSpan } from './numbers.ts';
import { parse, type Language } from './parse.ts';
import type { FilterError } from './tokens.ts';
import { isWildcard, matchesWildcard } from './wildcard.ts';

export type { FilterError } from './tokens.ts';

type Lines = (() => readonly string[]) | undefined;
type Test = (message: Message, raws: Lines) => boolean;

export interface Filter {
  readonly node: Node;
  /** The words that are looked for in the lines as well. */
  readonly words: readonly string[];
  readonly test: Test;
}

export function parseFilter(text: string): Result<Filter, FilterError> {
  const parsed = parse(text, MESSAGES);
  if (!parsed.ok) return parsed;
  const node = parsed.value;
  return { ok: true, value: { node, words: wordsOf(node), test: testOf(node) } };
}

/** `raws` gives the message's lines as logged; words are looked for there as well. */
export function matches(filter: Filter, message: Message, raws?: () => readonly string[]): boolean {
  return filter.test(message, raws);
}

const MESSAGES: Language = {
  isField: (name) => Object.hasOwn(TEXT_FIELDS, name) || Object.hasOwn(NUMBER_FIELDS, name),
  check(field, operator, values) {
    const number = NUMBER_FIELDS[field];
    if (number !== undefined) {
      if (values.every((v) => readSpan(v.text, number.kind) !== undefined)) return undefined;
      return number.kind === 'time' ? 'bad-time' : 'bad-number';
    }
    if (operator !== ':' && operator !== '=' && operator !== '!=') return 'no-comparison';
    const allowed = TEXT_FIELDS[field]?.allowed;
    if (allowed !== undefined && values.some((v) => !allowed.has(v.text))) return 'unknown-value';
    const networks = field === 'ip' ? values.filter((v) => v.text.includes('/')) : [];
    return networks.every((v) => readNetwork(v.text) !== undefined) ? undefined : 'bad-network';
  },
};

function wordsOf(node: Node): readonly string[] {
  if (node.type === 'word') return [node.value.text];
  if (node.type === 'field') return [];
  return node.type === 'not' ? wordsOf(node.part) : node.parts.flatMap(wordsOf);
}

function testOf(node: Node): Test {
  if (node.type === 'word') return wordTest(node.value);
  if (node.type === 'field') return fieldTest(node.field, node.operator, node.values);
  if (node.type === 'not') {
    const part = testOf(node.part);
    return (m, raws) => !part(m, raws);
  }
  const parts = node.parts.map(testOf);
  if (node.type === 'or') return (m, raws) => parts.some((part) => part(m, raws));
  return (m, raws) => parts.every((part) => part(m, raws));
}

function wordTest({ text, quoted }: Value): Test {
  const holds = (s: string | undefined): boolean => s?.toLowerCase().includes(text) ?? false;
  const wild = !quoted && isWildcard(text) ? `*${text}*` : undefined;
  const like = (s: string | undefined): boolean =>
    s !== undefined && wild !== undefined && matchesWildcard(wild, s.toLowerCase());
  return (m, raws) =>
    isState(m, text) ||
    wordTexts(m).some(wild === undefined ? holds : like) ||
    (raws?.().some(holds) ?? false);
}

function fieldTest(name: string, operator: Operator, values: readonly Value[]): Test {
  const number = NUMBER_FIELDS[name];
  if (number === undefined) return textTest(name, operator, values);
  const spans = values.flatMap((v) => readSpan(v.text, number.kind) ?? []);
  const some: Test = (m) =>
    number.of(m).some((n) => n !== undefined && spans.some((span) => compares(n, operator, span)));
  return operator === '!=' ? (m, raws) => !some(m, raws) : some;
}

function textTest(name: string, operator: Operator, values: readonly Value[]): Test {
  const field = TEXT_FIELDS[name];
  if (field === undefined) return () => false;
  const tests = values.map((value) => valueTest(name, field, operator, value));
  const some: Test = (m) =>
    field.of(m).some((s) => s !== undefined && tests.some((test) => test(s.toLowerCase())));
  return operator === '!=' ? (m, raws) => !some(m, raws) : some;
}

function valueTest(
  name: string,
  field: TextField,
  operator: Operator,
  { text, quoted }: Value,
): (logged: string) => boolean {
  const network = name === 'ip' && text.includes('/') ? readNetwork(text) : undefined;
  if (network !== undefined) return (s) => inNetwork(s, network);
  const bare = name === 'from' || name === 'to' || name === 'msgid' ? text.replace(/^<|>$/g, '') : text;
  if (!quoted && isWildcard(bare)) return (s) => matchesWildcard(bare, s);
  /** `from:<>` and `from:""` ask for bounces. */
  if (operator !== ':' || field.how === 'is' || bare === '') return (s) => s === bare;
  return field.how === 'begins' ? (s) => s.startsWith(bare) : (s) => s.includes(bare);
}
