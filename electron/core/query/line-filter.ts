/**
 * The filter of the view of all lines: the language of the list, asked of one line instead of a message. Words, kinds and
 * what the line itself says are looked for in lines (`entryNodes`), what only a message has (`messageNodes`: status,
 * direction, notes) holds for every line of the message, and a time is the line's own (`timeNodes`).
 */
import { ok, type Result } from '#core/base/result.ts';
import type { Steps } from '#core/base/steps.ts';
import type { FieldNode, Node } from './ast.ts';
import { add, all, invert, keepAlso, none, type Bits } from './bits.ts';
import { partsWhere, type EntryNode } from './entry-test.ts';
import { MESSAGES } from './filter.ts';
import { markersOf, type Marker } from './highlight.ts';
import { lineFieldOf, type LineField } from './line-fields.ts';
import { compares, readSpan } from './numbers.ts';
import { parse } from './parse.ts';
import type { FilterError } from './tokens.ts';

export interface LineFilter {
  readonly node: Node;
  readonly entryNodes: readonly EntryNode[];
  readonly messageNodes: readonly FieldNode[];
  readonly timeNodes: readonly FieldNode[];
  /** What is worth a colour. */
  readonly markers: readonly Marker[];
}

export function parseLineFilter(text: string): Result<LineFilter, FilterError> {
  const parsed = parse(text, MESSAGES);
  if (!parsed.ok) return parsed;
  const node = parsed.value;
  const fields = (type: LineField['type']): readonly FieldNode[] =>
    partsWhere(node, (name) => lineFieldOf(name)?.type === type).filter((part) => part.type === 'field');
  return ok({
    node,
    entryNodes: partsWhere(node, (name) => ['texts', 'kind'].includes(lineFieldOf(name)?.type ?? '')),
    messageNodes: fields('message'),
    timeNodes: fields('time'),
    markers: markersOf(node),
  });
}

/** One byte a line each; without the negation of `!=`. What is not there holds nowhere. */
export type LinesHeld = ReadonlyMap<EntryNode, Uint8Array>;

/** One byte a line: 1 where the filter holds. */
export function* linesMatching(node: Node, held: LinesHeld, count: number): Steps<Bits> {
  if (node.type === 'word' && node.value.text === '') return all(count);
  if (node.type === 'word' || node.type === 'field') {
    const bits = none(count);
    bits.set((held.get(node) ?? none(0)).subarray(0, count));
    if (node.type === 'field' && node.operator === '!=') invert(bits);
    yield;
    return bits;
  }
  if (node.type === 'not') {
    const bits = yield* linesMatching(node.part, held, count);
    invert(bits);
    return bits;
  }
  const isOr = node.type === 'or';
  const bits = isOr ? none(count) : all(count);
  for (const part of node.parts) {
    const more = yield* linesMatching(part, held, count);
    if (isOr) add(bits, more);
    else keepAlso(bits, more);
    yield;
  }
  return bits;
}

/** A test on a line's time, in milliseconds on the log's own clock. */
export function timeTest({ operator, values }: FieldNode): (time: number) => boolean {
  const asked = operator === '!=' ? '=' : operator;
  const spans = values.flatMap(({ text }) => readSpan(text, 'time') ?? []);
  return (time) => spans.some((span) => compares(time, asked, span));
}
