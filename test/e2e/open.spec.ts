import { copyFile, mkdir, readFile, rm, writeFile, appendFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { COMMANDS } from '#core/contract/commands.ts';
import { expect, test } from './app.ts';
import { choose } from './choose.ts';
import { pressMenuKey } from './menu-key.ts';

const seed = fileURLToPath(new URL('../fixtures/seed.log', import.meta.url));

test('without files the start screen says what to do and opens the sample', async ({ launch }) => {
  const { window } = await launch([]);
  await expect(window.start).toBeVisible();
  await window.start.getByRole('button', { name: /sample/i }).click();
  await window.ready();
  await window.filter.fill('qid:k9LE1v98001811');
  await expect(window.rows).toHaveCount(1);
  await expect(window.rowOf('otusr111@ekisaito.ko.ni')).toBeVisible();
});

test('a file chosen in the dialog is opened, and the process that read it ends', async ({ launch }) => {
  const { electron, window } = await launch([]);
  await choose(electron, seed);
  await window.start.getByRole('button', { name: /open files/i }).click();
  await expect(window.rows).toHaveCount(5);
  const reading = (): Promise<number> =>
    electron.evaluate(({ app }) => app.getAppMetrics().filter(({ name }) => name === 'ingest').length);
  await expect.poll(reading).toBe(0);
});

test('a dialog that is cancelled changes nothing', async ({ launch }) => {
  const { electron, window } = await launch([]);
  await choose(electron);
  await window.start.getByRole('button', { name: /open files/i }).click();
  await expect(window.start).toBeVisible();
});

test('a file dropped on the window is opened', async ({ launch }) => {
  const { window } = await launch([]);
  await expect(window.start).toBeVisible();
  const session = await window.page.context().newCDPSession(window.page);
  const data = { items: [], files: [seed], dragOperationsMask: 1 };
  /* A hand lets go when the window has shown that it would take the file; a drop that comes sooner is none. */
  await expect(async () => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
    }
    await expect(window.rows).toHaveCount(5, { timeout: 5000 });
  }).toPass();
});

test('a folder of rotated logs is read as one log, packed ones too', async ({ launch, folder }) => {
  const logs = join(folder, 'logs');
  await mkdir(logs);
  const lines = (await readFile(seed, 'utf8')).trimEnd().split('\n');
  await writeFile(join(logs, 'maillog.1.gz'), gzipSync(`${lines.slice(0, 4).join('\n')}\n`));
  await writeFile(join(logs, 'maillog'), `${lines.slice(4).join('\n')}\n`);
  const { window } = await launch([logs]);
  await window.ready();
  await expect(window.rows).toHaveCount(5);
});

test('logs packed as bz2, xz and zst open like plain ones', async ({ launch }) => {
  const packed = ['bz2', 'xz', 'zst'].map((ending) =>
    fileURLToPath(new URL(`../fixtures/packed/seed.log.${ending}`, import.meta.url)),
  );
  const { electron, window } = await launch([]);
  await expect(window.start).toBeVisible();
  for (const path of packed) {
    await choose(electron, path);
    await pressMenuKey(electron, COMMANDS['open-files']);
    await expect(window.page).toHaveTitle(new RegExp(basename(path)));
    await expect(window.rows).toHaveCount(5);
    await expect(window.problems).toHaveCount(0);
  }
});

test('one file of a rotated set offers the others, and the files of a log are listed', async ({
  launch,
  folder,
}) => {
  const lines = (await readFile(seed, 'utf8')).trimEnd().split('\n');
  await writeFile(join(folder, 'maillog.1.gz'), gzipSync(`${lines.slice(0, 4).join('\n')}\n`));
  await writeFile(join(folder, 'maillog'), `${lines.slice(4).join('\n')}\n`);
  const { window } = await launch([join(folder, 'maillog')]);
  await expect(window.rows).toHaveCount(3);
  await window.page.getByRole('button', { name: 'Open all 2 as one log' }).click();
  await expect(window.rows).toHaveCount(5);
  await window.statusBar.getByRole('button', { name: '2 files' }).click();
  const files = window.page.getByTestId('file-list').locator('tbody tr');
  await expect(files).toContainText(['maillog.1.gz', 'maillog']);
  await expect(files).toContainText(['gzip', 'not packed']);
  await expect(files).toContainText(['UTF-8', 'UTF-8']);
});

test('log text from the clipboard is opened', async ({ launch }) => {
  const { electron, window } = await launch([]);
  await electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), await readFile(seed, 'utf8'));
  await window.start.getByRole('button', { name: /paste/i }).click();
  await expect(window.rows).toHaveCount(5);
});

test('after a restart an indexed log opens again from recents although its file is gone', async ({
  launch,
  folder,
}) => {
  const file = join(folder, 'maillog');
  await copyFile(seed, file);
  const first = await launch([file]);
  await first.window.ready();
  await expect(first.window.rows).toHaveCount(5);
  await first.electron.close();
  await rm(file);
  const second = await launch([]);
  await expect(second.window.start).toContainText('indexed, the file is gone');
  await second.window.start
    .getByRole('button', { name: /^maillog/ })
    .first()
    .click();
  await expect(second.window.rows).toHaveCount(5);
  await expect(second.window.problems).toContainText('maillog');
});

test('a file that has grown is read on from where it stopped', async ({ launch, folder }) => {
  const file = join(folder, 'maillog');
  const lines = (await readFile(seed, 'utf8')).trimEnd().split('\n');
  await writeFile(file, `${lines.slice(0, 4).join('\n')}\n`);
  const first = await launch([file]);
  await first.window.ready();
  await expect(first.window.rows).toHaveCount(2);
  await first.electron.close();
  await appendFile(file, `${lines.slice(4).join('\n')}\n`);
  const second = await launch([file]);
  await expect(second.window.rows).toHaveCount(5);
  await expect(second.window.statusBar).toContainText('10 lines');
});

test('a file that was half a line short is read whole once the rest is there', async ({ launch, folder }) => {
  const file = join(folder, 'maillog');
  const text = await readFile(seed, 'utf8');
  await writeFile(file, text.slice(0, -40));
  const first = await launch([file]);
  await expect(first.window.rows).toHaveCount(5);
  await expect(first.window.problems).toContainText('maillog');
  await first.electron.close();
  await appendFile(file, text.slice(-40));
  const second = await launch([file]);
  await second.window.ready();
  await expect(second.window.rows).toHaveCount(5);
  await expect(second.window.statusBar).toContainText('10 lines');
  await expect(second.window.statusBar).toContainText('0 not understood');
});

test('a second start hands its files to the window that is there', async ({ launch }) => {
  const first = await launch([]);
  await expect(first.window.start).toBeVisible();
  await launch([seed]).catch(() => undefined);
  await expect(first.window.rows).toHaveCount(5);
});

test('a large file shows its progress and cancelling leaves nothing half-shown', async ({
  launch,
  folder,
}) => {
  const file = join(folder, 'maillog');
  const text = await readFile(seed, 'utf8');
  await writeFile(file, text.repeat(60_000));
  const { window } = await launch([file]);
  await expect(window.progress).toBeVisible();
  await window.cancel.click();
  await expect(window.start).toBeVisible();
  await expect(window.rows).toHaveCount(0);
});
