import { fileURLToPath } from 'node:url';
import { SEED_TERMS } from '#core/explain/explain.ts';
import { expect, test } from './app.ts';
import { SEED } from './seed-table.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

for (const file of ['seed.log', 'seed-folded.log']) {
  for (const language of ['en', 'ja'] as const) {
    test(`the five messages of ${file} stand in the list and are drawn, in ${language}`, async ({
      launch,
    }) => {
      const { window } = await launch([`--lang=${language}`, fixture(file)]);
      await window.ready();
      await expect(window.rows).toHaveCount(5);
      for (const seed of SEED) {
        await window.filter.fill(`qid:${seed.queueId}`);
        await expect(window.rows).toHaveCount(1);
        const row = window.rows.first();
        await expect(window.cell(row, 'from')).toContainText(seed.from);
        await expect(window.cell(row, 'to')).toContainText(seed.to);
        await expect(window.cell(row, 'time')).toContainText(seed.time);
        await expect(window.cell(row, 'direction')).toContainText(seed.direction[language]);
        await expect(window.cell(row, 'delay')).toHaveText(seed.delay);
        await row.click();
        await expect(window.lines).toContainText(seed.queueId);
        for (const text of [...seed.drawn, 'user100']) await expect(window.diagram).toContainText(text);
      }
    });
  }
}

test('every field of the selected message has its explanation', async ({ launch }) => {
  const { window } = await launch([fixture('seed.log')]);
  await window.ready();
  await window.filter.fill('qid:k9LE1v98001811');
  await expect(window.rows).toHaveCount(1);
  await window.rows.first().click();
  for (const term of SEED_TERMS) {
    await expect(window.fields.getByText(term, { exact: true }).first()).toBeVisible();
  }
  await expect(window.fields).toContainText('30,000');
});
