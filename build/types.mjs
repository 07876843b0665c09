/** Checks the types of every runtime: plain TypeScript with tsc (what it knows is kept in out/types), the page with svelte-check. */
import { run } from './run.mjs';

const PROJECTS = ['core', 'node', 'preload', 'worker', 'test'];
let failed = 0;
for (const project of PROJECTS) {
  const { status } = await run(process.execPath, [
    'node_modules/typescript/bin/tsc',
    '-p',
    `build/tsconfig/${project}.json`,
    '--incremental',
    '--tsBuildInfoFile',
    `out/types/${project}.tsbuildinfo`,
  ]);
  if (status !== 0) failed++;
}
const components = [
  'node_modules/svelte-check/bin/svelte-check',
  '--config',
  'build/svelte.config.mjs',
  '--tsconfig',
  'build/tsconfig/page.json',
  '--fail-on-warnings',
  '--output',
  'human',
];
if ((await run(process.execPath, components)).status !== 0) failed++;
process.exitCode = failed === 0 ? 0 : 1;
