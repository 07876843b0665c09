import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const plugins = [svelte({ configFile: './build/svelte.config.mjs' })];
const pageTests = [
  'test/renderer/views/**/*.spec.ts',
  'test/renderer/state/**/*.spec.ts',
  'test/renderer/components/**/*.spec.ts',
];

/** Two rooms: plain logic in Node, and what draws or holds page state in jsdom. */
export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.spec.ts'],
          exclude: ['test/e2e/**', ...pageTests],
          testTimeout: 30_000,
        },
      },
      {
        plugins,
        resolve: { conditions: ['browser'] },
        test: { name: 'page', environment: 'jsdom', include: pageTests, testTimeout: 30_000 },
      },
    ],
  },
});
