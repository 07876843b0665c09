/** A benchmark that needs the packed app begins with this: set up, and begun again on a screen of its own where there is none. */
import { spawnSync } from 'node:child_process';
import { setUp } from '../../build/setup.mjs';

/** @returns {Promise<string>} the packed app's program */
export async function executableOnScreen() {
  const { executable, offScreen } = await setUp();
  if (!offScreen) return executable;
  const screen = ['-a', '-s', '-screen 0 1440x900x24', process.execPath, ...process.argv.slice(1)];
  process.exit(spawnSync('xvfb-run', screen, { stdio: 'inherit' }).status ?? 1);
}
