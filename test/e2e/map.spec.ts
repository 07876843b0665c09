/** The map of all relays in the real window: it opens, a click filters, a drag looks at a part of the time. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
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

const PEERS = 10_000;

/** A message to each of ten thousand servers, every tenth of them waiting. */
function manyPeers(): string {
  return Array.from({ length: PEERS }, (_, i) => {
    const id = `kB28001v${String(i).padStart(6, '0')}`;
    const clock = new Date(Date.UTC(2026, 10, 2) + i * 5000).toISOString().slice(11, 19);
    const head = `Nov  2 ${clock} mx sendmail[1000]: ${id}:`;
    const peer = `mx.site${String(i)}.test. [198.51.${String(i >> 8)}.${String(i & 255)}]`;
    const outcome = i % 10 === 0 ? 'dsn=4.2.0, stat=Deferred: 451 later' : 'dsn=2.0.0, stat=Sent (ok)';
    return [
      `${head} from=<ann@home.test>, size=1000, class=0, nrcpts=1, msgid=<${String(i)}@home.test>, proto=ESMTP, daemon=MTA, relay=pc.home.test [192.168.1.2]`,
      `${head} to=<bob@site${String(i)}.test>, delay=00:00:04, xdelay=00:00:01, mailer=esmtp, pri=30000, relay=${peer}, ${outcome}`,
    ].join('\n');
  }).join('\n');
}

/** Lengths of the frames until told to stop, milliseconds. */
async function countFrames(page: Page): Promise<() => Promise<readonly number[]>> {
  const frames = await page.evaluateHandle(() => {
    const kept: number[] = [];
    let last = performance.now();
    const next = (): void => {
      const now = performance.now();
      kept.push(now - last);
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    return kept;
  });
  return () => frames.evaluate((kept) => [...kept]);
}

test('ten thousand peers: the rest opens, panning draws only what is in sight, a click filters', async ({
  launch,
  folder,
}, { annotations }) => {
  test.setTimeout(180_000);
  const log = join(folder, 'maillog');
  await writeFile(log, `${manyPeers()}\n`);
  const { electron, window } = await launch([log]);
  await window.ready();
  const { page } = window;
  await pressMenuKey(electron, 'CmdOrCtrl+Shift+M');
  await expect(page.getByTestId('map-counted')).toContainText('10,000 messages', { timeout: 60_000 });
  const nodes = page.getByTestId('map-node');
  const box = await page.getByTestId('map').boundingBox();
  if (box === null) throw new Error('Broken assumption: the map is there');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (const shown of [96, 384, 1536, 6144, PEERS]) {
    const rest = page.getByTestId('map-open').filter({ hasText: '▸' });
    await expect(async () => {
      await page.mouse.wheel(0, 10_000_000);
      await expect(rest).toHaveCount(1, { timeout: 1000 });
    }).toPass();
    await rest.dispatchEvent('click');
    await expect(page.getByTestId('map-counted'), `${String(shown)} are shown`).toContainText(
      '10,000 messages',
    );
    await expect(rest).toHaveCount(0);
  }
  await page.mouse.wheel(0, 10_000_000);
  await expect.poll(() => nodes.count()).toBeGreaterThan(0);
  const frames = await countFrames(page);
  for (let i = 0; i < 60; i++) await page.mouse.wheel(0, -400);
  const lengths = await frames();
  expect(lengths.length).toBeGreaterThan(0);
  const long = lengths.filter((length) => length > 34).length;
  annotations.push({ type: 'frames', description: `${String(long)} long of ${String(lengths.length)}` });
  expect(await nodes.count()).toBeLessThan(80);
  const card = nodes.filter({ hasText: /mx\.site\d+\.test/ }).nth(8);
  const name = /mx\.site\d+\.test/.exec((await card.textContent()) ?? '')?.[0] ?? '';
  await card.click();
  await expect(window.filter).toHaveValue(`relay=${name}`);
  await expect(page.getByTestId('map-counted')).toContainText('1 message');
});
