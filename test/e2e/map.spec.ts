/** The map of all relays in the real window: it opens, a click filters, a drag looks at a part of the time. */
import { join } from 'node:path';
import { expect, test } from './app.ts';
import { pressMenuKey } from './menu-key.ts';

const SEED = join(import.meta.dirname, '../fixtures/seed.log');

test('the map opens with its key, a click on a card filters, and the list shows what it counted', async ({
  launch,
}) => {
  const { electron, window } = await launch([SEED]);
  await window.ready();
  const { page } = window;
  await pressMenuKey(electron, 'CmdOrCtrl+Shift+M');
  await expect(page.getByTestId('map-counted')).toContainText('5 messages');
  const card = page.getByTestId('map-node').filter({ hasText: 'maile.ekisaito.ko.ni' });
  await card.click();
  await expect(window.filter).toHaveValue('relay=maile.ekisaito.ko.ni');
  await expect(page.getByTestId('map-counted')).toContainText('1 message');
  await page.getByRole('button', { name: 'Show in list' }).click();
  await expect(window.rows).toHaveCount(1);
  await page.getByTestId('map-switch').click();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(window.filter).toHaveValue('');
});

test('dragging over the bars looks at a part of the time', async ({ launch }) => {
  const { window } = await launch([SEED]);
  await window.ready();
  const { page } = window;
  await page.getByTestId('map-switch').click();
  const bars = await page.getByTestId('map-time').boundingBox();
  if (bars === null) throw new Error('Broken assumption: the bars are there');
  await page.mouse.move(bars.x + bars.width * 0.5, bars.y + 10);
  await page.mouse.down();
  await page.mouse.move(bars.x + bars.width - 2, bars.y + 10, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByTestId('map-counted')).not.toContainText('5 messages');
  await page.getByRole('button', { name: 'All of it' }).click();
  await expect(page.getByTestId('map-counted')).toContainText('5 messages');
});
