import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toEnd } from '#core/base/steps.ts';
import { columnsOf } from '#core/correlate/columns-of.ts';
import { seenValues, type SeenValue } from '#core/overview/seen-values.ts';
import { placeAt, writtenWith } from '#core/query/complete.ts';
import { FIELD_NAMES, fieldOf } from '#core/query/fields.ts';
import { findMessages } from '#core/query/find.ts';
import { parseFilter } from '#core/query/filter.ts';
import { correlate, fixture } from '../correlate/log.ts';
import { columnsWith } from './columns.ts';

const LOGS = ['seed.log', 'real/checks.log', 'real/default.log', 'real/verbose.log'].map((name) => {
  const log = correlate(fixture(name));
  return { ...log, columns: columnsOf(log.messages) };
});
const seed = LOGS[0]?.columns ?? columnsWith([]);

function seen(field: string, begun: string, columns = seed, most = 5): readonly SeenValue[] {
  return toEnd(seenValues(columns, field, begun, most));
}

test('values of this log come with the number of their messages, the most frequent first', () => {
  expect(seen('from', 'mail')).toEqual([{ text: 'mailuser555@user100.server100.info', count: 3 }]);
  expect(seen('direction', '')).toEqual([
    { text: 'outbound', count: 3 },
    { text: 'inbound', count: 2 },
  ]);
  expect(seen('domain', 'sq3')).toEqual([{ text: 'sq3.delsol.ne.ni', count: 2 }]);
  expect(seen('stat', 'se')).toEqual([{ text: 'Sent', count: 5 }]);
  expect(seen('size', '')).toEqual([]);
});

test('values that begin with what is written stand before those that only hold it', () => {
  const columns = columnsWith([{ from: 'x.b@c' }, { from: 'x.b@c' }, { from: 'b@c' }, { from: 'a@c' }]);
  expect(seen('from', 'b', columns).map(({ text }) => text)).toEqual(['b@c', 'x.b@c']);
  expect(seen('from', '', columns, 1)).toEqual([{ text: 'x.b@c', count: 2 }]);
});

test('days of the log are offered, the newest first, and numbers of recipients, the most frequent first', () => {
  expect(seen('time', '')).toEqual([
    { text: '2006-10-22', count: 1 },
    { text: '2006-10-21', count: 1 },
    { text: '2006-10-16', count: 1 },
    { text: '2006-10-13', count: 2 },
  ]);
  expect(seen('time', '2006/10/2').map(({ text }) => text)).toEqual(['2006-10-22', '2006-10-21']);
  expect(seen('time', '2006-10-13t')).toEqual([]);
  expect(seen('recipients', '')).toEqual([{ text: '1', count: 5 }]);
  expect(seen('recipients', '2')).toEqual([]);
});

test('spellings of one value are one; a bounce has the sender that mail servers write as <>', () => {
  const columns = columnsWith([{ from: 'Ann@X.org' }, { from: 'ann@x.org' }, { from: '' }]);
  expect(seen('from', '', columns)).toEqual([
    { text: 'Ann@X.org', count: 2 },
    { text: '<>', count: 1 },
  ]);
});

test('what is written is no pattern', () => {
  const columns = columnsWith([{ from: 'a+b@c' }, { from: 'aab@c' }]);
  expect(seen('from', 'a+b', columns)).toHaveLength(1);
  expect(seen('from', '[(', columns)).toEqual([]);
});

test('a choice finds as many messages as were counted, whatever is chosen', () => {
  const fields = FIELD_NAMES.filter(
    (name) => fieldOf(name)?.type !== 'kind' && fieldOf(name)?.type !== 'head',
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...LOGS),
      fc.constantFrom(...fields),
      fc.constantFrom('', 'a', '1', '2', 'm', 'user', '.'),
      ({ columns, messages, records }, field, begun) => {
        const text = `${field}:${begun}`;
        for (const value of seen(field, begun, columns, 4)) {
          const { filter } = writtenWith(text, placeAt(text, text.length), value.text);
          const parsed = parseFilter(filter);
          if (!parsed.ok) throw new Error(`${filter}: ${parsed.error.code}`);
          expect([filter, findMessages(parsed.value, messages, records).length]).toEqual([
            filter,
            value.count,
          ]);
        }
      },
    ),
    { numRuns: 150 },
  );
});
