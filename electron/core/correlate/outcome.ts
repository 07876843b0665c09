/** How a message as a whole has gone, from the states of its recipients. */
import type { Status } from './message.ts';

/** Worst first. */
const RANK: readonly Status[] = [
  'bounced',
  'deferred',
  'quarantined',
  'queued',
  'rejected',
  'unknown',
  'discarded',
  'sent',
];
const FINAL: ReadonlySet<Status> = new Set<Status>(['sent', 'bounced', 'rejected', 'discarded']);

export function isFinal(status: Status): boolean {
  return FINAL.has(status);
}

/** A refused recipient does not make the message fail for those who were accepted. Nobody at all: unknown. */
export function worstOf(statuses: readonly Status[]): Status {
  if (statuses.length === 0) return 'unknown';
  const accepted = statuses.filter((status) => status !== 'rejected');
  const counted = accepted.length === 0 ? statuses : accepted;
  return counted.reduce((w, status) => (RANK.indexOf(status) < RANK.indexOf(w) ? status : w), 'sent');
}

export interface Outcome {
  readonly status: Status;
  readonly statuses: readonly Status[];
  /** It goes on in its children. */
  readonly splitUp: boolean;
  /** As `nrcpts` says; refused ones are not counted in it. */
  readonly recipientCount: number | undefined;
  /** An arrival line without a Message-ID: no text was ever accepted, so nothing will follow. */
  readonly withoutText: boolean;
  /** An alias turned several recipients into fewer: `ctladdr` is not kept, so bare names show it. */
  readonly expanded: () => boolean;
}

/** Has the last of its recipients come to an end? */
export function isEnded({
  status,
  statuses,
  splitUp,
  recipientCount,
  withoutText,
  expanded,
}: Outcome): boolean {
  if (statuses.length === 0) return isFinal(status) || splitUp || withoutText;
  if (!statuses.every(isFinal)) return false;
  const accepted = statuses.filter((s) => s !== 'rejected').length;
  return accepted >= (recipientCount ?? 0) || accepted === 0 || expanded();
}
