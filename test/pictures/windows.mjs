/** Pictures of whole windows, English in light and Japanese in dark: node test/pictures/windows.mjs EXECUTABLE */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright';

const [executablePath] = process.argv.slice(2);
const folder = fileURLToPath(new URL('../expected/pictures/', import.meta.url));
const log = fileURLToPath(new URL('../fixtures/real/default.log', import.meta.url));
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const key = (page, keys) => page.keyboard.press(keys);
const command = async (page, at) => {
  await key(page, 'Control+Shift+P');
  await page.locator(`#command-${at}`).click();
};

/** Each view is left as it was found, but for the last. */
const VIEWS = [
  ['window', () => undefined],
  ['ladder', (page) => page.getByRole('tab').nth(1).click()],
  ['waterfall', (page) => page.getByRole('tab').nth(2).click()],
  ['palette', (page) => key(page, 'Control+Shift+P')],
  ['keys', async (page) => (await key(page, 'Escape'), key(page, '?'))],
  ['network', async (page) => (await key(page, 'Escape'), command(page, 'edit-network'))],
  [
    'nothing-found',
    async (page) => (await key(page, 'Escape'), page.getByTestId('filter').fill('no-such-word')),
  ],
  ['map', async (page) => (await page.getByTestId('filter').fill(''), command(page, 'show-map'))],
];

for (const [language, theme] of [
  ['en', 'light'],
  ['ja', 'dark'],
]) {
  const data = await mkdtemp(join(tmpdir(), 'relayscope-pictures-'));
  const args = [
    ...asRoot,
    `--user-data-dir=${data}`,
    `--lang=${language}`,
    '--force-device-scale-factor=1',
    log,
  ];
  const electron = await _electron.launch({ executablePath, args, env: { ...process.env, TZ: 'UTC' } });
  const page = await electron.firstWindow();
  await page.locator('html[data-ready="true"]').waitFor({ timeout: 120_000 });
  const presses = theme === 'light' ? 1 : 2;
  for (let i = 0; i < presses; i++) await page.getByTestId('theme-switch').click();
  await page.locator(`html[data-theme="${theme}"]`).waitFor();
  for (const [name, open] of VIEWS) {
    await open(page);
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(folder, `window-${name}-${language}-${theme}.png`) });
  }
  await electron.close();
  await rm(data, { recursive: true, force: true });
}
