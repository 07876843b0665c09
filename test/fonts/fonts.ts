/** The bundled fonts where the build takes them from, and what is in a font. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Blob, Face, Font } from 'harfbuzzjs';
import type { FontFiles } from '../../electron/fonts/embed-fonts.ts';

const resolved = createRequire(import.meta.url).resolve;
const NOTO = dirname(resolved('@expo-google-fonts/noto-sans-jp/package.json'));

export const FONT_FILES: FontFiles = {
  regular: join(NOTO, '400Regular/NotoSansJP_400Regular.ttf'),
  bold: join(NOTO, '600SemiBold/NotoSansJP_600SemiBold.ttf'),
  wasm: resolved('harfbuzzjs/dist/harfbuzz-subset.wasm'),
};

/** Each character of a font, with its width in thousandths of an em. */
export function advances(data: Uint8Array): ReadonlyMap<string, number> {
  const face = new Face(new Blob(data));
  const font = new Font(face);
  const width = (code: number): number =>
    (font.glyphHAdvance(font.nominalGlyph(code) ?? 0) * 1000) / face.upem;
  return new Map(
    Array.from(face.collectUnicodes(), (code) => [String.fromCodePoint(code), width(code)] as const),
  );
}

export const bundled = async (file: string): Promise<ReadonlyMap<string, number>> =>
  advances(await readFile(file));

/** The fonts inside a picture, by weight. */
export function embedded(svg: string): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const faces = svg.matchAll(/font-weight:(\d+);src:url\(data:font\/ttf;base64,([^)]*)\)/g);
  return new Map(
    Array.from(
      faces,
      ([, weight = '', data = '']) => [weight, advances(Buffer.from(data, 'base64'))] as const,
    ),
  );
}
