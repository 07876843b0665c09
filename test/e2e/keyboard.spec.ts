import type { ElectronApplication } from 'playwright/test';
import { readFile } from 'node:fs/promises';
import { COMMAND_IDS, COMMANDS } from '#core/contract/commands.ts';
import { expect, test } from './app.ts';
import { pressMenuKey } from './menu-key.ts';
import type { RelayscopeWindow } from './pages/relayscope-window.ts';

type MenuCommand = {
  [C in keyof typeof COMMANDS]: (typeof COMMANDS)[C] extends '' ? never : C;
}[keyof typeof COMMANDS];

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

/** What each command of the menu does, as a user sees it. */
const DONE: Readonly<
  Record<MenuCommand, (window: RelayscopeWindow, electron: ElectronApplication) => Promise<void>>
> = {
  'open-server': ({ page }) => expect(page.getByTestId('servers')).toBeVisible(),
  'go-to-time': ({ page }) => expect(page.getByTestId('time-jump')).toBeVisible(),
  'show-lines': ({ page }) => expect(page.getByTestId('all-lines')).toBeVisible(),
  'open-files': (_, electron) => asked(electron, 'openFile'),
  'open-folder': (_, electron) => asked(electron, 'openDirectory'),
  'open-clipboard': ({ page }) => expect(page).toHaveTitle(/Pasted text/),
  'close-log': ({ start }) => expect(start).toBeVisible(),
  'focus-filter': ({ filter }) => expect(filter).toBeFocused(),
  'saved-filters': ({ page }) => expect(page.getByTestId('saved-filters-sheet')).toBeVisible(),
  'show-not-understood': ({ page }) => expect(page.getByTestId('not-understood')).toBeVisible(),
  'show-map': ({ page }) => expect(page.getByTestId('map-view')).toBeVisible(),
  'enlarge-picture': ({ page }) =>
    expect(page.getByTestId('enlarge')).toHaveAttribute('aria-pressed', 'true'),
  'edit-network': ({ page }) => expect(page.getByTestId('network')).toBeVisible(),
  'show-notes': ({ page }) => expect(page.getByTestId('notes-sheet')).toBeVisible(),
  'show-palette': ({ page }) => expect(page.getByTestId('palette')).toBeVisible(),
  'toggle-language': ({ page }) => expect(page.locator('html')).toHaveAttribute('lang', 'ja'),
  'next-theme': ({ page }) => expect(page.locator('html')).toHaveAttribute('data-theme', 'light'),
  'show-shortcuts': ({ page }) =>
    expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible(),
};

async function asked(electron: ElectronApplication, what: string): Promise<void> {
  const last = () => electron.evaluate(() => (globalThis as { askedFor?: string }).askedFor);
  await expect.poll(last).toContain(what);
}

/** In the order of the menu; what ends or changes everything else comes last. */
const LAST: readonly string[] = ['open-clipboard', 'close-log', 'toggle-language'];
const MENU = Object.entries(COMMANDS)
  .filter(([, accelerator]) => accelerator !== '')
  .sort(([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b));

test('each key of the menu does what the menu says', async ({ launch }) => {
  const { electron, window } = await launch(['--sample']);
  await window.ready();
  await electron.evaluate(
    ({ clipboard, dialog }, text) => {
      void clipboard.writeText(text);
      dialog.showOpenDialog = (...args: unknown[]) => {
        const { properties } = args.at(-1) as { readonly properties: readonly string[] };
        (globalThis as { askedFor?: string }).askedFor = properties.join(' ');
        return Promise.resolve({ canceled: true, filePaths: [] });
      };
    },
    await readFile('test/fixtures/seed.log', 'utf8'),
  );
  expect(MENU.map(([id]) => id).toSorted()).toEqual(Object.keys(DONE).toSorted());
  for (const [id, keys] of MENU) {
    await test.step(`${keys}: ${id}`, async () => {
      await pressMenuKey(electron, keys);
      await DONE[id as MenuCommand](window, electron);
      if (id === MENU.at(-1)?.[0]) return;
      /* As it was at first. */
      await window.page.reload();
      await window.start.getByRole('button', { name: /sample log/ }).click();
      await expect(window.diagram).toBeVisible();
    });
  }
});
