import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { columnsOf } from '#core/correlate/columns-of.ts';
import type { Message } from '#core/correlate/message.ts';
import { FACETS, facetOf } from '#core/overview/facets.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { columnsWith } from './columns.ts';

function logOf(file: string): FakeIndex {
  const index = new FakeIndex(readFileSync(file, 'utf8'));
  index.grow();
  return index;
}

async function found(index: FakeIndex, filter: string): Promise<readonly Message[]> {
  const { rows } = await index.call('query', filter, { column: 'time', descending: false }, 0, 1e6);
  return rows.map(({ message }) => message);
}

test.each(['test/fixtures/seed.log', 'test/fixtures/real/default.log', 'test/fixtures/real/checks.log'])(
  'a click on any value finds as many messages as were counted: %s',
  async (file) => {
    const index = logOf(file);
    const columns = columnsOf(index.messages);
    for (const name of FACETS) {
      for (const { term, count } of facetOf(columns, undefined, name, 100).values) {
        expect([term, (await found(index, term)).length]).toEqual([term, count]);
      }
    }
  },
);

test('a message counts once for a domain, however many of its recipients are there', () => {
  const recipients = ['a@x.org', 'b@X.org', 'c@y.org'].map(
    (to) => ({ to, status: 'sent', attempts: [] }) as const,
  );
  const { values } = facetOf(columnsWith([{ from: 'me@x.org', recipients }]), undefined, 'domain', 9);
  expect(values.map(({ value, count }) => [value, count])).toEqual([
    ['x.org', 1],
    ['y.org', 1],
  ]);
});

test('only what was found is counted, the rest is told as a number of values', () => {
  const columns = columnsWith([{ from: 'a@x' }, { from: 'a@y' }, { from: 'a@y' }, { from: 'a@z' }]);
  const { values, others } = facetOf(columns, Uint32Array.of(0, 1, 2), 'domain', 1);
  expect([values.map(({ value, count }) => [value, count]), others]).toEqual([[['y', 2]], 1]);
});

test('a hostile name becomes a term that means itself', () => {
  const columns = columnsWith([{ from: 'x@a" OR status:sent' }]);
  expect(facetOf(columns, undefined, 'domain', 1).values[0]?.term).toBe('domain="a\\" or status:sent"');
});
