/**
 * `ruleset=RS, arg1=A[, arg2=B][, relay=R], (reject=TEXT | discard | quarantine=TEXT)` (parseaddr.c:rscheck()).
 * arg1 may be a client's address or any header text, and TEXT may say the address again.
 */
import type { Field } from '#core/records/log-record.ts';
import { addressEnd } from './address-list.ts';
import { knownPairs } from './pairs.ts';

const KEYS = ['arg2', 'relay', 'reject', 'quarantine', 'errormode'] as const;

function isOutcome(text: string, at: number): boolean {
  return (
    text.startsWith(', reject=', at) ||
    text.startsWith(', discard', at) ||
    text.startsWith(', quarantine=', at)
  );
}

/** Does `, relay=R` with the outcome after it, or the outcome itself, begin here? */
function isTail(text: string, at: number): boolean {
  if (isOutcome(text, at)) return true;
  if (text.startsWith(', arg2=', at)) return true;
  if (!text.startsWith(', relay=', at)) return false;
  const end = text.indexOf(', ', at + 2);
  return end < 0 || isOutcome(text, end);
}

function argumentEnd(text: string, value: number): number {
  if (text.charCodeAt(value) === 60) return addressEnd(text, value, text.length);
  for (let at = text.indexOf(', ', value); at >= 0; at = text.indexOf(', ', at + 2))
    if (isTail(text, at)) return at;
  return text.length;
}

function withoutDiscard(value: string): string {
  return value.endsWith(', discard') ? value.slice(0, -9) : value;
}

/** The fields of a line that begins `ruleset=` at `start`. */
export function rulesetFields(text: string, start: number): readonly Field[] {
  const argument = text.indexOf(', arg1=', start);
  if (argument < 0)
    return knownPairs(text, start, ['ruleset', ...KEYS]).map(([key, value]) => [key, withoutDiscard(value)]);
  const value = argument + 7;
  const end = argumentEnd(text, value);
  const rest = end < text.length ? knownPairs(text, end + 2, KEYS) : [];
  return [
    ['ruleset', text.slice(start + 8, argument)],
    ['arg1', text.slice(value, end)],
    ...rest.map(([key, found]): Field => [
      key,
      key === 'relay' || key === 'arg2' ? withoutDiscard(found) : found,
    ]),
  ];
}
