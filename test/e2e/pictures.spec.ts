/** Pictures leave the window: the saved SVG is the command line's, and the other forms are what they claim to be. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './app.ts';

const LOG = join(import.meta.dirname, '../fixtures/real/default.log');
const KEY = '6AO3cWpY000167';

test('the saved SVG is the one of the command line; PNG and PDF are saved, the picture is copied', async ({
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
  await saved('Copy', 'Copied');
  await saved('PNG', 'Saved');
  await saved('Copy', 'Copied');
  await saved('PDF', 'Saved');
  const file = (ending: string): Promise<Buffer> => readFile(join(folder, `${KEY}-diagram.${ending}`));
  const { stdout } = await promisify(execFile)('node', ['out/cli.js', 'diagram', '--lang', 'en', KEY, LOG]);
  expect(parts((await file('svg')).toString())).toEqual(parts(stdout));
  expect((await file('png')).subarray(1, 4).toString()).toBe('PNG');
  expect((await file('pdf')).subarray(0, 5).toString()).toBe('%PDF-');
});

/** Elements with their attributes in one order, and texts: how an empty element is written does not matter. */
function parts(svg: string): readonly string[] {
  return svg
    .replace(/<(\w+)([^<>]*)\/>/g, '<$1$2></$1>')
    .split(/(?=<)|(?<=>)/)
    .map((part) => part.replace(/^<(\w+)([^>]*)>$/, (_all, name: string, list: string) => opened(name, list)))
    .filter((part) => part.trim() !== '');
}

function opened(name: string, list: string): string {
  return [name, ...(list.match(/[\w:-]+="[^"]*"/g) ?? []).sort()].join(' ');
}
