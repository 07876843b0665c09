import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The page and its index worker. chrome114 is the oldest Electron that the tests run on. */
export default defineConfig({
  root: `${root}renderer`,
  base: './',
  plugins: [svelte({ configFile: `${root}build/svelte.config.mjs` })],
  worker: { format: 'es' },
  build: {
    outDir: `${root}out/app/page`,
    emptyOutDir: true,
    target: 'chrome114',
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    /* Profiles are to show the source's names. */
    minify: process.env['RELAYSCOPE_READABLE'] === undefined,
  },
  logLevel: 'warn',
});
