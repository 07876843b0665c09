/** Makes the README's picture of the window: `npm run picture`. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { environment } from './environment.mjs';
import { CACHE } from './places.mjs';
import { run } from './run.mjs';
import { stop } from './say.mjs';
import { setUp } from './setup.mjs';

const { executable, offScreen } = await setUp();
const seed = fileURLToPath(new URL('../test/fixtures/seed.log', import.meta.url));
await mkdir(new URL('./readme/', import.meta.url), { recursive: true });
const file = fileURLToPath(new URL('./readme/window.png', import.meta.url));
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const args = [...asRoot, `--user-data-dir=${CACHE}/picture-data`, '--lang=en', `--picture=${file}`, seed];
const [program, ...rest] = offScreen
  ? ['xvfb-run', '-a', '-s', '-screen 0 1440x900x24', executable, ...args]
  : [executable, ...args];
const { status, output } = await run(program, rest, { quiet: true, env: environment() });
if (status !== 0) stop(`${output}\nThe picture could not be made, see above.`);
