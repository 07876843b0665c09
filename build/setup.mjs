/**
 * All the set-up that `npm start` and `npm test` need, each step only when it is missing: node modules, an Electron,
 * system libraries, the built app, the packed directory. `node build/setup.mjs --modules` does the first alone.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { installModules } from './modules.mjs';
import { OUT, PACKED, ROOT } from './places.mjs';
import { run } from './run.mjs';
import { installRuntime } from './runtime.mjs';
import { say, stop } from './say.mjs';
import { hasDisplay, installSystem } from './system.mjs';

if (process.argv[2] === '--modules') await installModules();

/** @returns {Promise<{executable: string, offScreen: boolean}>} the packed app's program */
export async function setUp() {
  await installModules();
  const runtime = await installRuntime();
  const offScreen = !hasDisplay();
  await installSystem(runtime.dist, { offScreen });
  await buildAndPack(runtime);
  return { executable: packedExecutable(), offScreen };
}

async function buildAndPack(runtime) {
  const how = process.env['RELAYSCOPE_READABLE'] === undefined ? '' : ' readable';
  const wanted = `${runtime.version} ${await fingerprint()}${how}`;
  const mark = `${OUT}/built`;
  if ((await readFile(mark, 'utf8').catch(() => '')) === wanted) return;
  say('Building Relayscope ...');
  await must(process.execPath, ['build/build.mjs']);
  await must(process.execPath, ['build/pack.mjs', runtime.dist, runtime.version]);
  await mkdir(OUT, { recursive: true });
  await writeFile(mark, wanted);
}

async function must(command, args) {
  const { status, output } = await run(command, args, { quiet: true });
  if (status !== 0) stop(`${output}\n${args.join(' ')} failed, see above.`);
}

/** Names, sizes and times of all files that the build reads. */
async function fingerprint() {
  const hash = createHash('sha256').update(await readFile(`${ROOT}/package-lock.json`));
  for (const folder of ['electron', 'renderer', 'build']) {
    for (const entry of await readdir(`${ROOT}/${folder}`, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = `${entry.parentPath}/${entry.name}`;
      const { size, mtimeMs } = await stat(path);
      hash.update(`${path} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

function packedExecutable() {
  if (process.platform === 'darwin') {
    const folder = process.arch === 'arm64' ? 'mac-arm64' : 'mac';
    return `${PACKED}/${folder}/Relayscope.app/Contents/MacOS/Relayscope`;
  }
  if (process.platform === 'win32') return `${PACKED}/win-unpacked/Relayscope.exe`;
  return `${PACKED}/${process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked'}/relayscope`;
}
