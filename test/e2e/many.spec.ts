/** Messages of tens of thousands of recipients, entries or attempts: what they take of the page is that of a small one. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { listLog, oneEntryLog, retriedLog } from '../core/correlate/many-log.ts';
import { expect, test } from './app.ts';
import { longestTask, unitOfWork } from './busy-tasks.ts';

const MANY = 50_000;
/** 50 ms are some twelve units of a page that does nothing else. What grew with the message took thousands. */
const MOST_UNITS = 40;
/** Elements of the page; a usual message takes some 700. */
const MOST_ELEMENTS = 4000;
/** Each with the lists that have an end to be scrolled to, and what stands there. */
const LOGS = [
  [
    'fifty thousand recipients, an entry each',
    listLog,
    { lines: '<user49999@d199.example.net>', recipients: 'user49999@d199.example.net' },
  ],
  ['fifty thousand recipients in one entry', oneEntryLog, { recipients: 'u49999@ex.net' }],
  ['fifty thousand attempts', retriedLog, { lines: 'Mar  7 09:13:24' }],
] as const;

const elements = (page: Page): Promise<number> => page.evaluate(() => document.querySelectorAll('*').length);

for (const [name, log, ends] of LOGS)
  test(`a message of ${name} is shown, scrolled, drawn and copied without holding up the page`, async ({
    launch,
    folder,
  }, info) => {
    test.setTimeout(180_000);
    const file = join(folder, 'maillog');
    await writeFile(file, log(MANY));
    const { window } = await launch([file]);
    const { page } = window;
    const detail = page.getByTestId('detail');
    const before = await unitOfWork(page);
    const most: number[] = [];
    const steps: readonly (readonly [string, () => Promise<void>])[] = [
      [
        'reading',
        async () => {
          await expect(window.progress).toHaveCount(0, { timeout: 120_000 });
          await expect(window.rows).toHaveCount(4);
        },
      ],
      [
        'choosing',
        async () => {
          await window.rows.nth(3).click();
          await expect(detail.getByTestId('lines')).toContainText('62380001100001', { timeout: 60_000 });
          await expect(detail.getByTestId('fields')).toContainText('list@example.org');
        },
      ],
      [
        'choosing an arrow',
        async () => {
          await detail.getByTestId('edge').nth(1).press('Enter');
          await expect(detail.getByTestId('edge').nth(1)).toHaveClass(/selected/);
        },
      ],
      ...(['Ladder', 'Waterfall', 'Way'] as const).map(
        (picture) =>
          [
            picture,
            async () => {
              await page.getByRole('tab', { name: picture }).click();
              await expect(detail.getByTestId(picture === 'Way' ? 'diagram' : 'time-picture')).toBeVisible();
              most.push(await elements(page));
            },
          ] as const,
      ),
      [
        'scrolling to the end',
        async () => {
          for (const [list, last] of Object.entries(ends)) {
            await detail.getByTestId(list).getByRole('list').press('End');
            await expect(detail.getByTestId(list)).toContainText(last);
          }
        },
      ],
      [
        'copying',
        async () => {
          await detail.getByTitle('Copy the log lines').click();
          await expect(detail.getByTitle('Copy the log lines')).toHaveText('Copied', { timeout: 60_000 });
        },
      ],
    ];
    for (const [step, run] of steps) {
      const longest = await longestTask(page, run);
      const units = longest / Math.max(before, await unitOfWork(page));
      info.annotations.push({
        type: step,
        description: `${longest.toFixed(0)} ms, ${units.toFixed(0)} units`,
      });
      expect.soft(units, `${step}: the longest task, in units`).toBeLessThan(MOST_UNITS);
    }
    info.annotations.push({ type: 'elements', description: most.join(', ') });
    expect(Math.max(...most)).toBeLessThan(MOST_ELEMENTS);
  });
