/** Every view, in both themes, with the eyes of axe; forced colours; sizes; what is remembered. */
import AxeBuilder from '@axe-core/playwright';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright/test';
import { expect, test, type Launch } from './app.ts';
import { pressMenuKey } from './menu-key.ts';
import type { RelayscopeWindow } from './pages/relayscope-window.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

type View = readonly [name: string, open: (window: RelayscopeWindow, page: Page) => Promise<unknown>];

const escape = (_window: RelayscopeWindow, page: Page) => page.keyboard.press('Escape');

/** One after the other in one window; what opens a sheet is followed by what closes it. */
const VIEWS: readonly View[] = [
  ['list and diagram', (window) => expect(window.diagram).toBeVisible()],
  ['ladder', (_, page) => page.getByRole('tab', { name: 'Ladder' }).click()],
  ['waterfall', (_, page) => page.getByRole('tab', { name: 'Waterfall' }).click()],
  ['a noted message', (_, page) => page.keyboard.press('1')],
  ['note editor', (_, page) => page.keyboard.press('n')],
  ['closed', escape],
  ['palette', (_, page) => page.keyboard.press('Control+Shift+P')],
  ['closed', escape],
  ['keys', (_, page) => page.keyboard.press('?')],
  ['closed', escape],
  ['filter help', (_, page) => page.getByRole('button', { name: 'How to filter' }).click()],
  ['closed', escape],
  ['network', (window) => window.command('my network')],
  ['closed', escape],
  ['notes', (window) => window.command('notes…')],
  ['closed', escape],
  ['files', (window) => window.statusBar.getByRole('button', { name: '1 file' }).click()],
  ['closed', escape],
  ['times', (window) => window.statusBar.getByTestId('time-evidence').click()],
  ['closed', escape],
  ['map', (window) => window.command('map of all')],
  ['closed', (window) => window.command('map of all')],
  ['a filter that cannot be read', (window) => window.filter.fill('form:ann')],
  ['values that are offered', (window) => offered(window, 'status:')],
  ['a filter in words', (window) => window.filter.fill('size>1k')],
  ['saved filters', (_, page) => page.getByTestId('saved-filters').click()],
  ['a saved filter', (_, page) => save(page, 'Not small')],
  ['closed', escape],
  ['nothing found', (window) => window.filter.fill('no-such-word-anywhere')],
  ['all lines', (window) => window.command('all lines')],
  ['closed', (window) => window.command('all lines')],
  ['not understood', (window) => window.command('not understood')],
];

async function offered(window: RelayscopeWindow, text: string): Promise<void> {
  await window.filter.fill(text);
  await expect(window.page.getByRole('listbox').getByRole('option').first()).toBeVisible();
}

async function save(page: Page, name: string): Promise<void> {
  await page.getByLabel('Keep this filter under a name:').fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Delete ${name}` })).toBeVisible();
}

async function violations(page: Page): Promise<readonly string[]> {
  const found = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any view of the ${theme} window`, async ({ launch }) => {
    test.setTimeout(300_000);
    const { window } = await launch([fixture('real/default.log')]);
    await window.ready();
    await window.useTheme(theme);
    const found: Record<string, readonly string[]> = {};
    for (const [name, open] of VIEWS) {
      await open(window, window.page);
      if (name !== 'closed') found[name] = await violations(window.page);
    }
    expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([]);
  });
}

test('axe finds nothing on the start screen and in the tour', async ({ launch }) => {
  const { window } = await launch([]);
  await expect(window.start).toBeVisible();
  expect(await violations(window.page)).toEqual([]);
  await window.page.keyboard.press('?');
  await window.page.getByRole('dialog').getByRole('button', { name: /tour/i }).click();
  await window.page.getByTestId('tour').waitFor();
  await window.ready();
  expect(await violations(window.page)).toEqual([]);
});

