import { expect, test } from 'vitest';
import { columnsOf } from '#core/correlate/columns-of.ts';
import type { TextColumn, TextDictionary } from '#core/records/message-columns.ts';
import { toEnd } from '#core/base/steps.ts';
import { evaluate } from '#core/query/evaluate.ts';
import { IN_LINES } from '#core/query/fields.ts';
import { parseFilter } from '#core/query/filter.ts';
import { logLines } from '../../bench/generate.mjs';
import { correlate, fixture } from '../correlate/log.ts';

const LOGS = {
  ...Object.fromEntries(
    ['seed.log', 'real/checks.log', 'real/default.log', 'real/milter-jst.log', 'real/verbose.log'].map(
      (name) => [name, fixture(name)],
    ),
  ),
  generated: [...logLines(2000)].join(''),
};

function* textsOf({ ids, starts, strings }: TextDictionary, m: number): Generator<string> {
  const [from, to] = starts === undefined ? [m, m + 1] : [starts[m] ?? 0, starts[m + 1] ?? 0];
  for (const id of ids.subarray(from, to)) if (id !== 0) yield strings.at(id) ?? '';
}

test.each(Object.entries(LOGS))(
  'a text of a long column stands in a line of its message: %s',
  (_name, log) => {
    const { messages, records } = correlate(log);
    const columns = columnsOf(messages);
    const missing = messages.flatMap((message, m) => {
      const lines = message.records.map((entry) => records[entry]?.raw ?? '').join('\n');
      return [...IN_LINES].flatMap((column: TextColumn) =>
        [...textsOf(columns.dictionary(column), m)].filter((text) => !lines.includes(text)),
      );
    });
    expect(missing).toEqual([]);
  },
);

test('a word that lines have been searched for is not searched for in long columns once more', () => {
  const columns = columnsOf(correlate(LOGS.generated).messages);
  const asked: TextColumn[] = [];
  const watched = {
    ...columns,
    count: columns.count,
    numbers: columns.numbers.bind(columns),
    entries: columns.entries.bind(columns),
    dictionary: (column: TextColumn) => {
      asked.push(column);
      return columns.dictionary(column);
    },
  };
  const filter = parseFilter('nobody');
  const node = filter.ok ? filter.value.node : expect.fail('no filter');
  toEnd(evaluate(node, { columns: watched, held: new Map(), plain: true }));
  expect(asked).toContain('from');
  expect(asked.filter((column) => IN_LINES.has(column))).toEqual([]);
});
