import type { ElectronApplication } from 'playwright/test';
import { COMMAND_IDS } from '#core/contract/commands.ts';
import { expect, test } from './app.ts';

/** What the menu itself holds: label and keys of every entry that has keys. */
async function menuKeys(electron: ElectronApplication): Promise<readonly string[]> {
  return electron.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? [])
      .flatMap(({ submenu }) => submenu?.items ?? [])
      .filter(({ role, accelerator }) => !role && Boolean(accelerator))
      .map(({ accelerator }) => String(accelerator).replace('CmdOrCtrl', 'Control')),
  );
}

test('every key of the menu stands in the sheet of keys', async ({ launch }) => {
  const { electron, window } = await launch(['--sample']);
  await window.ready();
  const keys = await menuKeys(electron);
  expect(keys.length).toBeGreaterThan(8);
  await window.page.keyboard.press('?');
  const sheet = await window.page.getByRole('dialog').textContent();
  for (const key of keys) expect(sheet).toContain(key.replace('Control', 'Ctrl'));
});

test('everything can be done from the palette, by keyboard alone', async ({ launch }) => {
  const { window } = await launch(['--sample']);
  await window.ready();
  const palette = window.page.getByTestId('palette');
  await window.page.keyboard.press('Control+Shift+P');
  await expect(palette.getByRole('option')).toHaveCount(COMMAND_IDS.length - 1);
  await window.page.keyboard.type('filter');
  await window.page.keyboard.press('Enter');
  await expect(palette).toHaveCount(0);
  await expect(window.filter).toBeFocused();
  await window.page.keyboard.press('Control+Shift+P');
  await window.page.keyboard.type('my net');
  await window.page.keyboard.press('Enter');
  await expect(window.page.getByTestId('network')).toBeVisible();
  await window.page.keyboard.press('Escape');
  await expect(window.page.getByTestId('network')).toHaveCount(0);
});

test('directions follow at once when the network is described, and are kept over a restart', async ({
  launch,
}) => {
  const { electron, window } = await launch([`${process.cwd()}/test/fixtures/seed.log`]);
  await window.ready();
  const inbound = window.rowOf('zousann').first();
  await expect(window.cell(inbound, 'direction')).toContainText('Inbound');
  await window.page.keyboard.press('Control+Shift+P');
  await window.page.keyboard.type('my net');
  await window.page.keyboard.press('Enter');
  await window.page.getByLabel('Inside', { exact: true }).fill('zousann.ko.ni');
  await window.page.getByRole('button', { name: 'Save' }).click();
  await expect(window.cell(inbound, 'direction')).toContainText('Internal');
  await electron.close();
  const again = await launch([`${process.cwd()}/test/fixtures/seed.log`]);
  await again.window.ready();
  await expect(again.window.cell(again.window.rowOf('zousann').first(), 'direction')).toContainText(
    'Internal',
  );
});

test('at the smallest window and twice the size every button can be reached', async ({ launch }) => {
  const { electron, window } = await launch(['--sample']);
  await window.ready();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1024, 640));
  for (const zoom of [1, 1.5, 2]) {
    await electron.evaluate(
      ({ BrowserWindow }, factor) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(factor),
      zoom,
    );
    await expect
      .poll(() =>
        window.page.evaluate(() =>
          [...document.querySelectorAll('header button, footer button, header input')]
            .filter((element) => {
              element.scrollIntoView();
              const { right, bottom, left } = element.getBoundingClientRect();
              return left < 0 || right > innerWidth + 1 || bottom > innerHeight + 1;
            })
            .map((element) => element.textContent),
        ),
      )
      .toEqual([]);
  }
});
