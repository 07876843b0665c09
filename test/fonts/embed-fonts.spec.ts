import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { drawnText } from '#core/relay-graph/embedded-font.ts';
import { embedFonts } from '../../electron/fonts/embed-fonts.ts';
import { embedded, FONT_FILES } from './fonts.ts';

const FOLDER = `${import.meta.dirname}/../expected/pictures`;
const KB = 1024;

const picture = (...texts: readonly string[]): string =>
  `<svg><title>Not drawn: Z</title>${texts.map((text) => `<text font-weight="400">${text}</text>`).join('')}</svg>`;

const whole = (svg: string): Promise<string> => embedFonts(svg, FONT_FILES);

const approved = await Promise.all(
  (await readdir(FOLDER))
    .filter((name) => name.endsWith('.svg'))
    .map(async (name) => ({ name, svg: await readFile(`${FOLDER}/${name}`, 'utf8') })),
);

function lacking(text: string, font: ReadonlyMap<string, number> = new Map()): string {
  return Array.from(text)
    .filter((character) => !font.has(character))
    .join('');
}

test('every approved picture carries all of its characters, in the weight they are drawn in', async () => {
  for (const { name, svg } of approved) {
    const inside = embedded(await whole(svg));
    const { regular, bold } = drawnText(svg);
    expect([name, lacking(regular, inside.get('400')), lacking(bold, inside.get('600'))]).toEqual([
      name,
      '',
      '',
    ]);
  }
});

test('nothing in a picture comes from outside or runs', async () => {
  for (const { svg } of approved) {
    expect(await whole(svg)).not.toMatch(
      /url\((?!data:font\/ttf;base64,[\w+/=]+\))|@import|href|https?:(?!\/\/www\.w3\.org\/2000\/svg)|<script|<foreignObject/,
    );
  }
});

test('the picture of a message grows by less than 60 KB', async () => {
  for (const name of ['outcomes-way-ja-dark', 'fifty-recipients-way-ja-dark', 'noted-way-en-light']) {
    const svg = await readFile(`${FOLDER}/${name}.svg`, 'utf8');
    expect((await whole(svg)).length - svg.length).toBeLessThan(60 * KB);
  }
});

test('the same characters give the same bytes, whatever their order and how they are escaped', async () => {
  const style = async (svg: string): Promise<string | undefined> =>
    /<style>.*<\/style>/s.exec(await whole(svg))?.[0];
  const one = await style(picture('a &amp; b', '配送 &lt;x>'));
  expect(one).toMatch(
    /^<style>@font-face\{font-family:Relayscope;font-weight:400;src:url\(data:font\/ttf;base64,/,
  );
  expect(await style(picture('x&gt;&lt; 送配', 'b&amp;a'))).toBe(one);
});

test('nothing is taken along that is not drawn, and a weight in which nothing is drawn is left out', async () => {
  const inside = embedded(await whole(picture('ab<title>cut off</title>')));
  expect([[...(inside.get('400')?.keys() ?? [])], inside.get('600')]).toEqual([['a', 'b'], undefined]);
  expect(await whole('<svg><title>Empty</title></svg>')).toBe('<svg><title>Empty</title></svg>');
});

test('what the font does not have is left to the fonts of the computer, and the rest is carried', async () => {
  const svg = picture('mail مرحبا 😀');
  const inside = embedded(await whole(svg));
  expect([...(inside.get('400')?.keys() ?? [])].join('')).toBe(' ailm');
  expect((await whole(svg)).replace(/<style>.*<\/style>/s, '')).toBe(svg);
});

test('a letter and its mark are there in one, as they are drawn', async () => {
  const inside = embedded(await whole(picture('e\u0301 か\u3099')));
  expect([...(inside.get('400')?.keys() ?? [])]).toEqual(expect.arrayContaining(['é', 'が']));
});

test('a page around a picture is carried too, titles in semibold', async () => {
  const page = `<html><head><title>T</title></head><body><h1>見</h1><p>本</p><pre>ログ</pre>${picture('図')}</body></html>`;
  const inside = embedded(await whole(page));
  const text = (weight: string): string => [...(inside.get(weight)?.keys() ?? [])].sort().join('');
  expect([text('400'), text('600')]).toEqual(['グロ図本', '見']);
});

test('an app that lacks its fonts says so instead of leaving them out', async () => {
  await expect(embedFonts(picture('a'), { ...FONT_FILES, regular: '/no/such/font.ttf' })).rejects.toThrow(
    'ENOENT',
  );
});
