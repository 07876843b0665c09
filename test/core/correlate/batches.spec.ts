import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Correlator } from '#core/correlate/correlator.ts';
import { entryRowsOf } from '#core/correlate/entry-rows.ts';
import { encodeBatch } from '#core/records/batch-writer.ts';
import { entries } from './log.ts';
import { mutatedLog } from './mutated.ts';

const AT_ONCE = { modified: [Date.UTC(2026, 0, 1)] };

test('messages are the same whether entries come one by one or in batches that another process has read', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(mutatedLog, sizes, (text, lengths) => {
      const records = entries(text);
      const single = new Correlator(AT_ONCE);
      for (const [index, record] of records.entries()) single.add(record, index);
      const batched = new Correlator(AT_ONCE);
      for (let first = 0, i = 0; first < records.length; i++) {
        const some = records.slice(first, first + (lengths[i % lengths.length] ?? 1));
        const batch = encodeBatch(some, { source: 0, nextOffset: 0, nextLine: 0, alerts: [] });
        batched.addBatch(batch, first, structuredClone(entryRowsOf(batch)));
        first += some.length;
      }
      expect(batched.result()).toEqual(single.result());
    }),
    { numRuns: 30 },
  );
});

test('a batch whose entries were not read by another process is read here', () => {
  const records = entries(
    'Nov 24 03:38:32 mx sm-mta[167]: 6AO3cWpY000167: from=<a@b.test>, size=1, relay=x [1.2.3.4]\n',
  );
  const correlator = new Correlator();
  correlator.addBatch(encodeBatch(records, { source: 0, nextOffset: 0, nextLine: 0, alerts: [] }), 0);
  expect(correlator.result().messages).toMatchObject([
    { id: 'mx/6AO3cWpY000167', from: 'a@b.test', size: 1 },
  ]);
});
