/**
 * `npm run bench:remote [MIB]`: a log from a server of our own on 127.0.0.1, against the same file opened here and
 * OpenSSH's own `sftp`, and over a line with a round trip of 100 ms. `npm run bench:remote follow [SECONDS]`: a log that
 * grows by 1,000 lines a second and is followed by the packed app. Each writes its part of RESULTS.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeLog } from '../generate.mjs';
import { executableOnScreen } from '../on-screen.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = `${HERE}/../../../out/bench`;

mkdirSync(OUT, { recursive: true });
for (const part of ['measure', 'read', 'index-thread', 'follow'])
  await build({
    entryPoints: [`${HERE}/${part}.ts`],
    outfile: `${OUT}/remote-${part}.cjs`,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    alias: { '#core': `${HERE}/../../../electron/core`, '#ingest': `${HERE}/../../../electron/ingest` },
    logLevel: 'warning',
  });
const [what = '240', seconds = '300'] = process.argv.slice(2);
process.exitCode = what === 'follow' ? await follow() : await measure(Number(what));

async function measure(mib) {
  /* A generated line has about 233 bytes. */
  const lines = (size) => Math.ceil((size * 1024 * 1024) / 233);
  await writeLog(`${OUT}/near.log`, lines(mib));
  await writeLog(`${OUT}/far.log`, lines(Math.min(mib, 64)));
  return run('measure', `${OUT}/near.log`, `${OUT}/far.log`);
}

async function follow() {
  const executable = await executableOnScreen();
  await writeLog(`${OUT}/follow.log`, (Number(seconds) + 1) * 1000);
  return run('follow', executable, `${OUT}/follow.log`, `${HERE}/../RESULTS.md`, seconds);
}

function run(part, ...args) {
  const { status } = spawnSync(process.execPath, [`${OUT}/remote-${part}.cjs`, ...args], {
    stdio: 'inherit',
  });
  return status ?? 1;
}
