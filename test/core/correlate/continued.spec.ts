import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Correlator } from '#core/correlate/correlator.ts';
import { entries } from './log.ts';
import { mutatedLog } from './mutated.ts';

const OPTIONS = { modified: [Date.UTC(2026, 0, 1)] };

test('joining that is put away and gone on with later ends as if it had never stopped', () => {
  fc.assert(
    fc.property(mutatedLog, fc.nat(), fc.nat(), (text, one, two) => {
      const records = entries(text);
      const stops = new Set([one, two].map((n) => n % Math.max(1, records.length)));
      const whole = new Correlator(OPTIONS);
      let parts = new Correlator(OPTIONS);
      for (const [index, record] of records.entries()) {
        if (stops.has(index)) parts = new Correlator(OPTIONS, structuredClone(parts.state()));
        whole.add(record, index);
        parts.add(record, index);
      }
      expect(parts.result()).toEqual(whole.result());
    }),
    { numRuns: 40 },
  );
});

test('what is put away does not change when joining goes on', () => {
  const records = entries(fc.sample(mutatedLog, { seed: 3, numRuns: 1 })[0] ?? '');
  const correlator = new Correlator(OPTIONS);
  const half = Math.floor(records.length / 2);
  for (const [index, record] of records.slice(0, half).entries()) correlator.add(record, index);
  const state = correlator.state();
  const before = structuredClone(state);
  const messages = correlator.result();
  for (const [index, record] of records.slice(half).entries()) correlator.add(record, half + index);
  expect(state).toEqual(before);
  expect(new Correlator(OPTIONS, state).result()).toEqual(messages);
});
