/** What ssh2 and sockets throw, as problems that name the step. */
import type { Problem } from '#core/base/problem.ts';
import type { SshProblemCode } from '#core/base/ssh-problem.ts';
import type { ServerStep } from '#core/contract/server-protocol.ts';
import { ReadFailure } from '../failure.ts';

export function sshFailure(code: SshProblemCode, where: string, detail?: string): ReadFailure {
  return new ReadFailure({ code, where, ...(detail === undefined ? {} : { detail }) });
}

/** Words of a server for a sentence or a question: without what would steer the text around them. */
export function clean(text: string, longest = 120): string {
  return text
    .slice(0, 4 * longest)
    .replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, longest);
}

const SOCKET: Readonly<Record<string, SshProblemCode>> = {
  ENOTFOUND: 'ssh-host-unknown',
  EAI_AGAIN: 'ssh-host-unknown',
  ECONNREFUSED: 'ssh-refused',
  EHOSTUNREACH: 'ssh-unreachable',
  ENETUNREACH: 'ssh-unreachable',
  EHOSTDOWN: 'ssh-unreachable',
  EACCES: 'ssh-unreachable',
  EADDRNOTAVAIL: 'ssh-unreachable',
  ETIMEDOUT: 'ssh-timeout-connect',
};

const CLOSED: Readonly<Record<ServerStep, SshProblemCode>> = {
  connect: 'ssh-unreachable',
  handshake: 'ssh-closed-handshake',
  'host-key': 'ssh-closed-handshake',
  login: 'ssh-closed-login',
  files: 'ssh-closed-files',
};

const TIMEOUTS: Readonly<Record<ServerStep, SshProblemCode>> = {
  connect: 'ssh-timeout-connect',
  handshake: 'ssh-timeout-handshake',
  'host-key': 'ssh-timeout-handshake',
  login: 'ssh-timeout-login',
  files: 'ssh-timeout-files',
};

export function timeoutFailure(step: ServerStep, where: string): ReadFailure {
  return sshFailure(TIMEOUTS[step], where);
}

export function closedFailure(step: ServerStep, where: string, detail?: string): ReadFailure {
  return sshFailure(CLOSED[step], where, detail);
}

interface SshError extends Error {
  readonly level?: string;
  readonly code?: string | number;
}

export function failureAt(step: ServerStep, where: string, error: unknown): ReadFailure {
  if (error instanceof ReadFailure) return error;
  const { message, code, level } = error as SshError;
  if (typeof code === 'string' && SOCKET[code] !== undefined && step === 'connect')
    return sshFailure(SOCKET[code], where, code);
  if (/no matching|no mutual|unsupported (?:key|cipher|kex|mac)/i.test(message))
    return sshFailure('ssh-no-common', where);
  if (/too many authentication/i.test(message)) return sshFailure('ssh-too-many', where);
  if (level === 'client-timeout') return timeoutFailure(step, where);
  if (isLost(message, code)) return closedFailure(step, where, typeof code === 'string' ? code : undefined);
  if (step === 'handshake' && (level === 'protocol' || level === undefined))
    return sshFailure('ssh-not-ssh', where, clean(message, 80));
  /* What ssh2 throws while it reads has neither level nor code. */
  if (level === 'protocol' || level === 'handshake' || (level === undefined && code === undefined))
    return sshFailure('ssh-garbled', where, clean(message, 80));
  return closedFailure(step, where);
}

function isLost(message: string, code: string | number | undefined): boolean {
  return typeof code === 'string' || /connection lost|disconnect/i.test(message);
}

/** Worth another attempt by itself: the line broke, nothing else is wrong. */
export function isBrokenLine({ code }: Problem): boolean {
  return code === 'ssh-closed-files' || code === 'ssh-timeout-files';
}
