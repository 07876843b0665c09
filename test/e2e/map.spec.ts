/** The map of all relays in the real window: it opens, a click filters, and ten thousand peers stay fluid. */
import { writeFile } from 'node:fs/promises';
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

test('ten thousand peers, all opened: only what is in sight is drawn, and moving it blocks no frame for long', async ({
  launch,
  folder,
}) => {
  const log = join(folder, 'peers.log');
  await writeFile(log, peers(10_000));
  const { window } = await launch([log]);
  await window.ready();
  const { page } = window;
  await page.getByTestId('map-switch').click();
  await expect(page.getByTestId('map-counted')).toContainText('10,000 messages');
  const region = page.getByTestId('region-internet').locator('rect');
  for (let i = 0; i < 5; i++) {
    const before = await region.getAttribute('height');
    await page.getByTestId('map').hover();
    await page.mouse.wheel(0, 10_000_000);
    await page.getByTestId('map-open').last().click();
    await expect(region).not.toHaveAttribute('height', before ?? '');
  }
  expect(Number(await region.getAttribute('height'))).toBeGreaterThan(10_000 * 44);
  expect(await page.getByTestId('map-node').count()).toBeLessThan(80);
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration))).observe({
      type: 'longtask',
    });
  });
  await page.getByTestId('map').hover();
  for (let i = 0; i < 60; i++) await page.mouse.wheel(0, -400);
  const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
  test
    .info()
    .annotations.push({ type: 'long tasks over 60 wheel steps', description: JSON.stringify(tasks) });
  expect(tasks.length).toBeLessThan(20);
});

/** One message to each of so many servers, each in a domain of its own. */
function peers(count: number): string {
  const lines: string[] = [];
  for (let i = 0; i < count; i++) {
    const id = `k9L${String(i).padStart(5, '0')}001811`;
    const head = `Oct 21 ${two(Math.floor(i / 3600))}:${two(Math.floor(i / 60) % 60)}:${two(i % 60)} mail sendmail[1811]: ${id}:`;
    lines.push(
      `${head} from=<a@home.test>, size=${String(1000 + i)}, class=0, nrcpts=1, msgid=<${String(i)}@home.test>, proto=ESMTP, daemon=MTA, relay=pc.home.test [192.168.1.2]`,
      `${head} to=<b@site${String(i)}.test>, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=31000, relay=mx.site${String(i)}.test. [198.51.100.7], dsn=2.0.0, stat=Sent (ok)`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
