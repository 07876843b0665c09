import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Code that is compiled by itself, when it is wanted: the start of the window, an open log, a message of it, the rest.
 * Each takes what it imports along, as far as none before it has it. Few files, for each is asked for by itself.
 */
const FILES = [
  { name: 'start', test: /[\\/]src[\\/]main\.ts$/, priority: 3 },
  { name: 'log', test: /[\\/](?:MessagesView|FilterBox)\.svelte$/, priority: 2 },
  { name: 'message', test: /[\\/](?:DetailPane|PicturePanel)\.svelte$/, priority: 1 },
  { name: 'more', test: /[\\/]src[\\/]views[\\/].*\.svelte$/, priority: 0 },
];

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
    /* One style sheet: parts that are loaded later do not change its order. */
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: FILES } } },
    /* Profiles are to show the source's names. */
    minify: process.env['RELAYSCOPE_READABLE'] === undefined,
  },
  logLevel: 'warn',
});
