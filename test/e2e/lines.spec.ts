import { expect, test } from './app.ts';

test('from a message to its line among all lines, and back to the message', async ({ launch }) => {
  const { window } = await launch(['test/fixtures/real/default.log']);
  await window.ready();
  const { page } = window;
  const raw = window.lines.locator('.raw').first();
  const ofTheFirst = (await raw.textContent()) ?? '';
  await page.getByTestId('message-list').focus();
  await page.keyboard.press('End');
  await expect(raw).not.toHaveText(ofTheFirst);
  const id = await raw.textContent();
  await page.getByRole('button', { name: 'Show among all lines' }).click();
  await expect(page.locator('#current-line')).toContainText(id ?? '');
  await page.getByTestId('line-filter').fill('"User unknown"');
  await expect(page.getByTestId('line').first()).toContainText('User unknown');
  await expect(page.getByTestId('line').locator('mark').first()).toHaveText('User unknown');
  await page.getByTestId('line-filter').fill('"stat=User unknown"');
  const behind = page.getByTestId('line').locator('mark').first();
  await expect(behind).toBeVisible();
  const { x, width } = (await behind.boundingBox()) ?? { x: Infinity, width: 0 };
  expect(x + width).toBeLessThan(await page.evaluate(() => innerWidth));
  await page.getByTestId('line-filter').fill('"User unknown"');
  await page.getByTestId('line-context').selectOption('1');
  await expect(page.getByTestId('line').first()).not.toContainText('User unknown');
  await page.getByTestId('line').filter({ hasText: 'stat=User unknown' }).first().dblclick();
  await expect(window.lines).toContainText('stat=User unknown');
});

test('lines are found by expressions, by networks and by what only their message has', async ({ launch }) => {
  const { window } = await launch(['test/fixtures/real/default.log']);
  await window.ready();
  const { page } = window;
  await page.getByTestId('show-lines').click();
  const box = page.getByTestId('line-filter');
  const marks = page.getByTestId('line').locator('mark');
  await box.fill('/dsn=[45]\\.\\d\\.\\d/');
  await expect(marks.first()).toHaveText(/^dsn=[45]/);
  await box.fill('ip:127.0.0.0/8 kind:from');
  await expect(marks.first()).toHaveText('127.0.0.1');
  await box.fill('status:bounced -kind:to');
  await expect(page.getByTestId('line').first()).toContainText('from=');
  await box.fill('status:bouncy');
  await expect(box).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByTestId('all-lines')).toContainText('At character 8:');
});

test('rows are chosen with the keys and copied as a table and as log lines', async ({ launch }) => {
  const { electron, window } = await launch(['test/fixtures/seed.log']);
  await window.ready();
  const { page } = window;
  await page.getByTestId('message-list').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await expect(page.getByTestId('list-bar')).toContainText('5 messages copied');
  const table = await electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(table.split('\n')).toHaveLength(6);
  await page.keyboard.press('Control+Shift+C');
  await expect
    .poll(() => electron.evaluate(({ clipboard }) => clipboard.readText()))
    .toContain('k9LE1v98001811: from=');
  await page.getByTestId('go-to-time').click();
  await page.getByTestId('time-jump').fill('2006-10-21');
  await page.keyboard.press('Enter');
  await expect(window.lines).toContainText('k9LE1v98001811');
});
