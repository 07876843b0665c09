/**
 * The font that pictures carry when they leave, what cuts it, and the licences of both. Beside the page, which draws
 * Japanese with it where the computer has no font for that.
 */
import { copyFile, mkdir } from 'node:fs/promises';
import { ROOT } from './places.mjs';

const NOTO = `${ROOT}/node_modules/@expo-google-fonts/noto-sans-jp`;
const HARFBUZZ = `${ROOT}/node_modules/harfbuzzjs`;

/** Name in the folder, and where it comes from. */
const FONTS = {
  'regular.ttf': `${NOTO}/400Regular/NotoSansJP_400Regular.ttf`,
  'semibold.ttf': `${NOTO}/600SemiBold/NotoSansJP_600SemiBold.ttf`,
  'OFL.txt': `${NOTO}/LICENSE_FONT`,
  'harfbuzz-subset.wasm': `${HARFBUZZ}/dist/harfbuzz-subset.wasm`,
  'HARFBUZZ-LICENSE.txt': `${HARFBUZZ}/LICENSE`,
};

export async function copyFonts(folder) {
  await mkdir(folder, { recursive: true });
  await Promise.all(Object.entries(FONTS).map(([name, from]) => copyFile(from, `${folder}/${name}`)));
}
