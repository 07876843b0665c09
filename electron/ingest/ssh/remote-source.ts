/** A file on a server as a source of a log; the same for who opens a log and for who follows it over a rotation. */
import { join } from 'node:path';
import type { CursorMark, RemoteSource, SourceFacts } from '#core/contract/ingest-protocol.ts';
import type { FoundFile } from '#core/contract/server-protocol.ts';
import { sha256 } from '../facts.ts';

/** Within the folder of its log. Nothing a server says is part of it. */
export function copyPath(folder: string, source: number): string {
  return join(folder, `${source}.copy`);
}

export function remoteFacts(
  server: { readonly id: string; readonly name: string },
  source: number,
  { name, size, modified, fingerprint }: FoundFile,
): SourceFacts {
  return {
    source,
    sourceId: sha256(`${server.id} ${source} ${fingerprint}`).slice(0, 32),
    name: `${server.name}: ${name}`,
    size,
    modified,
    fingerprint,
  };
}

/** As the list of known logs keeps it, what is not known may be undefined. */
type Place = Pick<FoundFile, 'path' | 'name' | 'size'> & {
  readonly inode?: number | undefined;
  readonly packed?: number | undefined;
  readonly cursors?: readonly CursorMark[] | undefined;
};

export function remoteSource(
  server: string,
  { path, name, size, inode, packed, cursors }: Place,
): RemoteSource {
  return {
    server,
    path,
    name,
    size,
    ...(inode === undefined ? {} : { inode }),
    ...(packed === undefined ? {} : { packed }),
    ...(cursors === undefined ? {} : { cursors }),
  };
}
