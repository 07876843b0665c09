/**
 * `npm start [-- FILE...]`: sets up what is missing and opens the window, on the bundled sample without files. Without a
 * display the same window is drawn off-screen into out/window.png and the log's messages are printed as text.
 */
import { resolve } from 'node:path';
import { environment } from './environment.mjs';
import { OUT, APP, USER_DATA } from './places.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const { setUp } = await import('./setup.mjs');
const { executable, offScreen } = await setUp();
const files = process.argv.slice(2).map((path) => resolve(process.env.INIT_CWD ?? process.cwd(), path));
/* Chromium's sandbox does not start as root; never a default of the app itself. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const args = [...asRoot, `--user-data-dir=${USER_DATA}`, ...(files.length > 0 ? files : ['--sample'])];

process.exitCode = offScreen
  ? await drawOffScreen()
  : (await run(executable, args, { env: environment() })).status;

async function drawOffScreen() {
  const picture = `${OUT}/window.png`;
  say('There is no display here: drawing the window off-screen.');
  const drawn = await run(
    'xvfb-run',
    ['-a', '-s', '-screen 0 1440x900x24', executable, ...args, `--picture=${picture}`],
    {
      quiet: true,
      env: environment(),
      timeout: 120_000,
    },
  );
  if (drawn.status !== 0) {
    say(`${drawn.output}\nThe window could not be drawn, see above.`);
    return 1;
  }
  process.stdout.write(`${picture}\n\n`);
  const shown =
    files.length > 0
      ? ['messages', '--text', ...files]
      : ['trace', '--text', 'k9LE1v98001811', `${APP}/sample/sample.log`];
  return (await run(process.execPath, [`${OUT}/cli.js`, ...shown])).status;
}
