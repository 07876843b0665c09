/** The approved outcomes are in test/expected; `npm run approve` writes them anew, for a person to read. */
import { expect, test } from 'vitest';
import { experiments, outcomesOf } from './experiments.ts';

const LOGS = [...new Set(experiments().map((e) => e.log))];

test.each(LOGS)('every experiment of %s.log has its approved outcome', async (log) => {
  await expect(outcomesOf(log)).toMatchFileSnapshot(`../../expected/experiments/${log}.txt`);
});
