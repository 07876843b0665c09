/**
 * `npm test`: sets up what is missing, then lint, format, types, unit and component tests, and the end-to-end tests on
 * the packed app. Every check counts as one test. Ends with the plain line `N passed, N failed`.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { environment } from './environment.mjs';
import { OUT, ROOT } from './places.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';
import { installServers } from './system.mjs';

const { setUp } = await import('./setup.mjs');
const { executable, offScreen } = await setUp();
await installServers();
const env = {
  ...environment(),
  TZ: 'UTC',
  LC_ALL: 'C',
  RELAYSCOPE_EXECUTABLE: executable,
};
const results = `${OUT}/results`;
await rm(results, { recursive: true, force: true });
await mkdir(results, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0 };

const prettier = [`${ROOT}/node_modules/prettier/bin/prettier.cjs`, '--check', '--log-level=warn', '.'];
say('\neslint, prettier and types');
await Promise.all([
  check('eslint', [`${ROOT}/node_modules/eslint/bin/eslint.js`, '.']),
  check('prettier', prettier).then(() => check('types', ['build/types.mjs'])),
]);
await unit();
await endToEnd();

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** What it says is shown when it is over, for two of them run at a time. */
async function check(name, args) {
  const { status, output } = await run(process.execPath, args, { env, quiet: true });
  say(`\n${name}${status === 0 ? '' : ' failed'}\n${output}`);
  total[status === 0 ? 'passed' : 'failed']++;
}

async function unit() {
  const file = `${results}/unit.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { status } = await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...reporters], {
    env,
  });
  const json = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  total.passed += json.numPassedTests ?? 0;
  total.skipped += (json.numPendingTests ?? 0) + (json.numTodoTests ?? 0);
  /* A file that does not even load has no failed test of its own. */
  total.failed += Math.max(json.numFailedTests ?? 0, status === 0 ? 0 : 1);
}

/** One app after the other: two side by side hardly end sooner, for each draws without a graphics card. */
async function endToEnd() {
  const file = `${results}/end-to-end.json`;
  const playwright = ['node_modules/playwright/cli.js', 'test', '-c', 'test/e2e/playwright.config.ts'];
  const command = [process.execPath, ...playwright];
  const [program, ...args] = offScreen
    ? ['xvfb-run', '-a', '-s', '-screen 0 1440x900x24', ...command]
    : command;
  const { status } = await run(program, args, { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file } });
  const { stats } = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  total.passed += (stats?.expected ?? 0) + (stats?.flaky ?? 0);
  total.skipped += stats?.skipped ?? 0;
  total.failed += Math.max(stats?.unexpected ?? 0, status === 0 ? 0 : 1);
}
