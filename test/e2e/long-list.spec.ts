import type { Page } from 'playwright/test';
import { expect, test } from './app.ts';
import { choose } from './choose.ts';

const ROWS = 10_000_000;

/** The worker's answers as they would be for a log of so many messages; each row says its number. */
async function pretend(page: Page, total: number): Promise<void> {
  await page.addInitScript((count) => {
    interface Call {
      readonly id: number;
      readonly call: string;
      readonly args: readonly unknown[];
    }
    interface Answer {
      total: number;
      rows: { index: number; message: object }[];
    }
    const Real = window.Worker;
    window.Worker = class extends Real {
      readonly asked = new Map<number, Call>();
      override postMessage(message: Call, transfer?: unknown): void {
        if (message.call === 'query') this.asked.set(message.id, message);
        super.postMessage(message, transfer as Transferable[]);
      }
      override set onmessage(listener: (event: MessageEvent) => void) {
        super.onmessage = (event: MessageEvent) => {
          const call = this.asked.get((event.data as Call).id);
          const { type, value } = event.data as { type: string; value: Answer };
          if (call !== undefined && type === 'answer') many(value, call);
          listener(event);
        };
      }
    };
    function many(answer: Answer, call: Call): void {
      const [, , offset, limit] = call.args as [string, unknown, number, number];
      const message = answer.rows[0]?.message ?? first;
      if (message === undefined) return;
      first = message;
      answer.total = count;
      const rows = Math.max(0, Math.min(limit, count - offset));
      answer.rows = Array.from({ length: rows }, (_, i) => ({
        index: offset + i,
        message: { ...message, id: `row ${offset + i}`, from: `row${offset + i}@x` },
      }));
    }
    let first: object | undefined;
  }, total);
  await page.reload();
}

test('a list of ten million rows scrolls to its last one, by bar, keys and wheel', async ({ launch }) => {
  const { electron, window } = await launch([]);
  const { page } = window;
  await pretend(page, ROWS);
  await choose(electron, `${process.cwd()}/test/fixtures/seed.log`);
  await page.getByRole('button', { name: 'Open files…' }).click();
  const row = (n: number) => window.rows.filter({ hasText: `row${n}@x` });
  await expect(row(0)).toBeVisible();
  const box = page.getByTestId('message-list');
  await box.evaluate((element) => (element.scrollTop = element.scrollHeight));
  await expect(row(ROWS - 1)).toBeInViewport({ ratio: 0.9 });
  await box.evaluate((element) => (element.scrollTop = 0));
  await expect(row(0)).toBeInViewport({ ratio: 0.9 });
  await page.getByTestId('message-list').focus();
  await page.keyboard.press('End');
  await expect(row(ROWS - 1)).toBeInViewport({ ratio: 0.9 });
  await page.keyboard.press('ArrowUp');
  await expect(row(ROWS - 2)).toHaveAttribute('aria-selected', 'true');
  await box.hover();
  await page.mouse.wheel(0, -28 * 100);
  await expect(row(ROWS - 1)).not.toBeInViewport();
  await page.mouse.wheel(0, 28 * 100);
  await expect(row(ROWS - 1)).toBeInViewport({ ratio: 0.9 });
});
