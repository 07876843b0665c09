/**
 * Rewrites the approved pictures: `npm run pictures`. The SVGs of messages are text, compared by test/pictures; the
 * pictures of whole windows are PNG files to look at, because fonts differ between machines.
 */
import { environment } from './environment.mjs';
import { run } from './run.mjs';
import { stop } from './say.mjs';
import { setUp } from './setup.mjs';

const vitest = ['node_modules/vitest/vitest.mjs', 'run', 'test/pictures', '--update'];
if ((await run(process.execPath, vitest, { env: environment() })).status !== 0)
  stop('The SVGs could not be drawn.');

const { executable, offScreen } = await setUp();
const windows = ['test/pictures/windows.mjs', executable];
const [program, ...args] = offScreen
  ? ['xvfb-run', '-a', '-s', '-screen 0 1440x900x24', process.execPath, ...windows]
  : [process.execPath, ...windows];
if ((await run(program, args, { env: environment() })).status !== 0) stop('The windows could not be drawn.');
