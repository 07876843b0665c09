/** Draws the window into a PNG file, for machines without a display and for the README. */
import { writeFile } from 'node:fs/promises';
import type { BrowserWindow } from 'electron';

/** Time for fonts and the last frame after the page has said that it is drawn. */
const SETTLE = 300;

export async function savePicture(window: BrowserWindow, file: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE));
  const image = await window.webContents.capturePage();
  await writeFile(file, image.toPNG());
}
