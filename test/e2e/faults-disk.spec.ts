/** The disk that holds the index is full: a small one of its own, made of memory. */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeLog } from '../bench/generate.mjs';
import { expect, test } from './app.ts';
import { wholeLog } from './whole-log.ts';

const run = promisify(execFile);
const LINES = 100_000;

/** Why there can be no small disk here; undefined where there is one now. */
async function mounted(folder: string): Promise<string | undefined> {
  await mkdir(folder);
  return run('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder]).then(
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
    await expect(window.problems).toContainText(/no room left to store the index|index could not be stored/, {
      timeout: 120_000,
    });
    await expect(window.page.getByRole('button', { name: 'Continue reading' })).toBeVisible();
    await electron.close();
    await run('mount', ['-o', 'remount,size=600m', disk]);
    const again = await launch([file, `--user-data-dir=${disk}`]);
    await expect(again.window.statusBar).toContainText('100,000 lines', { timeout: 120_000 });
    await expect(again.window.progress).toHaveCount(0);
    expect(await wholeLog(again.electron)).toMatchObject({ lines: LINES, complete: true });
    await again.electron.close();
  } finally {
    await run('umount', ['-l', disk]);
  }
});
