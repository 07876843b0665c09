/** Builds everything that runs into out/: the app (out/app) and the command line (out/cli.js). */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build as esbuild } from 'esbuild';
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { build as vite } from 'vite';
import { copyFonts } from './fonts.mjs';
import { APP, ROOT } from './places.mjs';

const { version, productName, license } = JSON.parse(await readFile(`${ROOT}/package.json`, 'utf8'));

await mkdir(APP, { recursive: true });
await Promise.all([
  node('main/main.ts', 'main'),
  node('preload/preload.ts', 'preload'),
  node('ingest/utility.ts', 'ingest'),
]);
await cp(`${ROOT}/build/sample`, `${APP}/sample`, { recursive: true });
await cp(`${ROOT}/build/icons/icon.png`, `${APP}/icon.png`);
await writeFile(
  `${APP}/package.json`,
  JSON.stringify({ name: 'relayscope', productName, version, license, main: 'main.cjs' }, undefined, 2),
);
await vite({ configFile: `${ROOT}/build/vite.config.mjs` });
await copyFonts(`${APP}/page/fonts`);
await commandLine();

/** Main, preload and ingest are CommonJS: sandboxed preloads and Electron 25 take nothing else. */
async function node(entry, name) {
  await esbuild({
    entryPoints: [`${ROOT}/electron/${entry}`],
    outfile: `${APP}/${name}.cjs`,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node18',
    /* ssh2's optional native parts are not there: it does without them. */
    external: ['electron', 'cpu-features', '*.node'],
    logLevel: 'warning',
  });
}

/** The command line draws with the same Svelte component as the page, compiled for the server. */
async function commandLine() {
  await vite({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    plugins: [svelte({ configFile: `${ROOT}/build/svelte.config.mjs` })],
    define: { __VERSION__: JSON.stringify(version) },
    ssr: { noExternal: true, external: builtinModules },
    build: {
      ssr: `${ROOT}/electron/cli/cli.ts`,
      outDir: `${ROOT}/out`,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'cli.js', codeSplitting: false } },
    },
  });
  await chmod(`${ROOT}/out/cli.js`, 0o755);
}
