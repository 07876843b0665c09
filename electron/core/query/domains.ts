/**
 * The domains of a column of addresses, each once: a log has a hundred times as many addresses as domains, so whatever
 * asks for domains looks at these. Made when first asked for and kept as long as the column's texts are.
 */
import { STRETCH, type Steps } from '#core/base/steps.ts';
import { ABSENT, type TextDictionary } from '#core/records/message-columns.ts';
import { domainOf } from './value-test.ts';

export interface Domains {
  /** In lower case; the empty one is that of an address without. */
  readonly names: readonly string[];
  /** By the number of an address: that of its domain. */
  readonly of: Uint32Array;
}

const known = new WeakMap<TextDictionary['strings'], Domains>();

export function* domainsOf({ strings }: TextDictionary): Steps<Domains> {
  const before = known.get(strings);
  if (before !== undefined) return before;
  const names: string[] = [];
  const numbers = new Map<string, number>();
  const of = new Uint32Array(strings.length);
  for (let id = ABSENT + 1; id < strings.length; id++) {
    const name = domainOf(strings.at(id) ?? '').toLowerCase();
    const number = numbers.get(name) ?? names.push(name) - 1;
    numbers.set(name, number);
    of[id] = number;
    if (id % STRETCH === 0) yield;
  }
  const made = { names, of };
  known.set(strings, made);
  return made;
}
