/** `--picture=FILE`: waits until the page says that it is drawn, writes what it shows, and ends the app. */
import type { App, BrowserWindow } from 'electron';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A page that never says so still gets its picture, for whoever must find out why; the exit code tells. */
const PATIENCE = 60_000;
/** After the page's word: two frames at the least, and fades have ended. */
const SETTLE = 400;

export class Picture {
  readonly #file: string;
  #drawn: (() => void) | undefined;
  readonly #whenDrawn = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => {
      resolve(false);
    }, PATIENCE);
    this.#drawn = () => {
      clearTimeout(timer);
      resolve(true);
    };
  });

  constructor(file: string) {
    this.#file = file;
  }

  drawn(): void {
    this.#drawn?.();
  }

  async take(window: BrowserWindow, app: Pick<App, 'exit'>): Promise<void> {
    const drawn = await this.#whenDrawn;
    await new Promise((resolve) => setTimeout(resolve, SETTLE));
    const image = await window.webContents.capturePage();
    await mkdir(dirname(this.#file), { recursive: true });
    await writeFile(this.#file, image.toPNG());
    app.exit(drawn ? 0 : 1);
  }
}
