/** The dialogs. `dialog` is looked up at each call, so that a test can put its own functions in. */
import type { BrowserWindow, Dialog } from 'electron';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Labels } from './menu-labels.ts';

/** Endings people give mail logs; most have none, hence "all files" first. */
const LOG_ENDINGS = ['log', 'gz', 'txt'];

export async function chooseSources(
  dialog: Dialog,
  window: BrowserWindow,
  what: 'files' | 'folder',
  labels: Labels,
): Promise<readonly string[]> {
  const answer = await dialog.showOpenDialog(window, {
    properties: what === 'files' ? ['openFile', 'multiSelections'] : ['openDirectory'],
    title: what === 'files' ? labels.openFiles : labels.openFolder,
    ...(what === 'files'
      ? {
          filters: [
            { name: labels.allFiles, extensions: ['*'] },
            { name: labels.mailLogs, extensions: LOG_ENDINGS },
          ],
        }
      : {}),
  });
  return answer.canceled ? [] : answer.filePaths;
}

/** True when saved; throws what the file system throws. */
export async function saveText(
  dialog: Dialog,
  window: BrowserWindow,
  suggestion: { readonly folder: string; readonly name: string },
  text: string,
  labels: Labels,
): Promise<boolean> {
  const defaultPath = join(suggestion.folder, safeName(suggestion.name));
  const answer = await dialog.showSaveDialog(window, { title: labels.save, defaultPath });
  if (answer.canceled || !answer.filePath) return false;
  await writeFile(answer.filePath, text);
  return true;
}

/** The page suggests a name, never a place. */
export function safeName(name: string): string {
  const plain = [...name].map((c) => (c < ' ' || '/\\:*?"<>|'.includes(c) ? '_' : c)).join('');
  return plain.replace(/^\.+/, '') || 'relayscope.txt';
}
