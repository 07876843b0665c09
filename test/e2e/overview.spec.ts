import { join } from 'node:path';
import type { Locator } from 'playwright/test';
import { expect, test } from './app.ts';
import { writeLog } from '../bench/generate.mjs';

/** Some part of the drawing has exactly this colour. */
function hasInk(drawing: Locator, colour: string): Promise<boolean> {
  return drawing.locator('canvas').evaluate((canvas, wanted) => {
    if (!(canvas instanceof HTMLCanvasElement)) return false;
    const dots = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const [red = 0, green = 0, blue = 0] = (wanted.match(/\w\w/g) ?? []).map((part) => parseInt(part, 16));
    for (let at = 0; at < dots.length; at += 4)
      if (dots[at] === red && dots[at + 1] === green && dots[at + 2] === blue) return true;
    return false;
  }, colour);
}

test('bars above the list have the colours of the theme; a drag shows only that time, by mouse and by keys, and back', async ({
  launch,
  folder,
}) => {
  const log = join(folder, 'maillog');
  await writeLog(log, 4000);
  const { electron, window } = await launch([log]);
  await window.ready();
  const { page } = window;
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
  if (!(await page.getByTestId('timeline').isVisible())) await page.getByTestId('toggle-timeline').click();
  const bars = page.getByTestId('timeline').getByRole('slider');
  const over = bars.locator('.u-over');
  await expect(over).toBeVisible();
  await expect.poll(() => hasInk(bars, '#0a7245')).toBe(true);
  await window.useTheme('dark');
  await expect.poll(() => hasInk(bars, '#5fd39b')).toBe(true);
  const box = await over.boundingBox();
  if (box === null) throw new Error('no bars are drawn');
  const count = page.getByTestId('list-bar').locator('.count');
  const all = await count.textContent();
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(window.filter).toHaveValue(/^time:\d{4}-\d\d-\d\d\S*\.\.\d{4}-\d\d-\d\d\S*$/);
  await expect(count).not.toHaveText(all ?? '');
  await page.getByTestId('timeline').getByRole('button').click();
  await expect(window.filter).toHaveValue('');
  await expect(count).toHaveText(all ?? '');
  await bars.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect(window.filter).toHaveValue(/^time:/);
  await bars.focus();
  await page.keyboard.press('Escape');
  await expect(window.filter).toHaveValue('');
});

test('values beside the list: one click filters, the next takes it back, and the shell counts the same', async ({
  launch,
}) => {
  const { electron, window } = await launch(['test/fixtures/seed.log']);
  await window.ready();
  const { page } = window;
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
  const facets = page.getByTestId('facets');
  if (!(await facets.isVisible())) await page.getByTestId('toggle-facets').click();
  const value = facets.getByTestId('facet-value').filter({ hasText: 'sq3.delsol.ne.ni' }).first();
  const counted = Number(await value.locator('.count').textContent());
  await value.click();
  await expect(window.filter).toHaveValue('domain=sq3.delsol.ne.ni');
  await expect(window.rows).toHaveCount(counted);
  await value.click();
  await expect(window.filter).toHaveValue('');
  await value.locator('xpath=..').locator('.shell').click();
  await expect(page.getByTestId('shell-line')).toContainText('awk');
  await expect(page.getByTestId('shell-sheet')).toContainText(`finds ${counted} message`);
});

test('what is shown beside and above the list is as it was left after a restart', async ({ launch }) => {
  const first = await launch(['test/fixtures/seed.log']);
  await first.window.ready();
  const shown = await first.window.page.getByTestId('timeline').isVisible();
  await first.window.page.getByTestId('toggle-timeline').click();
  await first.window.page.getByTestId('hide-connections').click();
  await expect(first.window.page.getByTestId('timeline')).toBeVisible({ visible: !shown });
  await first.electron.close();
  const again = await launch(['test/fixtures/seed.log']);
  await again.window.ready();
  await expect(again.window.page.getByTestId('timeline')).toBeVisible({ visible: !shown });
  await expect(again.window.page.getByTestId('hide-connections')).toHaveAttribute('aria-pressed', 'true');
});

test('in the smallest window the lines of a message that is filtered out stay in sight, above the status bar', async ({
  launch,
}) => {
  const { electron, window } = await launch(['test/fixtures/real/default.log']);
  await window.ready();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1024, 640));
  await window.filter.fill('status:deferred');
  await expect(window.page.getByTestId('hidden')).toBeVisible();
  await expect(window.lines).toBeVisible();
  const placed = async () => {
    const [lines, bar] = [await window.lines.boundingBox(), await window.statusBar.boundingBox()];
    if (lines === null || bar === null) return 'nowhere';
    return lines.height >= 30 && lines.y + lines.height <= bar.y + 1
      ? 'in sight'
      : JSON.stringify([lines, bar]);
  };
  await expect.poll(placed).toBe('in sight');
});
