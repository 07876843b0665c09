/** One value of the filter as a test on a text. Made once a filter, then asked once a different text. */
import type { Value } from './ast.ts';
import type { TextField } from './fields.ts';
import { inNetwork, networkIn } from './network.ts';
import { readRegex } from './regex.ts';
import { isWildcard, matchesWildcard } from './wildcard.ts';

/** The text as logged. */
export type TextTest = (logged: string) => boolean;

/** `exact`: the operator asks for the whole text. Any of the values will do. */
export function fieldTest(field: TextField, exact: boolean, values: readonly Value[]): TextTest {
  const tests = values.map((value) => oneTest(field, exact, value));
  const oneHolds: TextTest = (s) => tests.some((test) => test(s));
  return field.domain === true ? (s) => oneHolds(domainOf(s)) : oneHolds;
}

/** Of a text that is one of a few: a state, a kind of line. */
export function wholeTest(exact: boolean, values: readonly Value[]): TextTest {
  return fieldTest({ type: 'text', columns: [], how: 'is' }, exact, values);
}

function oneTest(field: TextField, exact: boolean, value: Value): TextTest {
  if (value.regex === true) return regexTest(value.text, exact);
  const network = field.network === true ? networkIn(value.text) : undefined;
  if (network !== undefined) return (s) => inNetwork(s, network);
  const asked = field.bare === true ? value.text.replace(/^<|>$/g, '') : value.text;
  if (!value.quoted && isWildcard(asked)) return (s) => matchesWildcard(asked, s.toLowerCase());
  /** `from:<>` and `from:""` ask for bounces. */
  if (exact || field.how === 'is' || asked === '') return (s) => s.toLowerCase() === asked;
  if (field.how === 'begins') return (s) => s.toLowerCase().startsWith(asked);
  return (s) => s.toLowerCase().includes(asked);
}

/** A word anywhere; wildcards stand for what is between, not for the ends. */
export function wordTest({ text, quoted, regex }: Value): TextTest {
  if (regex === true) return regexTest(text, false);
  if (!quoted && isWildcard(text)) return (s) => matchesWildcard(`*${text}*`, s.toLowerCase());
  return (s) => s.toLowerCase().includes(text);
}

function regexTest(pattern: string, exact: boolean): TextTest {
  const read = readRegex(pattern);
  if (!read.ok) return () => false;
  return exact ? read.value.whole : read.value.found;
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1 || address.length);
}
