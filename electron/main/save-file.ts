/** Asks where to save and writes the file. */
import { dialog, type BrowserWindow } from 'electron';
import { writeFile } from 'node:fs/promises';
import type { Language } from '#core/contract/channels.ts';
import { t } from '#renderer/i18n/index.ts';

/** `make` runs once a place is chosen. False when the dialog was cancelled. */
export async function saveFile(
  window: BrowserWindow,
  language: Language,
  name: string,
  make: () => Promise<string | Uint8Array> | string | Uint8Array,
): Promise<boolean> {
  const { dialog: words } = t(language);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: words.saveTitle,
    buttonLabel: words.save,
    /* A name made from a log: no folders, no characters that a file system refuses. */
    defaultPath: name.replace(/[^\w.@-]+/g, '_').replace(/^\.+/, ''),
  });
  if (canceled || filePath === '') return false;
  await writeFile(filePath, await make());
  return true;
}
