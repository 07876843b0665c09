/** Pictures leave the window: the saved SVG is the command line's, and the other forms are what they claim to be. */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './app.ts';
import { pressMenuKey } from './menu-key.ts';
import { pdfText } from './pdf-text.ts';

const LOG = join(import.meta.dirname, '../fixtures/real/default.log');
const KEY = '6AO3cWpY000167';

test('the saved SVG is the one of the command line in either theme; PNG and PDF are saved, in Japanese too; the picture is copied', async ({
  launch,
  folder,
}) => {
  const { electron, window } = await launch([LOG]);
  const { page } = window;
  await page.getByTestId('story').waitFor();
  await electron.evaluate(({ dialog }, to) => {
    dialog.showSaveDialog = (...args: unknown[]) => {
      const { defaultPath } = args.at(-1) as { readonly defaultPath: string };
      return Promise.resolve({ canceled: false, filePath: `${to}/${defaultPath}` });
    };
  }, folder);
  const buttons = page.getByRole('group', { name: 'Take the picture along' });
  const saved = async (name: string, outcome: string): Promise<void> => {
    await buttons.getByRole('button', { name, exact: true }).click();
    await expect(buttons.getByRole('status')).toHaveText(outcome);
  };
  await saved('Copy', 'Copied');
  await saved('SVG', 'Saved');
  await saved('PNG', 'Saved');
  await saved('PDF', 'Saved');
  const file = (ending: string): Promise<Buffer> => readFile(join(folder, `${KEY}-diagram.${ending}`));
  const drawn = async (theme: string): Promise<readonly string[]> => {
    const argv = ['out/cli.js', 'diagram', '--lang', 'en', '--theme', theme, KEY, LOG];
    return parts((await promisify(execFile)('node', argv)).stdout);
  };
  expect(parts((await file('svg')).toString())).toEqual(await drawn('print'));
  const svg = (await file('svg')).toString();
  const png = `data:image/png;base64,${(await file('png')).toString('base64')}`;
  expect(await page.evaluate(drawnLarge, svg)).toBe(png);
  expect(await page.evaluate(drawnLarge, svg.replace(/<style>.*<\/style>/s, ''))).not.toBe(png);
  expect(fontsOf(await file('pdf'))).toEqual(
    expect.arrayContaining(['NotoSansJP-Regular', 'NotoSansJP-SemiBold']),
  );
  await window.useTheme('dark');
  await buttons.getByRole('combobox').selectOption('As shown');
  await saved('SVG', 'Saved');
  expect(parts((await file('svg')).toString())).toEqual(await drawn('dark'));
  expect(pdfText(await file('pdf'))).toContain('Thesubmissionqueuepasseditontothemailservermx.');
  await pressMenuKey(electron, 'CmdOrCtrl+Shift+L');
  await page.getByRole('grid').focus();
  await page.keyboard.press('n');
  await page.getByTestId('note-editor').getByRole('textbox').fill('プロバイダーに確認');
  await page.keyboard.press('Control+Enter');
  await expect(window.diagram).toContainText('プロバイダーに確認');
  await page.getByRole('group', { name: '図の書き出し' }).getByRole('button', { name: 'PDF' }).click();
  const text = async (): Promise<string> => pdfText(await file('pdf'));
  await expect.poll(text).toContain('プロバイダーに確認');
  for (const words of [
    'メールサーバー',
    '引き渡し',
    'に配送しました',
    'ログの行',
    'sm-mta[168]:6AO3cWpY000167:to=',
  ])
    expect(await text()).toContain(words);
});

test('a picture is given the whole window by its key, and Escape goes back to the list', async ({
  launch,
}) => {
  const { electron, window } = await launch([LOG]);
  await window.ready();
  const { page } = window;
  const width = (): Promise<number> => window.diagram.evaluate((svg) => svg.getBoundingClientRect().width);
  const before = await width();
  await page.getByRole('grid').focus();
  await pressMenuKey(electron, 'CmdOrCtrl+E');
  await expect(page.getByTestId('enlarge')).toBeFocused();
  await expect
    .poll(async () => (await width()) / (await page.evaluate(() => innerWidth)))
    .toBeGreaterThan(0.95);
  await page.keyboard.press('Escape');
  await expect.poll(width).toBe(before);
  await expect(page.getByRole('grid')).toBeFocused();
});

test('the first window shows the whole way of a usual message', async ({ launch }) => {
  const { window } = await launch([LOG]);
  await window.ready();
  const belowRoom = (): Promise<readonly string[]> =>
    window.page.evaluate(() => {
      const bottom = document.querySelector('.picture-room')?.getBoundingClientRect().bottom ?? 0;
      return [...document.querySelectorAll('[data-testid=diagram] [data-testid^=node-]')]
        .filter((node) => node.getBoundingClientRect().bottom > bottom)
        .map((node) => node.textContent);
    });
  await expect.poll(belowRoom).toEqual([]);
});

