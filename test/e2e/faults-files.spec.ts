/** What can happen to files, disk and windows while a log is read. */
import { appendFile, open, rename, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { writeLog } from '../bench/generate.mjs';
import { expect, test, type Started } from './app.ts';
import { undisturbed, whole } from './undisturbed.ts';
import { inWindow, shown, wholeLog } from './whole-log.ts';

const LINES = 30_000;

/** The log is being read and some of it is there. */
async function amid({ electron }: Started): Promise<void> {
  await expect
    .poll(async () => (await shown(electron)).lines, { timeout: 60_000, intervals: [30] })
    .toBeGreaterThan(0);
  expect((await shown(electron)).reading, 'a machine so fast that it is over needs a longer log').toBe(true);
}

async function over({ window }: Started): Promise<void> {
  await expect(window.progress).toHaveCount(0, { timeout: 120_000 });
}

test.describe.configure({ timeout: 260_000 });

test('a file that is removed or replaced while it is read is read to its end', async ({ launch, folder }) => {
  const file = join(folder, 'maillog');
  await writeLog(file, LINES);
  const reference = await undisturbed(launch, file, LINES);
  for (const done of ['removed', 'replaced']) {
    await writeLog(file, LINES);
    const started = await launch([file, `--user-data-dir=${folder}/${done}`]);
    await amid(started);
    if (done === 'removed') await rm(file);
    else {
      await rename(file, `${file}.old`);
      await writeLog(file, 5);
    }
    await over(started);
    /* wholeLog() opens the log by its name. */
    if (done === 'replaced') await rename(`${file}.old`, file);
    expect(await whole(started.electron, LINES)).toEqual(reference);
  }
});

test('a file that grows while it is read holds every line once', async ({ launch, folder }) => {
  const file = join(folder, 'maillog');
  await writeLog(file, LINES);
  const started = await launch([file]);
  await amid(started);
  const handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(100_000), 0, 100_000, 0);
  await handle.close();
  const lines = buffer.subarray(0, buffer.lastIndexOf(10, bytesRead) + 1);
  await appendFile(file, lines);
  await over(started);
  await started.electron.close();
  const again = await launch([file]);
  const all = LINES + lines.toString().split('\n').length - 1;
  expect(await whole(again.electron, all)).toEqual(await undisturbed(launch, file, all));
});

test('a file that is cut while it is read is told, and read anew when it is opened again', async ({
  launch,
  folder,
}) => {
  const file = join(folder, 'maillog');
  await writeLog(file, LINES);
  const started = await launch([file]);
  await amid(started);
  await truncate(file, 100_000);
  await over(started);
  await expect(started.window.problems).toContainText('maillog: the file became shorter while it was read');
  await started.electron.close();
  const again = await launch([file]);
  await expect(again.window.statusBar).toContainText(/[1-9]\d\d lines/, { timeout: 60_000 });
  await over(again);
  const found = await wholeLog(again.electron);
  expect(found.lines).toBeLessThan(1000);
  expect(found.lines).toBeGreaterThan(100);
  await again.electron.close();
  expect(found).toEqual(await undisturbed(launch, file, found.lines));
});

test('a second start during the import shows the same window, and the log is whole', async ({
  launch,
  folder,
}) => {
  const file = join(folder, 'maillog');
  await writeLog(file, LINES);
  const started = await launch([file]);
  await amid(started);
  await launch([file]).catch(() => undefined);
  expect(await whole(started.electron, LINES)).toEqual(await undisturbed(launch, file, LINES));
});

test('a clock that is set back by a day during the import costs no line', async ({ launch, folder }) => {
  const file = join(folder, 'maillog');
  await writeLog(file, LINES);
  const started = await launch([file]);
  await amid(started);
  const setBack = (): void => {
    const right = Date.now;
    Date.now = () => right() - 86_400_000;
  };
  await inWindow(started.electron, `(${setBack.toString()})()`);
  await started.electron.evaluate(setBack);
  expect(await whole(started.electron, LINES)).toEqual(await undisturbed(launch, file, LINES));
});

test('a file far larger than memory is asked about first', async ({ launch, folder }) => {
  const file = join(folder, 'huge.log');
  await writeLog(file, 10);
  await truncate(file, 2 ** 42);
  expect((await stat(file)).size).toBe(2 ** 42);
  const { electron, window } = await launch([]);
  await electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    dialog.showMessageBox = (...args: unknown[]) => {
      (globalThis as { asked?: unknown }).asked = args.at(-1);
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
  }, file);
  await window.start.getByRole('button', { name: /open files/i }).click();
  await expect
    .poll(() => electron.evaluate(() => JSON.stringify((globalThis as { asked?: unknown }).asked ?? '')))
    .toContain('4 TB');
  await expect(window.start).toBeVisible();
});
