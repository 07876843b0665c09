/** Notes live with what the log says, not with the file it stood in. */
import { copyFile, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './app.ts';
import { pressMenuKey } from './menu-key.ts';

const seed = fileURLToPath(new URL('../fixtures/seed.log', import.meta.url));
const KEY = 'k9LE1v98001811';

test('a note is there again when the log was forgotten and a renamed copy is opened', async ({
  launch,
  folder,
}) => {
  const file = join(folder, 'maillog');
  await copyFile(seed, file);
  const { electron, window } = await launch([file]);
  await window.ready();
  const { page } = window;
  await window.rowOf('ekisaito').first().click();
  await page.keyboard.press('3');
  await expect(page.getByTestId('notes-said')).toHaveText('Label yellow');
  await page.keyboard.press('n');
  await page.getByTestId('note-editor').getByLabel('Note', { exact: true }).fill('Asked the provider');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('notes-panel')).toContainText('Asked the provider');
  await expect(window.diagram).toContainText('Asked the provider');
  await electron.evaluate(({ dialog }, to) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: `${to}/out.svg` });
  }, folder);
  await page.getByRole('button', { name: 'SVG' }).click();
  await expect
    .poll(() => readFile(join(folder, 'out.svg'), 'utf8').catch(() => ''))
    .toContain('Asked the provider');
  await pressMenuKey(electron, 'CmdOrCtrl+W');
  await window.start.getByRole('button', { name: 'Remove maillog from the list' }).click();
  await expect(window.start).not.toContainText('maillog opened');
  await electron.close();
  await rename(file, join(folder, 'another-name.log'));
  const again = await launch([join(folder, 'another-name.log')]);
  await again.window.ready();
  await again.window.filter.fill('note:provider label:yellow');
  await expect(again.window.rows).toHaveCount(1);
  await again.window.rows.first().click();
  await expect(again.window.lines).toContainText(KEY);
  await expect(again.window.rows.getByRole('img', { name: 'Asked the provider' })).toBeVisible();
  await pressMenuKey(again.electron, 'CmdOrCtrl+Shift+B');
  await again.window.page.getByTestId('notes-sheet').getByText('Asked the provider').waitFor();
});
