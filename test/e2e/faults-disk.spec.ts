/**
 * No room for the index. Electron gives its pages all the room that the disk has, so a small quota is a small disk: one of
 * its own, made of memory.
 */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeLog } from '../bench/generate.mjs';
import { expect, test } from './app.ts';
import { undisturbed, whole } from './undisturbed.ts';
import { wholeLog } from './whole-log.ts';

const run = promisify(execFile);
const LINES = 100_000;

/** Why there can be no small disk here; undefined where there is one now. */
async function mounted(folder: string, size = '16m'): Promise<string | undefined> {
  await mkdir(folder);
  return run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]).then(
    () => undefined,
    (error: unknown) => `no disk of its own can be made here: ${String(error)}`,
  );
}

test('a full disk is told, nothing is corrupt, and with room again the log is read on', async ({
  launch,
  folder,
}) => {
  test.setTimeout(240_000);
  const disk = join(folder, 'disk');
  const missing = await mounted(disk);
  test.skip(missing !== undefined, missing);
  const file = join(folder, 'maillog');
  await writeLog(file, LINES);
  try {
    const { window, electron } = await launch([file, `--user-data-dir=${disk}`]);
    await expect(window.problems).toContainText('there is no room left to store the index', {
      timeout: 120_000,
    });
    await expect(window.page.getByRole('button', { name: 'Continue reading' })).toBeVisible();
    await electron.close();
    await run('mount', ['-o', 'remount,size=600m', disk]);
    const again = await launch([file, `--user-data-dir=${disk}`]);
    expect(await whole(again.electron, LINES)).toEqual(await undisturbed(launch, file, LINES));
  } finally {
    await run('umount', ['-l', disk]);
  }
});

test('where no room is left, forgetting another log makes some, and reading goes on where it stopped', async ({
  launch,
  folder,
}) => {
  test.setTimeout(300_000);
  const disk = join(folder, 'disk');
  const missing = await mounted(disk, '46m');
  test.skip(missing !== undefined, missing);
  const [older, file] = [join(folder, 'older'), join(folder, 'maillog')];
  await writeLog(older, LINES);
  await writeLog(file, LINES);
  try {
    const first = await launch([older, `--user-data-dir=${disk}`]);
    await expect(first.window.statusBar).toContainText('100,000 lines', { timeout: 120_000 });
    await expect(first.window.progress).toHaveCount(0);
    await first.electron.close();
    const { window, electron } = await launch([file, `--user-data-dir=${disk}`]);
    const { page } = window;
    await expect(window.problems).toContainText('there is no room left to store the index', {
      timeout: 120_000,
    });
    await page.getByRole('button', { name: 'Close the log' }).click();
    const recents = window.start.locator('button.recent');
    await window.start.getByRole('button', { name: 'Remove older from the list' }).click();
    await expect(recents).toHaveCount(1);
    await recents.filter({ hasText: 'maillog' }).click();
    /* Chromium gives the room back after a while: until then the app may say once more that there is none. */
    const goOn = page.getByRole('button', { name: 'Continue reading' });
    await expect(async () => {
      if (await goOn.isVisible()) await goOn.click();
      await expect(window.statusBar).toContainText('100,000 lines', { timeout: 5000 });
    }).toPass({ timeout: 120_000 });
    await expect(window.progress).toHaveCount(0);
    const found = await wholeLog(electron);
    await electron.close();
    expect(found).toEqual(await undisturbed(launch, file, LINES));
  } finally {
    await run('umount', ['-l', disk]);
  }
});
