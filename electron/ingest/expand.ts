/** A path the user named -> the log files it stands for. A folder stands for the mail logs in it, oldest first. */
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Problem } from '#core/base/problem.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { problemOf } from './failure.ts';

const MAIL_LOG =
  /^(maillog|mail\.(log|info|warn|err)|mail|messages|syslog|.+\.log)([.-]\d+)*(\.(gz|bz2|xz|zst))?$/;

export async function expandPath(path: string): Promise<Result<string[], Problem>> {
  const where = basename(path);
  try {
    const stats = await stat(path);
    if (stats.isFile()) return ok([path]);
    if (!stats.isDirectory()) return err({ code: 'is-device', where });
    const names = (await readdir(path, { withFileTypes: true }))
      .filter((entry) => entry.isFile() && MAIL_LOG.test(entry.name))
      .map((entry) => entry.name)
      .sort(byAge);
    if (names.length === 0) return err({ code: 'is-directory-without-logs', where });
    return ok(names.map((name) => join(path, name)));
  } catch (error) {
    return err(problemOf(error, where));
  }
}

/** Rotated files of one log stand oldest first: dates ascending, then numbers descending, then the current one. */
export function byAge(a: string, b: string): number {
  const [left, right] = [rotation(a), rotation(b)];
  if (left.log !== right.log) return left.log < right.log ? -1 : 1;
  return left.age - right.age || (a < b ? -1 : 1);
}

function rotation(name: string): { log: string; age: number } {
  const found = /^(.*?)(?:-(\d{6,}))?(?:\.(\d+))?(?:\.(?:gz|bz2|xz|zst))?$/.exec(name);
  const [, log = name, date, number] = found ?? [];
  if (date !== undefined) return { log, age: Number(date) - 1e15 };
  return { log, age: number === undefined ? 1 : -Number(number) };
}
