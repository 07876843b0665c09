/** Starts the packed app as a user would, with a fresh data folder that a test may keep over a restart. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test as base, type ElectronApplication } from 'playwright/test';
import { RelayscopeWindow } from './pages/relayscope-window.ts';

export interface Started {
  readonly electron: ElectronApplication;
  readonly window: RelayscopeWindow;
}

export interface Launch {
  /** `env` is added to the environment. */
  (args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Started>;
}

export const executable = process.env['RELAYSCOPE_EXECUTABLE'] ?? '';
const packed = join(import.meta.dirname, 'packed.sh');
/** Chromium's sandbox does not start as root. */
export const asRoot: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export const test = base.extend<{ folder: string; launch: Launch }>({
  /** Of this test alone; gone afterwards. */
  folder: async ({ browserName: _ }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'relayscope-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  launch: async ({ folder }, use) => {
    const running: ElectronApplication[] = [];
    const unforeseen: Error[] = [];
    await use(async (args, env = {}) => {
      const electron = await _electron.launch({
        executablePath: packed,
        args: [...asRoot, `--user-data-dir=${join(folder, 'data')}`, '--lang=en', ...args],
        env: { ...process.env, HOME: folder, ...env },
      });
      running.push(electron);
      const page = await electron.firstWindow();
      page.on('pageerror', (error) => unforeseen.push(error));
      return { electron, window: new RelayscopeWindow(page) };
    });
    for (const electron of running) await electron.close().catch(() => undefined);
    /* Whatever a test is about: no error of the page may go by that nobody waited for. */
    expect(unforeseen).toEqual([]);
  },
});

export { expect } from 'playwright/test';
