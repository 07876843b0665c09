import AxeBuilder from '@axe-core/playwright';
import { fileURLToPath } from 'node:url';
import { expect, test } from './app.ts';

const seed = fileURLToPath(new URL('../fixtures/seed.log', import.meta.url));

test('the page has no Node, cannot leave and opens no window', async ({ launch }) => {
  const { electron, window } = await launch([seed]);
  await window.ready();
  expect(await window.page.evaluate(() => typeof (globalThis as { require?: unknown }).require)).toBe(
    'undefined',
  );
  /* Main is asked, because Playwright waits for a navigation that never comes. */
  const tried = await electron.evaluate(async ({ BrowserWindow }) => {
    const [only] = BrowserWindow.getAllWindows();
    if (only === undefined) return undefined;
    const prevented = new Promise((resolve) => {
      only.webContents.once('will-navigate', (event) => setImmediate(() => resolve(event.defaultPrevented)));
    });
    await only.webContents.executeJavaScript(
      "window.open('https://example.com/'); location.href = 'https://example.com/'; 0",
    );
    const refused = await prevented;
    return { refused, url: only.webContents.getURL(), windows: BrowserWindow.getAllWindows().length };
  });
  expect(tried).toEqual({ refused: true, url: 'relayscope://app/', windows: 1 });
});

test('every file of the page comes with the closed policy', async ({ launch }) => {
  const { window } = await launch([]);
  await expect(window.start).toBeVisible();
  const policy = await window.page.evaluate(async () =>
    (await fetch('/index.html')).headers.get('content-security-policy'),
  );
  expect(policy).toContain("default-src 'none'");
  await expect(window.page.evaluate(() => fetch('https://example.com/'))).rejects.toThrow();
});

test('main refuses unknown channels and wrong arguments', async ({ launch }) => {
  const { window } = await launch([]);
  await expect(window.start).toBeVisible();
  const call = (channel: string, ...args: unknown[]) =>
    window.page.evaluate(
      ([name, rest]) =>
        (
          globalThis as unknown as {
            relayscope: { invoke: (c: string, ...a: unknown[]) => Promise<unknown> };
          }
        ).relayscope.invoke(name, ...rest),
      [channel, args] as const,
    );
  await expect(call('open:recent', '../../etc/passwd')).rejects.toThrow(/Refused/);
  await expect(call('open:paths', ['/etc/passwd'])).rejects.toThrow(/Refused/);
  await expect(call('no:such')).rejects.toThrow();
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds no serious violation in the ${theme} window`, async ({ launch }) => {
    const { window } = await launch([seed]);
    await window.ready();
    await window.useTheme(theme);
    await expect(window.rows).toHaveCount(5);
    const { violations } = await new AxeBuilder({ page: window.page }).setLegacyMode().analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });
}
