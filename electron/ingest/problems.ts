import { basename } from 'node:path';
import type { Stats } from 'node:fs';
import type { Problem, ProblemCode } from '#core/base/problem.ts';

/** What the operating system's error numbers mean to a reader of logs. */
const CODES: Readonly<Record<string, ProblemCode>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EISDIR: 'is-directory-without-logs',
  ENXIO: 'is-device',
  ENODEV: 'is-device',
};

export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The problem an error of the file system stands for; a broken assumption stays an `internal` one. */
export function problemOf(error: unknown, path: string): Problem {
  const errno = errnoOf(error);
  const where = displayName(path);
  if (errno !== undefined) return { code: CODES[errno] ?? 'read-failed', where, detail: errno };
  return { code: 'internal', where, detail: error instanceof Error ? error.message : String(error) };
}

/** What people call the file: its name without folders ("/" has none). */
export function displayName(path: string): string {
  return basename(path) || path;
}

/** Why something that is neither a file nor a folder is not read. */
export function kindProblem(stats: Stats, path: string): Problem | undefined {
  const where = displayName(path);
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return { code: 'is-directory-without-logs', where };
  const kinds: readonly (readonly [boolean, string])[] = [
    [stats.isCharacterDevice(), 'character device'],
    [stats.isBlockDevice(), 'block device'],
    [stats.isFIFO(), 'pipe'],
    [stats.isSocket(), 'socket'],
  ];
  return { code: 'is-device', where, detail: kinds.find(([is]) => is)?.[1] ?? 'device' };
}
