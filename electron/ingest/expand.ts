/** A path the user named -> the log files it stands for. A folder stands for the mail logs in it, oldest first. */
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Problem } from '#core/base/problem.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { readBytes } from './bytes.ts';
import { problemOf } from './failure.ts';
import { mailLogNames, rotatedSet } from './rotation.ts';

/** A syslog line of a mail program: what tells a mail log when its name does not. */
const MAIL_LINE =
  /(?:\b(?:sendmail|sm-mta|sm-msp-queue|exim4?)|postfix\/[\w/-]+)(?:\[\d+\])?: |: (?:from|to)=</;
const SAMPLE = 64 * 1024;
/** A folder with more files than this is not one of logs; a look into each would take minutes. */
const MAX_SAMPLED = 500;

export async function expandPath(path: string): Promise<Result<string[], Problem>> {
  const where = basename(path) || path;
  try {
    const stats = await stat(path);
    if (stats.isFile()) return ok([path]);
    if (!stats.isDirectory()) return err({ code: 'is-device', where });
    const names = await logNames(path);
    if (names.length === 0) return err({ code: 'is-directory-without-logs', where });
    return ok(names.map((name) => join(path, name)));
  } catch (error) {
    return err(problemOf(error, where));
  }
}

/** The rotated set that a file belongs to, oldest first: at least the file itself. */
export async function rotatedSetOf(path: string): Promise<string[]> {
  const folder = dirname(path);
  const names = await fileNames(folder).catch(() => []);
  const set = rotatedSet(basename(path), names);
  return set.includes(basename(path)) ? set.map((name) => join(folder, name)) : [path];
}

/** Files with the names of mail logs; where there is none, files with lines of mail programs in them. */
async function logNames(folder: string): Promise<readonly string[]> {
  const { mail, others } = mailLogNames(await fileNames(folder));
  if (mail.length > 0) return mail;
  const found: string[] = [];
  for (const name of others.slice(0, MAX_SAMPLED)) {
    if (await hasMailLines(join(folder, name))) found.push(name);
  }
  return found;
}

async function fileNames(folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const isFile =
      entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(join(folder, entry.name))));
    if (isFile) names.push(entry.name);
  }
  return names;
}

async function leadsToFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}

/** What cannot be read here counts as no mail log. */
async function hasMailLines(path: string): Promise<boolean> {
  try {
    for await (const { data } of readBytes(path, { fromOffset: 0, alert: () => undefined }))
      return MAIL_LINE.test(Buffer.from(data.subarray(0, SAMPLE)).toString('latin1'));
    return false;
  } catch {
    return false;
  }
}
