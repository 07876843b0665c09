/** Node modules: installed when the lock file is newer than what is there. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { ROOT, CACHE } from './places.mjs';
import { run } from './run.mjs';
import { say, stop } from './say.mjs';

export async function installModules() {
  const wanted = createHash('sha256')
    .update(await readFile(`${ROOT}/package-lock.json`))
    .digest('hex');
  const mark = `${ROOT}/node_modules/.relayscope-lock`;
  const present = await readFile(mark, 'utf8').catch(() => '');
  if (present === wanted) return;
  say('Installing the node modules ...');
  const { status, output } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    quiet: true,
  });
  if (status !== 0) stop(`${output}\nnpm ci failed, see above. Is the npm registry reachable?`);
  await mkdir(CACHE, { recursive: true });
  await writeFile(mark, wanted);
}
