/** Where a log lies that was followed and is no longer under its name: known by its last block, packed or not. */
import { joinRemote, splitRemote } from '#core/ssh/remote-path.ts';
import { fingerprintOf, sha256 } from '../facts.ts';
import { unpackPipe } from '../bytes.ts';
import { isPackedName, rotatedSet } from '../rotation.ts';
import type { LastBytes } from './last-block.ts';
import { readBlock, type RemoteFiles } from './remote-files.ts';
import { passOn } from './server-reader.ts';

/** The newest of them; an older one was rotated before. */
const MOST_LOOKED_AT = 6;
/** Packed bytes that surely unpack to what a fingerprint covers. */
const PACKED_HEAD = 16 * 1024;

export interface Rest {
  readonly path: string;
  readonly isPacked: boolean;
}

export interface Followed {
  readonly path: string;
  readonly fingerprint: string;
  /** Bytes that were read of it. */
  readonly at: number;
  readonly last: LastBytes;
}

/** `none`: no rotated file is there at all. */
export async function findRest(files: RemoteFiles, followed: Followed): Promise<Rest | 'none' | undefined> {
  const { folder, name } = splitRemote(followed.path);
  const all = ((await files.list(folder).catch(passOn)) || []).flatMap((entry) =>
    entry.kind === 'file' ? [entry.name] : [],
  );
  const rotated = rotatedSet(name, all).filter((other) => other !== name);
  if (rotated.length === 0) return 'none';
  const newest = (isPacked: boolean): readonly Rest[] =>
    rotated
      .filter((other) => isPackedName(other) === isPacked)
      .slice(-MOST_LOOKED_AT)
      .toReversed()
      .map((other) => ({ path: joinRemote(folder, other), isPacked }));
  for (const rest of newest(false)) if (await endsAlike(files, rest.path, followed)) return rest;
  for (const rest of newest(true)) if (await beginsAlike(files, rest.path, followed.fingerprint)) return rest;
  return undefined;
}

async function endsAlike(files: RemoteFiles, path: string, { at, last }: Followed): Promise<boolean> {
  const { length, sha256: sum } = last.block;
  try {
    return sha256(await readBlock(files, path, at - length, at)) === sum;
  } catch (error) {
    return passOn(error);
  }
}

/** Does the archive hold a file that begins like this? Only its first bytes are fetched. */
export async function beginsAlike(files: RemoteFiles, path: string, fingerprint: string): Promise<boolean> {
  try {
    const packed = await readBlock(files, path, 0, PACKED_HEAD);
    const pieces: Uint8Array[] = [];
    const input = (async function* () {
      yield await Promise.resolve(packed);
    })();
    for await (const { data } of unpackPipe(input, '', () => undefined)) pieces.push(Buffer.from(data));
    return fingerprintOf(Buffer.concat(pieces), fingerprint) === fingerprint;
  } catch (error) {
    return passOn(error);
  }
}
