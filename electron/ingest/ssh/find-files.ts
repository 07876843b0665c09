/** What a path on a server stands for, and what of it is new. */
import type { FetchedSource, FoundFile, ServerListing, ServerTask } from '#core/contract/server-protocol.ts';
import { planFetch } from '#core/ssh/continue-plan.ts';
import { joinRemote, matchesGlob, parseRemotePath, type RemotePath } from '#core/ssh/remote-path.ts';
import { fingerprintOf, sha256 } from '../facts.ts';
import { ReadFailure } from '../failure.ts';
import { mailLogNames, oldestFirst, rotatedSet } from '../rotation.ts';
import { findPacked } from './find-packed.ts';
import { readBlock, type RemoteFiles } from './remote-files.ts';
import { sshFailure } from './ssh-failure.ts';

/** A folder with more is not one of logs. */
const MOST_FILES = 500;
const HEAD = 4096;

interface Candidate {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  readonly inode?: number;
}

export async function listFiles(files: RemoteFiles, task: ServerTask): Promise<ServerListing> {
  const where = task.name;
  const path = parseRemotePath(task.path);
  if (!path.ok) throw sshFailure('ssh-path', where, task.path.replaceAll(/\p{Cc}/gu, ' ').slice(0, 100));
  const { folder, names } = await wantedNames(files, path.value, where);
  const known = task.fetched;
  const wanted = await candidatesOf(files, folder, names, where);
  if (wanted.length === 0) throw sshFailure('ssh-nothing-matches', where, task.path);
  const others = known.length === 0 ? [] : await rotatedBeside(files, folder, names, where);
  const plan = await planFetch(known, [...wanted, ...others], (file, candidate) =>
    holds(files, file, candidate),
  );
  const fingerprints = new Map(known.map(({ source, fingerprint }) => [source, fingerprint]));
  const continued = [];
  for (const { file, remote } of plan.continued)
    continued.push({ source: file.source, file: await found(files, remote, fingerprints.get(file.source)) });
  const gone = [];
  const packed = new Set<Candidate>();
  for (const file of plan.gone) {
    const again = await findPacked(
      files,
      file,
      plan.fresh.filter((candidate) => !packed.has(candidate)),
    );
    if (again === undefined) gone.push(file.source);
    else {
      packed.add(again.archive);
      continued.push({ source: file.source, file: again.file });
    }
  }
  const fresh = [];
  for (const file of plan.fresh.filter((candidate) => wanted.includes(candidate) && !packed.has(candidate)))
    fresh.push(await found(files, file, undefined));
  return { method: files.method, continued, fresh, gone };
}

/** The names that are meant, oldest first. */
async function wantedNames(
  files: RemoteFiles,
  path: RemotePath,
  where: string,
): Promise<{ folder: string; names: readonly string[] }> {
  const { folder, last, isPattern } = path;
  if (isPattern) {
    const names = namesIn(await files.list(folder)).filter((name) => matchesGlob(last, name));
    return { folder, names: oldestFirst(names) };
  }
  const whole = joinRemote(folder, last);
  const { kind } = await files.stat(whole);
  if (kind === 'file') return { folder, names: [last] };
  if (kind === 'other') throw sshFailure('ssh-not-a-file', where, whole);
  const { mail } = mailLogNames(namesIn(await files.list(whole)));
  return { folder: whole, names: mail };
}

/** Of one named file the rotated copies count too, but only to find the rest of what was read before. */
async function rotatedBeside(
  files: RemoteFiles,
  folder: string,
  names: readonly string[],
  where: string,
): Promise<readonly Candidate[]> {
  const [only] = names;
  if (only === undefined || names.length > 1) return [];
  const all = namesIn(await files.list(folder).catch(() => []));
  const beside = rotatedSet(only, all).filter((name) => name !== only);
  return candidatesOf(files, folder, beside.toReversed(), where);
}

function namesIn(entries: readonly { readonly name: string; readonly kind: string }[]): readonly string[] {
  return entries.filter(({ kind }) => kind === 'file').map(({ name }) => name);
}

/** One file that must not be read does not keep the others away, unless it is the only one. */
async function candidatesOf(
  files: RemoteFiles,
  folder: string,
  names: readonly string[],
  where: string,
): Promise<readonly Candidate[]> {
  const candidates: Candidate[] = [];
  for (const name of names.slice(0, MOST_FILES)) {
    const path = joinRemote(folder, name);
    try {
      const { kind, ...stats } = await files.stat(path);
      if (kind === 'file') candidates.push({ name, path, ...stats });
      else if (names.length === 1) throw sshFailure('ssh-not-a-file', where, path);
    } catch (error) {
      const gone = error instanceof ReadFailure && /missing|forbidden/.test(error.problem.code);
      if (!gone || names.length === 1) throw error;
    }
  }
  return candidates;
}

async function holds(
  files: RemoteFiles,
  { size, block }: FetchedSource,
  candidate: Candidate,
): Promise<boolean> {
  try {
    const bytes = await readBlock(files, candidate.path, size - block.length, size);
    return bytes.length === block.length && sha256(bytes) === block.sha256;
  } catch (error) {
    if (error instanceof ReadFailure && /missing|forbidden/.test(error.problem.code)) return false;
    throw error;
  }
}

/** One file as it is now. */
export async function foundFile(files: RemoteFiles, path: string, name: string): Promise<FoundFile> {
  const { kind: _, ...stats } = await files.stat(path);
  return found(files, { name, path, ...stats }, undefined);
}

async function found(files: RemoteFiles, file: Candidate, known: string | undefined): Promise<FoundFile> {
  const head = await readBlock(files, file.path, 0, Math.min(HEAD, file.size));
  return { ...file, fingerprint: fingerprintOf(head, known) };
}
