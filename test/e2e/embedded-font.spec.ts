/** The bundled font: in pictures that leave, and in the page where the computer has none for Japanese. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { embedFonts } from '../../electron/fonts/embed-fonts.ts';
import { subsetFont } from '../../electron/fonts/subset-font.ts';
import { FONT_FILES } from '../fonts/fonts.ts';
import { expect, test } from './app.ts';

const FOLDER = join(import.meta.dirname, '../expected/pictures');

interface Drawn {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** From the height of capitals to the depth of a comma. */
  readonly top: number;
  readonly bottom: number;
}

interface DrawnPicture {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly Drawn[];
  /** Some font was taken out of the picture. */
  readonly loaded: boolean;
}

/** Runs in a page of its own, without the window's policy. */
const BOXES = `document.fonts.ready.then(() => {
  const svg = document.querySelector('svg');
  const texts = [...svg.querySelectorAll('text')].filter((t) => t.textContent.trim() !== '').map((t) => {
    const { x, width } = t.getBBox();
    const size = Number(t.getAttribute('font-size')), y = Number(t.getAttribute('y'));
    const text = [...t.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join('');
    return { text, left: x, right: x + width, top: y - 0.72 * size, bottom: y + 0.15 * size };
  });
  const loaded = [...document.fonts].some((face) => face.status === 'loaded');
  return { width: svg.width.baseVal.value, height: svg.height.baseVal.value, texts, loaded };
})`;

function faults({ width, height, texts }: DrawnPicture): readonly string[] {
  const outside = texts.filter((t) => t.left < 0 || t.right > width || t.top < 0 || t.bottom > height);
  const met = texts.flatMap((a, i) =>
    texts.slice(i + 1).flatMap((b) => (meet(a, b) ? [`${a.text} and ${b.text}`] : [])),
  );
  return [...outside.map(({ text }) => text), ...met];
}

function meet(a: Drawn, b: Drawn): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

test('drawn with the font that it carries, no text of a picture meets another or leaves it', async ({
  launch,
}) => {
  const { electron } = await launch([]);
  const page = await electron.evaluateHandle(({ BrowserWindow }) => new BrowserWindow({ show: false }));
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.svg'));
  for (const name of names) {
    const svg = await embedFonts(await readFile(join(FOLDER, name), 'utf8'), FONT_FILES);
    const data = Buffer.from(svg).toString('base64');
    const drawn = await page.evaluate(
      async ({ webContents }, [address, script]) => {
        await webContents.loadURL(address);
        return webContents.executeJavaScript(script) as Promise<DrawnPicture>;
      },
      [`data:text/html;charset=utf-8;base64,${data}`, BOXES] as const,
    );
    expect([name, faults(drawn)]).toEqual([name, []]);
    expect(drawn.loaded).toBe(true);
    expect(drawn.texts.length).toBeGreaterThan(0);
  }
});

test('on a computer without a Japanese font the page draws Japanese all the same', async ({
  launch,
  folder,
}) => {
  test.skip(process.platform !== 'linux', 'fonts are taken away by fontconfig');
  const characters = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
  const latin = await subsetFont(
    await readFile(FONT_FILES.wasm),
    await readFile(FONT_FILES.regular),
    characters,
  );
  await mkdir(join(folder, 'fonts'));
  await writeFile(join(folder, 'fonts', 'latin.ttf'), latin);
  const config = join(folder, 'fonts.conf');
  await writeFile(
    config,
    `<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
  );
  const { window } = await launch([], { FONTCONFIG_FILE: config });
  await window.ready();
  const loaded = (): Promise<readonly string[]> =>
    window.page.evaluate(() =>
      [...document.fonts]
        .filter(({ status }) => status === 'loaded')
        .map(({ family, weight }) => `${family} ${weight}`),
    );
  await window.languageSwitch.click();
  await expect.poll(loaded).toEqual(['Relayscope 400', 'Relayscope 600']);
});
