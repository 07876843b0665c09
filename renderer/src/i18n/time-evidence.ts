import type { LogTiming } from '#core/correlate/timing.ts';
import type { Messages } from './en.ts';

/** Where year and zone came from, in words: `year and time zone from 5 of 5 queue ids`. */
export function timeEvidence(timing: LogTiming, messages: Messages): string {
  const evidence = messages.time.evidence;
  const basis = timing.zoneBasis;
  if (basis === 'queue-id' || basis === 'remote-id') return evidence[basis](timing.votes, timing.voters);
  return evidence[basis];
}
