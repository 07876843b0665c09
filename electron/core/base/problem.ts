/**
 * What went wrong, as facts. The front ends (page, CLI) make one sentence of it in the reader's language
 * with core/base/problem-text.ts; nothing here is shown as it is.
 */
import type { SshProblemCode } from './ssh-problem.ts';

export type ProblemCode =
  | SshProblemCode
  | 'not-found'
  | 'no-permission'
  | 'is-directory-without-logs'
  | 'is-device'
  | 'empty'
  | 'binary'
  | 'not-a-mail-log'
  | 'truncated-archive'
  | 'corrupt-archive'
  | 'unsupported-archive'
  | 'bomb'
  | 'read-failed'
  | 'reading-broke-off'
  | 'cancelled'
  | 'source-gone'
  | 'store-full'
  | 'store-failed'
  | 'protocol'
  | 'internal';

export interface Problem {
  readonly code: ProblemCode;
  /** The file's own name or the place the user named; never a path on the page. */
  readonly where: string;
  /** Extra facts for the sentence: byte position, errno, limit ... */
  readonly detail?: string;
}

/** Not fatal: counted in the stream and shown with the log. */
export interface Alert {
  readonly code:
    | 'line-too-long'
    | 'nul-bytes'
    | 'invalid-text'
    | 'truncated-archive'
    | 'corrupt-archive'
    | 'clock-jump'
    | 'unfinished-line'
    | 'became-shorter'
    | 'copy-dropped'
    | 'no-mail-lines'
    | 'binary';
  readonly count: number;
  readonly where: string;
  readonly detail?: string;
}

/** Where an archive broke, as the `detail` of which problem-text.ts makes words. */
export function archivePlace(packed: number, unpacked: number): string {
  return `packed ${packed}, unpacked ${unpacked}`;
}
