import { defineConfig } from 'playwright/test';

/** One app at a time: the tests share one display and one machine. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json']],
  outputDir: '../../out/test-results',
  forbidOnly: true,
});
