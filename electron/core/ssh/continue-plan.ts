/**
 * What is to be fetched of files that were fetched before: only what is new. A file is known by the last block that
 * was read of it, not by its name, so that a rotated one is found under its new name and read to its end.
 */
export interface FetchedFile {
  /** Number of the source within its log: it stays, whatever the file is called. */
  readonly source: number;
  /** Last part of the path. */
  readonly name: string;
  /** Bytes that are here already. */
  readonly size: number;
  readonly inode?: number;
}

export interface RemoteFile {
  readonly name: string;
  readonly size: number;
  readonly inode?: number;
}

export interface Continued<F extends FetchedFile, R extends RemoteFile> {
  readonly file: F;
  readonly remote: R;
  readonly how: 'same' | 'append' | 'rotated';
}

export interface Plan<F extends FetchedFile, R extends RemoteFile> {
  readonly continued: readonly Continued<F, R>[];
  /** Files that were not there before, or are others under the old name. In the order given. */
  readonly fresh: readonly R[];
  /** Nothing on the server holds their last block any more: what is here of them stays. */
  readonly gone: readonly F[];
}

/** `holds`: does the remote file have, up to the fetched size, the same last block? Asked only where sizes allow it. */
export async function planFetch<F extends FetchedFile, R extends RemoteFile>(
  fetched: readonly F[],
  remote: readonly R[],
  holds: (file: F, candidate: R) => Promise<boolean>,
): Promise<Plan<F, R>> {
  const taken = new Set<R>();
  const continued: Continued<F, R>[] = [];
  const gone: F[] = [];
  for (const file of fetched) {
    const found = await findAgain(file, candidates(file, remote, taken), holds);
    if (found === undefined) {
      gone.push(file);
      continue;
    }
    taken.add(found);
    const grown = found.size > file.size ? 'append' : 'same';
    continued.push({ file, remote: found, how: found.name === file.name ? grown : 'rotated' });
  }
  return { continued, fresh: remote.filter((candidate) => !taken.has(candidate)), gone };
}

/** The likeliest first: each look costs a way to the server and back. */
function candidates<R extends RemoteFile>(
  file: FetchedFile,
  remote: readonly R[],
  taken: ReadonlySet<R>,
): readonly R[] {
  const rank = ({ name, inode }: R): number => {
    if (inode !== undefined && inode === file.inode) return 0;
    return name === file.name ? 1 : 2;
  };
  return remote
    .filter((candidate) => !taken.has(candidate) && candidate.size >= file.size)
    .toSorted((a, b) => rank(a) - rank(b));
}

async function findAgain<F extends FetchedFile, R extends RemoteFile>(
  file: F,
  remote: readonly R[],
  holds: (file: F, candidate: R) => Promise<boolean>,
): Promise<R | undefined> {
  /* Of an empty file nothing can be told but its name. */
  if (file.size === 0) return remote.find(({ name }) => name === file.name);
  for (const candidate of remote) if (await holds(file, candidate)) return candidate;
  return undefined;
}
