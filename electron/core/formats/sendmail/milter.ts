import type { Field } from '#core/records/log-record.ts';
import { NO_FIELDS } from '../format.ts';
import { knownPairs } from './pairs.ts';

const COMMANDS = ['host', 'helo', 'from', 'to', 'cmd', 'reject', 'errormode'] as const;
const ACTIONS = ['milter', 'action', 'reject', 'quarantine'] as const;
const BARE = [', discard', ', continue', ', accepted', ', accept', ', tempfail', ', reject', ', skip'];

function withoutOutcome(value: string): string {
  const bare = BARE.find((outcome) => value.endsWith(outcome));
  return bare === undefined ? value : value.slice(0, -bare.length);
}

/** The reply of a filter is free text: it is kept whole. */
function trimmed(fields: readonly Field[]): readonly Field[] {
  return fields.map(([key, value]) => [
    key,
    key === 'reject' || key === 'quarantine' ? value : withoutOutcome(value),
  ]);
}

/**
 * `milter=NAME, action=CMD, OUTCOME`, `Milter: CMD=ARG, reject=TEXT`; `Milter (NAME) add: header: ...` has no pairs.
 * The `to=` of `Milter: to=<a>, reject=...` names who was refused: it is no delivery.
 */
export function milterFields(text: string, start: number): readonly Field[] {
  if (text.startsWith('milter=', start)) return trimmed(knownPairs(text, start, ACTIONS));
  if (!text.startsWith('Milter: ', start)) return NO_FIELDS;
  const after = start + 8;
  const connect = text.startsWith('connect: ', after) ? after + 9 : after;
  return trimmed(knownPairs(text, connect, COMMANDS));
}
