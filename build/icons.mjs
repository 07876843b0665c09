/** Makes the PNG icons of every size from build/icons/icon.svg. electron-builder makes ico and icns from the largest. */
import { Resvg } from '@resvg/resvg-js';
import { readFile, writeFile } from 'node:fs/promises';

const folder = new URL('./icons/', import.meta.url);
const svg = await readFile(new URL('icon.svg', folder));
for (const size of [16, 32, 48, 64, 128, 256, 512, 1024]) {
  const png = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
  await writeFile(new URL(size === 1024 ? 'icon.png' : `${size}x${size}.png`, folder), png);
}
