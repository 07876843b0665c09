/** What stops reading, as the facts that the front ends make a sentence of. */
import type { Problem, ProblemCode } from '#core/base/problem.ts';

export class ReadFailure extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.where}`);
    this.name = 'ReadFailure';
    this.problem = problem;
  }
}

const SYSTEM: Readonly<Record<string, ProblemCode>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  ENXIO: 'is-device',
};

export function problemOf(error: unknown, where: string): Problem {
  if (error instanceof ReadFailure) return error.problem;
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined) return { code: 'internal', where, detail: String(error) };
  return { code: SYSTEM[code] ?? 'read-failed', where, detail: code };
}
