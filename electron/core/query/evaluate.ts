/**
 * A filter over columns: a test is made once a different text of a dictionary, its outcome then looked up by id. Parts
 * that look at entries come worked out (`held`): reading lines takes time and is the caller's. A generator: it stops
 * where the caller may pause or give up, and its return value is the answer.
 */
import { STRETCH_OF_TESTS, toEnd, type Steps } from '#core/base/steps.ts';
import { type MessageColumns, type TextDictionary } from '#core/records/message-columns.ts';
import type { FieldNode, Node, WordNode } from './ast.ts';
import { add, all, invert, keepAlso, none, type Bits } from './bits.ts';
import { domainsOf } from './domains.ts';
import type { EntryNode } from './entry-test.ts';
import {
  fieldOf,
  IN_LINES,
  STATE_COLUMNS,
  WORD_COLUMNS,
  type NumberField,
  type TextField,
} from './fields.ts';
import { boundsOf, readSpan } from './numbers.ts';
import { fieldTest, wordTest, type TextTest } from './value-test.ts';

const MINUTE = 60_000;

/** By node: one byte an entry of the log, 1 where the node holds. What is not there holds nowhere. */
export type Held = ReadonlyMap<EntryNode, Uint8Array>;

export interface Known {
  readonly columns: MessageColumns;
  readonly held: Held;
  /** Words are not looked for in the columns: of use for a first answer, for hardly a word stands there and in no line. */
  readonly linesOnly?: boolean;
  /** No entry has a text that is no part of its lines. */
  readonly plain?: boolean;
}

export function* evaluate(node: Node, known: Known): Steps<Bits> {
  const { columns } = known;
  if (node.type === 'word') return yield* wordBits(node, known);
  if (node.type === 'field') return yield* fieldBits(node, known);
  if (node.type === 'not') {
    const bits = yield* evaluate(node.part, known);
    invert(bits);
    return bits;
  }
  const isOr = node.type === 'or';
  const bits = isOr ? none(columns.count) : all(columns.count);
  for (const part of node.parts) {
    const more = yield* evaluate(part, known);
    if (isOr) add(bits, more);
    else keepAlso(bits, more);
  }
  return bits;
}

/** To the end at once. */
export function evaluated(node: Node, known: Known): Bits {
  return toEnd(evaluate(node, known));
}

function* wordBits(node: WordNode, { columns, held, linesOnly, plain }: Known): Steps<Bits> {
  const { value } = node;
  if (value.text === '') return all(columns.count);
  const bits = messagesOf(held.get(node), columns);
  if (linesOnly !== true) add(bits, yield* wordInColumns(node, columns, plain === true));
  return bits;
}

function* wordInColumns({ value }: WordNode, columns: MessageColumns, plain: boolean): Steps<Bits> {
  const bits = none(columns.count);
  const isState: TextTest = (s) => value.regex !== true && s === value.text;
  for (const column of STATE_COLUMNS) yield* addTexts(bits, columns.dictionary(column), isState);
  const test = wordTest(value);
  /* An expression may ask where a text begins and ends. */
  const seen = plain && value.regex !== true;
  for (const column of WORD_COLUMNS)
    if (!seen || !IN_LINES.has(column)) yield* addTexts(bits, columns.dictionary(column), test);
  return bits;
}

function* fieldBits(node: FieldNode, { columns, held }: Known): Steps<Bits> {
  const field = fieldOf(node.field);
  if (field === undefined) return none(columns.count);
  const bits =
    field.type === 'text'
      ? yield* textBits(field, fieldTest(field, node.operator !== ':', node.values), columns)
      : field.type === 'number'
        ? yield* numberBits(field, node, columns)
        : messagesOf(held.get(node), columns);
  if (node.operator === '!=') invert(bits);
  return bits;
}

function* textBits(field: TextField, test: TextTest, columns: MessageColumns): Steps<Bits> {
  const bits = none(columns.count);
  for (const name of field.columns) {
    const dictionary = columns.dictionary(name);
    if (field.domain === true) yield* addDomains(bits, dictionary, test);
    else yield* addTexts(bits, dictionary, test);
  }
  return bits;
}

function* addTexts(bits: Bits, dictionary: TextDictionary, test: TextTest): Steps<void> {
  const { strings } = dictionary;
  const passed = new Uint8Array(strings.length);
  for (let id = 1; id < strings.length; id++) {
    if (test(strings.at(id) ?? '')) passed[id] = 1;
    if (id % STRETCH_OF_TESTS === 0) yield;
  }
  addPassed(bits, dictionary, passed);
  yield;
}

/** `test` is asked of domains as it would be of addresses, once each. */
function* addDomains(bits: Bits, dictionary: TextDictionary, test: TextTest): Steps<void> {
  const { names, of } = yield* domainsOf(dictionary);
  const holding = new Uint8Array(names.length);
  for (const [number, name] of names.entries()) {
    if (test(`@${name}`)) holding[number] = 1;
    if (number % STRETCH_OF_TESTS === 0) yield;
  }
  const passed = new Uint8Array(of.length);
  for (let id = 1; id < of.length; id++) passed[id] = holding[of[id] ?? 0] ?? 0;
  addPassed(bits, dictionary, passed);
  yield;
}

function addPassed(bits: Bits, { ids, starts }: TextDictionary, passed: Uint8Array): void {
  if (starts === undefined) {
    for (let m = 0; m < bits.length; m++) bits[m] = (bits[m] ?? 0) | (passed[ids[m] ?? 0] ?? 0);
  } else addLists(bits, { ids, starts }, passed);
}

function* numberBits({ column, kind }: NumberField, node: FieldNode, columns: MessageColumns): Steps<Bits> {
  const bits = none(columns.count);
  const operator = node.operator === '!=' ? '=' : node.operator;
  const numbers = columns.numbers(column);
  /* Times are asked for on the log's own clock. */
  const zones = kind === 'time' ? columns.numbers('zone') : undefined;
  for (const { text } of node.values) {
    const span = readSpan(text, kind);
    if (span === undefined) continue;
    const { from, until } = boundsOf(operator, span);
    for (let m = 0; m < bits.length; m++) {
      const number = (numbers[m] ?? NaN) + (zones === undefined ? 0 : (zones[m] ?? 0) || 0) * MINUTE;
      /* An unknown number compares with nothing. */
      if (number >= from && number < until) bits[m] = 1;
    }
    yield;
  }
  return bits;
}

/** A message has what one of its entries has. */
function messagesOf(entries: Uint8Array | undefined, columns: MessageColumns): Bits {
  const bits = none(columns.count);
  if (entries === undefined) return bits;
  addLists(bits, columns.entries(), entries);
  return bits;
}

function addLists(
  bits: Bits,
  { ids, starts }: Required<Pick<TextDictionary, 'ids' | 'starts'>>,
  passed: Uint8Array,
): void {
  for (let m = 0; m < bits.length; m++) {
    const end = starts[m + 1] ?? 0;
    for (let i = starts[m] ?? 0; i < end; i++) {
      if (passed[ids[i] ?? 0] === 1) {
        bits[m] = 1;
        break;
      }
    }
  }
}
