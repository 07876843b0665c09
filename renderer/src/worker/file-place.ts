/** Where the blocks of large logs lie: a file a log in one folder of the browser's own files, beside its database. */
import type { FilePlace, OpenFile } from './block-file.ts';
import type { LogDatabase } from './database.ts';

const FOLDER = 'blocks';

/** Pages have no such files, and know none. */
interface OfWorkers {
  createSyncAccessHandle(): Promise<OpenFile>;
}

async function folder(create: boolean): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create });
}

/** The log's database knows the name: of a log that was read anew, what is left of the older is not taken for its own. */
export function filePlace(logId: string, database: LogDatabase): FilePlace {
  return {
    open: async () => {
      const known = await database.fileName();
      if (known === undefined) await removeFiles(logId);
      const name = known ?? `${logId}.${crypto.randomUUID()}`;
      const file = await (await folder(true)).getFileHandle(name, { create: true });
      const opened = await (file as unknown as OfWorkers).createSyncAccessHandle();
      if (known === undefined) await database.setFileName(name);
      return opened;
    },
    read: async (at, length) => {
      const name = (await database.fileName()) ?? '';
      const file = await (await folder(false)).getFileHandle(name).catch(() => undefined);
      const part = (await file?.getFile())?.slice(at, at + length);
      return new Uint8Array((await part?.arrayBuffer()) ?? new ArrayBuffer(0));
    },
  };
}

async function names(): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const name of (await folder(false)).keys()) found.push(name);
  return found;
}

function logOf(name: string): string {
  return name.slice(0, name.lastIndexOf('.'));
}

/** Logs that have files. */
export async function logsWithFiles(): Promise<readonly string[]> {
  return names().then(
    (all) => all.map(logOf),
    () => [],
  );
}

/** Where there are none, or another worker has them, there is nothing to do. */
export async function removeFiles(logId: string): Promise<void> {
  for (const name of await names().catch(() => []))
    if (logOf(name) === logId) await (await folder(false)).removeEntry(name).catch(() => undefined);
}
