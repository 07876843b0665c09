/** `npm run approve`: writes the approved files of test/expected anew, for a person to read before they are committed. */
import { environment } from './environment.mjs';
import { run } from './run.mjs';

const vitest = [
  'node_modules/vitest/vitest.mjs',
  'run',
  'test/core/correlate/experiments.spec.ts',
  '--update',
];
const { status } = await run(process.execPath, vitest, { env: { ...environment(), TZ: 'UTC', LC_ALL: 'C' } });
process.exitCode = status;
