/** The page's long tasks while a large log is worked with, in times of a fixed piece of work: a busy machine slows both. */
import { join } from 'node:path';
import { writeLog } from '../bench/generate.mjs';
import { expect, test } from './app.ts';
import { longestTask, unitOfWork } from './busy-tasks.ts';
import { choose } from './choose.ts';

const LINES = 100_000;
/** 50 ms are some seventeen units; the longest task takes five. Whatever grows with the log takes hundreds. */
const MOST_UNITS = 17;

test('while a large log is read, filtered, sorted and scrolled the page is never kept busy by the size of the log', async ({
  launch,
  folder,
}, { annotations }) => {
  test.setTimeout(180_000);
  const log = join(folder, 'maillog');
  await writeLog(log, LINES);
  const { electron, window } = await launch([]);
  const { page } = window;
  const before = await unitOfWork(page);
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    [
      'reading',
      async () => {
        await choose(electron, log);
        await window.start.getByRole('button', { name: /open files/i }).click();
        await expect(window.statusBar).toContainText('100,000 lines', { timeout: 120_000 });
        await expect(window.progress).toHaveCount(0);
      },
    ],
    [
      'filtering',
      async () => {
        for (const filter of ['status:bounced', 'delay>1h', '"User unknown"', ''])
          await window.filter.fill(filter);
        await expect(page.getByTestId('list-bar')).toContainText(/^[\d,]+ messages/);
      },
    ],
    [
      'sorting',
      async () => {
        for (const name of ['From', 'Size', 'Time']) {
          const head = page.getByRole('columnheader', { name });
          await head.getByRole('button').click();
          await expect(head).toHaveAttribute('aria-sort', 'ascending');
        }
        await expect(window.rows.first()).toBeVisible();
      },
    ],
    [
      'scrolling',
      async () => {
        await page.getByTestId('message-list').focus();
        for (let i = 0; i < 30; i++) await page.keyboard.press('PageDown');
        await page.keyboard.press('End');
        await expect(window.rows.last()).toBeVisible();
      },
    ],
  ];
  for (const [name, step] of steps) {
    const longest = await longestTask(page, step);
    annotations.push({ type: name, description: `the longest task ${longest.toFixed(0)} ms` });
    const unit = Math.max(before, await unitOfWork(page));
    expect(longest / unit, `${name}: the longest task, in units`).toBeLessThan(MOST_UNITS);
  }
});
