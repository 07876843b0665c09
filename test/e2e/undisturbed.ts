/** What a log must be in the end, whatever happened while it was read: what it is when nothing happens. */
import type { ElectronApplication } from 'playwright/test';
import { expect, type Launch } from './app.ts';
import { shown, wholeLog, type WholeLog } from './whole-log.ts';

/** When all lines are read. Closes the app. */
export async function whole(electron: ElectronApplication, lines: number): Promise<WholeLog> {
  await expect
    .poll(() => shown(electron), { timeout: 300_000, intervals: [300] })
    .toEqual({ reading: false, lines });
  const found = await wholeLog(electron);
  await electron.close();
  return found;
}

/** The same file read at one go, by an app that knows nothing of any other. */
export async function undisturbed(launch: Launch, file: string, lines: number): Promise<WholeLog> {
  const { electron } = await launch([file, `--user-data-dir=${file}-data`]);
  return whole(electron, lines);
}
