/** Puts the fonts that a picture is drawn in into it, cut out of those that are bundled. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawnText, withFonts } from '#core/relay-graph/embedded-font.ts';
import { subsetFont } from './subset-font.ts';

/** Paths of both weights, and of HarfBuzz. */
export interface FontFiles {
  readonly regular: string;
  readonly bold: string;
  readonly wasm: string;
}

/** As build/fonts.mjs puts them into a folder. */
export function fontFiles(folder: string): FontFiles {
  const file = (name: string): string => join(folder, name);
  return {
    regular: file('regular.ttf'),
    bold: file('semibold.ttf'),
    wasm: file('harfbuzz-subset.wasm'),
  };
}

/**
 * `markup` is an SVG, or a page around one. The same picture gets the same bytes everywhere. Rejects when a file is
 * missing: then the app is not whole.
 */
export async function embedFonts(markup: string, { regular, bold, wasm }: FontFiles): Promise<string> {
  const text = drawnText(markup);
  const harfbuzz = await readFile(wasm);
  const cut = async (file: string, characters: string): Promise<string | undefined> =>
    characters === ''
      ? undefined
      : Buffer.from(await subsetFont(harfbuzz, await readFile(file), characters)).toString('base64');
  return withFonts(markup, { regular: await cut(regular, text.regular), bold: await cut(bold, text.bold) });
}
