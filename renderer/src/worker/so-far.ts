/** Answers in parts: what has been found so far, where the whole takes longer than a reader waits. */
import type { Node } from '#core/query/ast.ts';

/** How long an answer may take before its first part is given, and from one part to the next; milliseconds. */
const FIRST = 30;
const NEXT = 200;

/** Undefined when it takes longer; `again`: a part of it was given before. */
export async function withinPatience<T>(answer: Promise<T>, again: boolean): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), again ? NEXT : FIRST);
  });
  try {
    return await Promise.race([answer, patience]);
  } finally {
    clearTimeout(timer);
  }
}

/** What is read later can only add to what was found: nothing that is `looked` for in lines is excluded. */
export function canOnlyGrow(node: Node, looked: readonly Node[]): boolean {
  return looked.length > 0 && !excludes(node, new Set(looked));
}

function excludes(node: Node, looked: ReadonlySet<Node>): boolean {
  if (node.type === 'not') return holds(node.part, looked);
  if (node.type === 'and' || node.type === 'or') return node.parts.some((part) => excludes(part, looked));
  return node.type === 'field' && node.operator === '!=' && looked.has(node);
}

function holds(node: Node, looked: ReadonlySet<Node>): boolean {
  if (node.type === 'not') return holds(node.part, looked);
  if (node.type === 'and' || node.type === 'or') return node.parts.some((part) => holds(part, looked));
  return looked.has(node);
}
