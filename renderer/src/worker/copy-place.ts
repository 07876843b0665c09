/** Where copies of lines lie: one folder a log in the browser's own files, beside its database. */
import type { LogDatabase } from './database.ts';
import type { CopyFile, CopyPlace } from './line-copy.ts';

const FOLDER = 'lines';

/** Pages have no such files, and know none. */
interface OfWorkers {
  createSyncAccessHandle(): Promise<CopyFile>;
}

async function folderOf(logId: string, create: boolean): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle(FOLDER, { create });
  return all.getDirectoryHandle(logId, { create });
}

/** The log's database knows the name: of a log that was read anew, what is left of the older is not taken for its own. */
export function copyPlace(logId: string, database: LogDatabase): CopyPlace {
  return {
    open: async () => {
      const known = await database.copyName();
      if (known === undefined) await removeCopies(logId);
      const name = known ?? crypto.randomUUID();
      const folder = await folderOf(logId, true);
      const file = await folder.getFileHandle(name, { create: true });
      const opened = await (file as unknown as OfWorkers).createSyncAccessHandle();
      if (known === undefined) await database.setCopyName(name);
      return opened;
    },
    remove: () => removeCopies(logId),
  };
}

/** Logs that have copies. */
export async function copiedLogs(): Promise<readonly string[]> {
  try {
    const root = await navigator.storage.getDirectory();
    const logs: string[] = [];
    for await (const logId of (await root.getDirectoryHandle(FOLDER)).keys()) logs.push(logId);
    return logs;
  } catch {
    return [];
  }
}

/** Where there are none, or another window has them, there is nothing to do. */
export async function removeCopies(logId: string): Promise<void> {
  try {
    const root = await navigator.storage.getDirectory();
    await (await root.getDirectoryHandle(FOLDER)).removeEntry(logId, { recursive: true });
  } catch {
    return;
  }
}
