/**
 * `npm run bench:pictures [LOG]`: how long the pictures take to be placed, and how the map is drawn in the window. Writes
 * PICTURES.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { executableOnScreen } from '../on-screen.mjs';
import { measureMap } from './window-map.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = `${HERE}/../../../out/bench`;
const executable = await executableOnScreen();
const log = process.argv[2] ?? `${HERE}/../../fixtures/real/default.log`;

await mkdir(OUT, { recursive: true });
await build({
  entryPoints: [`${HERE}/time-pictures.ts`],
  outfile: `${OUT}/pictures.cjs`,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  logLevel: 'warning',
});
const { status, stdout, stderr } = spawnSync(process.execPath, [`${OUT}/pictures.cjs`, log], {
  encoding: 'utf8',
  maxBuffer: 1e8,
});
if (status !== 0) throw new Error(stderr);
const { unit, ...figures } = JSON.parse(stdout);
const rows = Object.entries(figures).map(
  ([name, ms]) => `| ${name} | ${(ms / unit).toFixed(2)} | ${ms.toFixed(1)} |`,
);
const text = `# Pictures

Written by \`npm run bench:pictures ${basename(log)}\` on ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}. A unit is a thousand small objects
to JSON and back, ten times: ${unit.toFixed(1)} ms here. Ratios compare between machines, milliseconds do not.

| what | units | ms |
| --- | --- | --- |
${rows.join('\n')}
${await measureMap(executable)}`;
await writeFile(`${HERE}/../PICTURES.md`, text);
process.stdout.write(text);