test('with forced colours the selection, the tab, the focus and the labels can still be told, and pictures keep their ground', async ({
  launch,
}) => {
  const { window } = await launch([fixture('seed.log')]);
  await window.ready();
  await window.page.emulateMedia({ forcedColors: 'active' });
  await window.page.keyboard.press('1');
  const row = window.page.locator('[role=row][aria-selected=true]');
  await expect(row).toHaveCSS('outline-style', 'solid');
  await expect(row.locator('[data-label=red]')).toHaveText('1');
  await expect(window.page.getByRole('tab', { selected: true })).toHaveCSS('outline-style', 'solid');
  await expect(window.page.locator('.picture-room')).toHaveCSS('forced-color-adjust', 'none');
  await window.page.getByTestId('edge').first().focus();
  const focused = window.page.getByTestId('edge').first().locator('.pill');
  const plain = window.page.getByTestId('edge').nth(1).locator('.pill');
  const width = (locator: typeof plain) => locator.evaluate((pill) => getComputedStyle(pill).strokeWidth);
  await window.page.keyboard.press('ArrowRight');
  await window.page.keyboard.press('ArrowLeft');
  expect(await width(focused)).not.toBe(await width(plain));
});

test('the diagram is read hop by hop: a list of arrows, each with its place, its ends and its outcome', async ({
  launch,
}) => {
  const { window } = await launch([fixture('seed.log')]);
  await window.ready();
  const hops = window.diagram.getByRole('listbox').getByRole('option');
  await expect(hops).toHaveCount(2);
  await expect(hops.nth(0)).toHaveAccessibleName(/^Hop 1 of 2: .+ to user100.*Received/);
  await expect(hops.nth(1)).toHaveAccessibleName(/^Hop 2 of 2: user100 to .+Sent 2\.0\.0/);
  await hops.nth(0).focus();
  await window.page.keyboard.press('ArrowRight');
  await expect(hops.nth(1)).toBeFocused();
  await window.page.keyboard.press('Enter');
  await expect(hops.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(window.lines.locator('li.chosen')).toHaveCount(1);
});

async function splits(
  launch: Launch,
): Promise<{ shown: () => Promise<string[]>; window: RelayscopeWindow; close: () => Promise<void> }> {
  const { electron, window } = await launch([fixture('seed.log')]);
  await window.ready();
  const separators = window.page.getByRole('separator');
  const shown = () =>
    separators.evaluateAll((all) => all.map((one) => one.getAttribute('aria-valuenow') ?? ''));
  return { shown, window, close: () => electron.close() };
}

test('panels keep the sizes they were given over a restart, and so does the zoom', async ({ launch }) => {
  const first = await splits(launch);
  const before = await first.shown();
  for (const separator of await first.window.page.getByRole('separator').all()) {
    await separator.focus();
    await first.window.page.keyboard.press('ArrowRight');
    await first.window.page.keyboard.press('ArrowRight');
  }
  const moved = await first.shown();
  expect(moved.filter((size, i) => size === before[i])).toEqual([]);
  await first.close();
  const again = await splits(launch);
  expect(await again.shown()).toEqual(moved);
});

test('the zoom is remembered over a restart', async ({ launch }) => {
  const first = await launch([fixture('seed.log')]);
  await first.window.ready();
  await pressMenuKey(first.electron, 'CmdOrCtrl+Plus');
  const level = () =>
    first.electron.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel() ?? 0,
    );
  await expect.poll(level).toBeGreaterThan(0);
  const kept = await level();
  await first.electron.close();
  const again = await launch([fixture('seed.log')]);
  await again.window.ready();
  expect(
    await again.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel(),
    ),
  ).toBe(kept);
});

test('a message that the filter leaves out stays, with a word about it and a way back', async ({
  launch,
}) => {
  const { window } = await launch([fixture('seed.log')]);
  await window.ready();
  await expect(window.rows).toHaveCount(5);
  await window.rowOf('ekisaito').first().click();
  await expect(window.lines).toContainText('k9LE1v98001811');
  await window.filter.fill('zousann');
  await expect(window.rows).toHaveCount(1);
  await expect(window.lines).toContainText('k9LE1v98001811');
  await expect(window.page.getByTestId('hidden')).toBeVisible();
  await window.page.getByTestId('hidden').getByRole('button').click();
  await expect(window.rows).toHaveCount(5);
  await expect(window.page.getByTestId('hidden')).toHaveCount(0);
});
