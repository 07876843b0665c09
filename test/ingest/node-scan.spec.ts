import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NodeScan } from '#ingest/node-scan.ts';
import { readAll } from '../core/lines/read.ts';

const FOLDER = 'test/fixtures/real';
const LOGS = readdirSync(FOLDER).filter((name) => name.endsWith('.log'));

test.each(LOGS)('%s says the same whether Node or we look for the ends of lines', (name) => {
  const bytes = readFileSync(`${FOLDER}/${name}`);
  expect(readAll(bytes, { scan: new NodeScan() }, [70_000, 1000])).toEqual(readAll(bytes));
});

test('whatever bytes stand among the lines, the entries are the same', () => {
  const lines = LOGS.flatMap((name) => readFileSync(`${FOLDER}/${name}`, 'latin1').split('\n')).filter(
    (line) => line.length > 20,
  );
  const odd = ['\t', '\x0b', '\x0c', '\x1b', '\x1f', '\x7f', '\0', '\r', '\r\n', '\n', '\xe9', ' ', ''];
  const change = fc.record({
    line: fc.constantFrom(...lines),
    at: fc.oneof(fc.nat(), fc.constantFrom(0, -1)),
    put: fc.constantFrom(...odd),
  });
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 400 }),
      (all, size) => {
        const text = all
          .map(({ line, at, put }) => {
            const place = at < 0 ? line.length : at % line.length;
            return line.slice(0, place) + put + line.slice(place);
          })
          .join('\n');
        const bytes = Buffer.from(text, 'latin1');
        expect(readAll(bytes, { scan: new NodeScan() }, [size])).toEqual(readAll(bytes, {}, [size]));
      },
    ),
    { numRuns: 1000 },
  );
});
