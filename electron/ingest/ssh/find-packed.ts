/** Files that were read plain and have been packed since: known by how they begin, for only that is cheap to unpack. */
import type { FetchedSource, FoundFile } from '#core/contract/server-protocol.ts';
import { isPackedName, rotatedName } from '../rotation.ts';
import { packingOf } from '../unpack/unpack.ts';
import { beginsAlike } from './find-rest.ts';
import { readBlock, type RemoteFiles } from './remote-files.ts';

type Archive = Omit<FoundFile, 'fingerprint'>;

/** The archive among `candidates` that holds what was read of a file, as the file it was: with its size unpacked. */
export async function findPacked<A extends Archive>(
  files: RemoteFiles,
  file: FetchedSource,
  candidates: readonly A[],
): Promise<{ readonly archive: A; readonly file: FoundFile } | undefined> {
  /* Of an empty file nothing is known. */
  if (file.size === 0 || file.fingerprint.startsWith('0-')) return undefined;
  const { base } = rotatedName(file.name);
  for (const archive of candidates.toReversed()) {
    if (!isPackedName(archive.name) || rotatedName(archive.name).base !== base) continue;
    if (!(await beginsAlike(files, archive.path, file.fingerprint))) continue;
    const size = await unpackedSize(files, archive, file.size);
    return { archive, file: { ...archive, size, packed: archive.size, fingerprint: file.fingerprint } };
  }
  return undefined;
}

/** gzip keeps it in its last four bytes. Where it is not known, it is one more than what is here: there may be a rest. */
async function unpackedSize(files: RemoteFiles, { path, size }: Archive, known: number): Promise<number> {
  const isGzip = packingOf(await readBlock(files, path, 0, 6)) === 'gzip';
  const end = isGzip && size >= 18 ? await readBlock(files, path, size - 4, size) : new Uint8Array();
  const told = end.length === 4 ? Buffer.from(end).readUInt32LE() : 0;
  return told < known ? known + 1 : told;
}
