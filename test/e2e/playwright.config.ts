import { defineConfig } from 'playwright/test';

/** One app at a time on a display. What a test waits for may take long on a busy machine. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json']],
  outputDir: '../../out/test-results',
  forbidOnly: true,
});
