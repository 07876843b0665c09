import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './app.ts';

const seed = await readFile(fileURLToPath(new URL('../fixtures/seed.log', import.meta.url)), 'utf8');
const lines = seed.trimEnd().split('\n');
const first = `${lines.slice(0, 4).join('\n')}\n`;
const rest = `${lines.slice(4).join('\n')}\n`;

test('a log that is followed shows what is written to it, over a rotation, until it is paused', async ({
  launch,
  folder,
}) => {
  const file = join(folder, 'maillog');
  await writeFile(file, first);
  const { window, electron } = await launch([file]);
  await expect(window.rows).toHaveCount(2);
  const follow = window.page.getByTestId('follow');
  await follow.click();
  await expect(follow).toContainText('Following');
  await appendFile(file, rest);
  await expect(window.rows).toHaveCount(5);
  await rename(file, `${file}.1`);
  await writeFile(file, seed.replaceAll('user100 sendmail', 'user200 sendmail'));
  await expect(window.statusBar).toContainText('10 messages');
  await expect(window.statusBar).toContainText('2 files');
  await follow.click();
  await expect(follow).toHaveAttribute('aria-pressed', 'false');
  await appendFile(file, seed.replaceAll('user100 sendmail', 'user300 sendmail'));
  await electron.close();
  const again = await launch([file]);
  await expect(again.window.statusBar).toContainText('15 messages');
});

test('that a log is followed is remembered', async ({ launch, folder }) => {
  const file = join(folder, 'maillog');
  await writeFile(file, first);
  const before = await launch([file]);
  await expect(before.window.rows).toHaveCount(2);
  await before.window.page.getByTestId('follow').click();
  await expect(before.window.page.getByTestId('follow')).toContainText('Following');
  await before.electron.close();
  const { window } = await launch([file]);
  await expect(window.page.getByTestId('follow')).toContainText('Following');
  await appendFile(file, rest);
  await expect(window.rows).toHaveCount(5);
});
