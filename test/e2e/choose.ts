/** What the reader chooses in the next dialogs for files or folders: these paths, or nothing at all. */
import type { ElectronApplication } from 'playwright/test';

export async function choose(electron: ElectronApplication, ...paths: readonly string[]): Promise<void> {
  await electron.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths });
  }, Array.from(paths));
}