test('in the usual and in the smallest window, at twice the size too, bars keep to their panels and rows hold their columns', async ({
  launch,
}) => {
  const { electron, window } = await launch([LOG]);
  await window.ready();
  const { page } = window;
  const outside = (): Promise<readonly string[]> =>
    page.evaluate(() => {
      const bar = document.querySelector('.picture-bar');
      const room = bar?.getBoundingClientRect();
      return [...(bar?.querySelectorAll('button, summary') ?? [])]
        .filter((one) => {
          const { width, left, right, height } = one.getBoundingClientRect();
          return width > 0 && (left < (room?.left ?? 0) || right > (room?.right ?? 0) || height > 32);
        })
        .map((one) => one.textContent);
    });
  await expect.poll(outside).toEqual([]);
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1024, 640));
  const opener = page.getByRole('button', { name: 'Take along' });
  await expect(opener).toBeVisible();
  await expect.poll(outside).toEqual([]);
  const beyondRow = (): Promise<number> =>
    window.rows.first().evaluate((row) => row.scrollWidth - row.clientWidth);
  await expect.poll(beyondRow).toBe(0);
  await opener.click();
  await expect(page.getByRole('button', { name: 'SVG', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await expect(page.getByRole('button', { name: 'SVG', exact: true })).toBeHidden();
  await pressMenuKey(electron, 'CmdOrCtrl+Shift+L');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await expect.poll(outside).toEqual([]);
  await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2),
  );
  const beyondWindow = (): Promise<number> =>
    page.evaluate(() => document.body.scrollWidth - document.body.clientWidth);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(600);
  for (const language of ['ja', 'en']) {
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect.poll(outside).toEqual([]);
    await expect.poll(beyondWindow).toBe(0);
    await pressMenuKey(electron, 'CmdOrCtrl+Shift+L');
  }
  const scrolled = (): Promise<number> => page.evaluate(() => document.documentElement.scrollTop);
  await window.diagram.scrollIntoViewIfNeeded();
  expect(await scrolled()).toBeGreaterThan(0);
  await pressMenuKey(electron, 'CmdOrCtrl+Shift+M');
  await expect.poll(scrolled).toBe(0);
});

test('a bounce unfolds in the picture with its lines; saved as seen, with notes and network, it is the command line’s', async ({
  launch,
  folder,
}) => {
  const { electron, window } = await launch([LOG]);
  await window.ready();
  const { page } = window;
  await electron.evaluate(({ dialog }, to) => {
    dialog.showSaveDialog = (...args: unknown[]) => {
      const { defaultPath } = args.at(-1) as { readonly defaultPath: string };
      return Promise.resolve({ canceled: false, filePath: `${to}/${defaultPath.replace(/.*[\\/]/, '')}` });
    };
  }, folder);
  await window.filter.fill('qid=6AO3dDoJ000222');
  await expect(window.rows).toHaveCount(1);
  await window.rowOf('nosuch@rej.test').click();
  await expect(window.lines).toContainText('6AO3dDoJ000222: to=');
  await page.keyboard.press('3');
  const fold = page.getByTestId('fold').first();
  await expect(fold).toHaveAccessibleName('2 hops, unfold the way of 6AO3dDoJ000224');
  await fold.focus();
  await fold.click();
  await expect(page.getByTestId('node-mta')).toHaveCount(2);
  await expect(window.lines.getByRole('listitem')).toHaveCount(4);
  await fold.press('Enter');
  await expect(page.getByTestId('node-mta')).toHaveCount(1);
  await expect(fold).toBeFocused();
  await fold.press(' ');
  await page.getByTestId('edge').filter({ hasText: 'local' }).last().dispatchEvent('click');
  await expect(window.lines.locator('li.chosen')).toContainText('6AO3dDoJ000224: to=<alice@example.test>');
  await pressMenuKey(electron, 'CmdOrCtrl+Shift+B');
  await page.getByTestId('notes-sheet').getByRole('button', { name: 'Export…' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('notes-sheet')).toHaveCount(0);
  await window.command('my network');
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).first().fill('Hall router');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await window.command('my network');
  await page.getByRole('dialog').getByRole('button', { name: 'Export…' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'SVG', exact: true }).click();
  const saved = async (ending: RegExp): Promise<string> => {
    const name = (await readdir(folder)).find((one) => ending.test(one));
    return name === undefined ? '' : join(folder, name);
  };
  await expect.poll(() => saved(/\.svg$/)).not.toBe('');
  const options = [
    '--unfold',
    '--notes',
    await saved(/notes.*\.json$/),
    '--network',
    await saved(/network.*\.json$/),
  ];
  const { stdout } = await promisify(execFile)('node', [
    'out/cli.js',
    'diagram',
    '--lang',
    'en',
    ...options,
    '6AO3dDoJ000222',
    LOG,
  ]);
  await expect.poll(async () => parts(await readFile(await saved(/\.svg$/), 'utf8'))).toEqual(parts(stdout));
  expect(stdout).toContain('label yellow');
});

/** The picture as a PNG data address, at twice its size. */
async function drawnLarge(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), {
    width: image.width * 2,
    height: image.height * 2,
  });
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
}

/** Names of the fonts inside, each once. */
function fontsOf(pdf: Buffer): readonly string[] {
  const names = pdf.toString('latin1').matchAll(/\/BaseFont \/(?:[A-Z]{6}\+)?([\w-]+)/g);
  return [...new Set(Array.from(names, ([, name = '']) => name))].sort();
}

/** Elements with their attributes in one order, and texts: how an empty element and `>` are written does not matter. */
function parts(svg: string): readonly string[] {
  const tags = svg
    .replaceAll('&gt;', '>')
    .replace(/="[^"]*"/g, (value) => value.replaceAll('>', '›'))
    .replace(/<(\w+)([^<>]*)\/>/g, '<$1$2></$1>')
    .match(/<[^>]*>|[^<]+/g);
  return (tags ?? [])
    .map((part) => part.replace(/^<(\w+)([^>]*)>$/, (_all, name: string, list: string) => opened(name, list)))
    .filter((part) => part.trim() !== '');
}

function opened(name: string, list: string): string {
  return [name, ...(list.match(/[\w:-]+="[^"]*"/g) ?? []).sort()].join(' ');
}
