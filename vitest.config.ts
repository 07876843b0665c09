import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const plugins = [svelte({ configFile: './build/svelte.config.mjs' })];
const pageTests = [
  'test/renderer/views/**/*.spec.ts',
  'test/renderer/state/**/*.spec.ts',
  'test/renderer/components/**/*.spec.ts',
];

/** On a busy machine a page may be slow; a test waits for what it looks for, not for a time. */
const expect = { poll: { timeout: 10_000 } };

/** Two rooms: plain logic in Node, and what draws or holds page state in jsdom. */
export default defineConfig({
  test: {
    /* Many tests wait for a server: even two cores are kept busy only by two. */
    maxWorkers: '100%',
    projects: [
      {
        plugins,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.spec.ts'],
          exclude: ['test/e2e/**', ...pageTests],
          testTimeout: 30_000,
          expect,
        },
      },
      {
        plugins,
        resolve: { conditions: ['browser'] },
        test: { name: 'page', environment: 'jsdom', include: pageTests, testTimeout: 30_000, expect },
      },
    ],
  },
});
