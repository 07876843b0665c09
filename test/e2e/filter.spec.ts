/** The filter box by keyboard alone, and what of it is there again after a restart. */
import { expect, test } from './app.ts';

test('a filter is written from what is offered, saved, and found again after a restart', async ({
  launch,
}) => {
  const { electron, window } = await launch(['test/fixtures/seed.log']);
  await window.ready();
  const { page } = window;
  const offers = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  await page.keyboard.press('/');
  await page.keyboard.type('direc');
  await expect(offers.first()).toContainText('direction:');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(offers).toHaveText([/outbound\s*3/, /inbound\s*2/]);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(window.filter).toHaveValue('direction:inbound');
  await expect(window.rows).toHaveCount(2);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByLabel('Keep this filter under a name:').focus();
  await page.keyboard.type('Coming in');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Delete Coming in' })).toBeVisible();
  await page.keyboard.press('Escape');
  await electron.close();
  const again = await launch(['test/fixtures/seed.log']);
  await again.window.ready();
  await again.window.page.keyboard.press('Control+Shift+P');
  await again.window.page.keyboard.type('coming');
  await again.window.page.keyboard.press('Enter');
  await expect(again.window.rows).toHaveCount(2);
  await again.window.filter.fill('');
  await expect(
    again.window.page.getByRole('option', { name: 'direction:inbound used before' }),
  ).toBeVisible();
});

test('what is copied from a log finds what it says; what is wrong is underlined', async ({ launch }) => {
  const { electron, window } = await launch(['test/fixtures/seed.log']);
  await window.ready();
  const { page } = window;
  await electron.evaluate(({ clipboard }) => {
    void clipboard.writeText('msgid=<20061021.230157.41624764.mailuser555@user100.server100.info>');
  });
  await page.keyboard.press('/');
  await page.keyboard.press('ControlOrMeta+v');
  await expect(window.filter).toHaveValue(/^msgid[:=]/);
  await expect(window.rows).toHaveCount(1);
  await window.filter.fill('size>10q');
  await expect(page.getByTestId('filter-mirror').locator('mark')).toHaveText('10q');
  await expect(page.getByTestId('filter-meaning')).toContainText('At character 6');
  await expect(window.rows).toHaveCount(1);
});
