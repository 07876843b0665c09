import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { COMMANDS } from '#core/contract/commands.ts';
import { expect, test } from './app.ts';
import { choose } from './choose.ts';
import { pressMenuKey } from './menu-key.ts';

const seed = await readFile(fileURLToPath(new URL('../fixtures/seed.log', import.meta.url)));

test('what cannot be read is told in one sentence, in the language of the window', async ({
  launch,
  folder,
}) => {
  const place = (name: string): string => join(folder, name);
  await mkdir(place('empty-folder'));
  await writeFile(place('empty.log'), '');
  await writeFile(place('noise.log'), randomBytes(100_000));
  const { electron, window } = await launch([place('nothing.log')]);
  await expect(window.problems).toContainText('nothing.log: there is no such file');
  const told: readonly (readonly [path: string, sentence: string])[] = [
    [place('empty-folder'), 'empty-folder: this folder holds no mail log'],
    ['/dev/zero', 'zero: this is a device'],
    [place('empty.log'), 'empty.log: there is nothing in it'],
    [place('noise.log'), 'noise.log: this is binary data'],
  ];
  for (const [path, sentence] of told) {
    await choose(electron, path);
    await pressMenuKey(electron, COMMANDS['open-files']);
    await expect(window.problems).toContainText(sentence);
  }
  await pressMenuKey(electron, COMMANDS['toggle-language']);
  await expect(window.problems).toContainText(/noise\.log.*[ぁ-ん]/);
});

test('a file that is no mail log is shown as not understood, with a word about it', async ({
  launch,
  folder,
}) => {
  await writeFile(join(folder, 'poem.log'), 'The sea is calm to-night.\nThe tide is full.\n');
  const { window } = await launch([join(folder, 'poem.log')]);
  await expect(window.problems).toContainText('poem.log: no line of a mail server');
  await expect(window.statusBar).toContainText('2 not understood');
});

test('of a truncated gzip what could be read is shown', async ({ launch, folder }) => {
  const packed = gzipSync(Buffer.concat([seed, Buffer.from(randomBytes(200_000).toString('hex'))]));
  await writeFile(join(folder, 'cut.log.gz'), packed.subarray(0, packed.length / 2));
  const { window } = await launch([join(folder, 'cut.log.gz')]);
  await expect(window.rows).toHaveCount(5);
  await expect(window.problems).toContainText('cut.log.gz: the packed file ends too early');
});

test('NUL bytes and invalid UTF-8 among the lines lose no message', async ({ launch, folder }) => {
  const noise = Buffer.from([0, 0, 0, 0, 0x0a, 0xff, 0xfe, 0x80, 0x0a]);
  await writeFile(join(folder, 'crash.log'), Buffer.concat([seed, noise, seed.subarray(0, 0)]));
  const { window } = await launch([join(folder, 'crash.log')]);
  await expect(window.rows).toHaveCount(5);
});

test('a line of 200 MB does not stop the rest', async ({ launch, folder }) => {
  await writeFile(
    join(folder, 'long.log'),
    Buffer.concat([Buffer.alloc(200 * 1024 * 1024, 'x'), Buffer.from('\n'), seed]),
  );
  const { window } = await launch([join(folder, 'long.log')]);
  await expect(window.rows).toHaveCount(5, { timeout: 60_000 });
  await expect(window.problems).toContainText('long.log: 1 line is too long');
});

test('markup in a log reaches the page as text', async ({ launch, folder }) => {
  const line = seed
    .toString()
    .replaceAll('otusr111@ekisaito.ko.ni', '<img/src=x/onerror=alert(1)>@evil.example');
  await writeFile(join(folder, 'evil.log'), line);
  const { window } = await launch([join(folder, 'evil.log')]);
  await expect(window.rows).toHaveCount(5);
  await expect(window.page.locator('img[src="x"]')).toHaveCount(0);
});

test('a file without read permission says how to get it', async ({ launch, folder }) => {
  test.skip(process.getuid?.() === 0, 'root may read every file');
  await writeFile(join(folder, 'closed.log'), seed);
  await chmod(join(folder, 'closed.log'), 0);
  const { window } = await launch([join(folder, 'closed.log')]);
  await expect(window.problems).toContainText('closed.log: you are not allowed to read this');
});
