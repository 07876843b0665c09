import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { columnsOf } from '#core/correlate/columns-of.ts';
import { Correlator } from '#core/correlate/correlator.ts';
import { Joined } from '#core/correlate/joined.ts';
import type { Message } from '#core/correlate/message.ts';
import {
  ABSENT,
  NUMBER_COLUMNS,
  TEXT_COLUMNS,
  type MessageColumns,
  type TextColumn,
} from '#core/records/message-columns.ts';
import { Networks } from '#core/correlate/networks.ts';
import { PlainFold } from '#core/correlate/plain-fold.ts';
import { logLines } from '../../bench/generate.mjs';
import { entries } from './log.ts';
import { mutatedLog } from './mutated.ts';

function joinedOf(text: string): Joined {
  const correlator = new Correlator({ internal: ['203.0.113.0/24'], modified: [Date.UTC(2026, 0, 1)] });
  for (const [index, record] of entries(text).entries()) correlator.add(record, index);
  return correlator.joined;
}

/** The texts of every message in a column. */
function texts(columns: MessageColumns, column: TextColumn): (string | undefined)[][] {
  const { ids, starts, strings } = columns.dictionary(column);
  const text = (id: number): string | undefined => (id === ABSENT ? undefined : strings.at(id));
  return Array.from({ length: columns.count }, (_, m) =>
    Array.from(ids.slice(starts?.[m] ?? m, starts?.[m + 1] ?? m + 1), text),
  );
}

const SAME = TEXT_COLUMNS.filter((column) => column !== 'queueId');

test('columns made from rows say what the messages say, whatever has happened to the log', () => {
  fc.assert(
    fc.property(mutatedLog, (text) => {
      const { columns, messages } = withMessages(joinedOf(text));
      const wanted = columnsOf(messages);
      for (const column of SAME) expect(texts(columns, column), column).toEqual(texts(wanted, column));
      for (const column of NUMBER_COLUMNS)
        expect(columns.numbers(column), column).toEqual(wanted.numbers(column));
    }),
    { numRuns: 30 },
  );
});

test('a message has its direction in the list by what was ours when it came', () => {
  fc.assert(
    fc.property(mutatedLog, fc.nat(), fc.nat(), (text, which, when) => {
      const joined = joinedOf(text);
      const address =
        nth([...joined.columns.dictionary('clientAddress').strings].slice(1), which) ?? '192.0.2.1';
      const time = nth([...joined.columns.numbers('time')], when) ?? NaN;
      const day = Number.isNaN(time) ? '2026-01-01' : new Date(time).toISOString().slice(0, 10);
      const correlator = new Correlator({ modified: [Date.UTC(2026, 0, 1)] });
      for (const [index, record] of entries(text).entries()) correlator.add(record, index);
      correlator.setNetworks(new Networks(['.example.test'], [{ address, from: day }]));
      const { columns, messages } = withMessages(correlator.joined);
      expect(texts(columns, 'direction').flat()).toEqual(messages.map(({ direction }) => direction));
    }),
    { numRuns: 30 },
  );
});

function nth<T>(all: readonly T[], number: number): T | undefined {
  return all[number % Math.max(1, all.length)];
}

test('columns that were asked for while the log grew are those of a log that is read at once', () => {
  const cuts = fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(mutatedLog, cuts, fc.boolean(), (text, asked, overruled) => {
      const correlator = new Correlator({ modified: [Date.UTC(2026, 0, 1)] });
      for (const [index, record] of entries(text).entries()) {
        correlator.add(record, index);
        if (asked.includes(index)) correlator.joined.columns.numbers('time');
      }
      if (overruled) correlator.overrule({ zone: 540 });
      correlator.setNetworks(new Networks(['203.0.113.0/24']));
      const { columns, messages } = withMessages(correlator.joined);
      const wanted = columnsOf(messages);
      for (const column of SAME) expect(texts(columns, column), column).toEqual(texts(wanted, column));
      for (const column of NUMBER_COLUMNS)
        expect(columns.numbers(column), column).toEqual(wanted.numbers(column));
    }),
    { numRuns: 30 },
  );
});

test.each([
  ['where nothing of it has changed', 2400, 3000],
  /* New Year is in the middle. */
  ['where a year begins', 1440, 1560],
])('what grows is not worked out again %s', (_, shorter, longer) => {
  const correlator = new Correlator({ modified: [Date.UTC(2026, 0, 1)] });
  const records = entries([...logLines(3000)].join('')).slice(0, longer);
  for (const [index, record] of records.slice(0, shorter).entries()) correlator.add(record, index);
  correlator.joined.columns.numbers('time');
  const asked = vi.spyOn(PlainFold.prototype, 'take');
  for (const [index, record] of records.slice(shorter).entries()) correlator.add(record, shorter + index);
  const { columns } = correlator.joined;
  columns.numbers('time');
  expect(asked.mock.calls.length).toBeLessThan(columns.count * 0.5);
  asked.mockRestore();
});

/** Mail that a program of this host hands to its server: two ids, four lines. */
function handedOver(number: number): string {
  const serial = String(100_000 + number);
  const [own, server] = [`6AO3cWaA${serial}`, `6AO3cWbB${serial}`];
  const at = 'Nov 24 03:38:32 mx';
  const about = 'size=900, class=0, nrcpts=1, msgid=<m@mx>';
  return [
    `${at} sendmail[7]: ${own}: from=ann, ${about}, relay=ann@localhost`,
    `${at} sm-mta[8]: ${server}: from=<ann@mx>, ${about}, proto=ESMTP, daemon=MTA, relay=localhost [127.0.0.1]`,
    `${at} sendmail[7]: ${own}: to=bob@b.test, delay=00:00:00, mailer=relay, relay=[127.0.0.1] [127.0.0.1], dsn=2.0.0, stat=Sent (${server} Message accepted for delivery)`,
    `${at} sm-mta[9]: ${server}: to=<bob@b.test>, delay=00:00:01, mailer=esmtp, relay=mx.b.test. [192.0.2.9], dsn=2.0.0, stat=Sent (ok)\n`,
  ].join('\n');
}

test('a message of several parts is not made again where nothing was added to it', () => {
  const correlator = new Correlator({ modified: [Date.UTC(2026, 0, 1)] });
  const records = entries(Array.from({ length: 200 }, (_, i) => handedOver(i)).join(''));
  for (const [index, record] of records.slice(0, 760).entries()) correlator.add(record, index);
  const made = vi.spyOn(Joined.prototype, 'message');
  correlator.joined.columns.numbers('time');
  const atFirst = made.mock.calls.length;
  made.mockClear();
  for (const [index, record] of records.slice(760).entries()) correlator.add(record, 760 + index);
  correlator.joined.columns.numbers('time');
  expect(atFirst).toBe(190);
  expect(made.mock.calls.length).toBe(10);
  made.mockRestore();
});

test('refusals, bounces and retries are listed without a message being made', () => {
  const { columns } = joinedOf([...logLines(3000)].join(''));
  const made = vi.spyOn(Joined.prototype, 'message');
  expect(texts(columns, 'status').flat()).toEqual(expect.arrayContaining(['sent', 'bounced', 'rejected']));
  expect(texts(columns, 'marks').flat()).toEqual(expect.arrayContaining(['bounce', 'retried', 'failed']));
  expect(made).not.toHaveBeenCalled();
  made.mockRestore();
});

test('a log that is opened again has its columns at once, and other ones when times or networks are', () => {
  const changes = fc.constantFrom('none', 'grown', 'zone', 'networks');
  fc.assert(
    fc.property(mutatedLog, changes, (text, change) => {
      const records = entries(text);
      const stop = change === 'grown' ? Math.floor(records.length / 2) : records.length;
      const options = { modified: [Date.UTC(2026, 0, 1)] };
      const first = new Correlator(options);
      for (const [index, record] of records.slice(0, stop).entries()) first.add(record, index);
      const again = new Correlator(options, structuredClone(first.state()));
      const asked = vi.spyOn(PlainFold.prototype, 'take');
      if (change === 'zone') again.overrule({ zone: 540 });
      if (change === 'networks') again.setNetworks(new Networks(['203.0.113.0/24']));
      for (const [index, record] of records.slice(stop).entries()) again.add(record, stop + index);
      const { columns, messages } = withMessages(again.joined);
      const wanted = columnsOf(messages);
      for (const column of SAME) expect(texts(columns, column), column).toEqual(texts(wanted, column));
      for (const column of NUMBER_COLUMNS)
        expect(columns.numbers(column), column).toEqual(wanted.numbers(column));
      if (change === 'none') expect(asked).not.toHaveBeenCalled();
      asked.mockRestore();
    }),
    { numRuns: 40 },
  );
});

function withMessages(joined: Joined): { columns: MessageColumns; messages: Message[] } {
  return { columns: joined.columns, messages: [...joined.messages()] };
}

test('a message is found by each of its ids and of those that other servers gave it', () => {
  fc.assert(
    fc.property(mutatedLog, (text) => {
      const { columns, messages } = withMessages(joinedOf(text));
      const found = texts(columns, 'queueId');
      for (const [m, ids] of texts(columnsOf(messages), 'queueId').entries())
        expect(found[m]).toEqual(expect.arrayContaining(ids));
    }),
    { numRuns: 15 },
  );
});

test('a text stands once in its column', () => {
  const { columns } = joinedOf(fc.sample(mutatedLog, { seed: 7, numRuns: 1 })[0] ?? '');
  for (const column of TEXT_COLUMNS) {
    const strings = [...columns.dictionary(column).strings].slice(1);
    expect(new Set(strings).size).toBe(strings.length);
  }
});

test('the entries of a message are those it names', () => {
  fc.assert(
    fc.property(mutatedLog, (text) => {
      const { columns, messages } = withMessages(joinedOf(text));
      const { ids, starts } = columns.entries();
      for (const [m, { records }] of messages.entries()) {
        const seen = new Set(ids.subarray(starts[m], starts[m + 1]));
        expect([...seen].sort((a, b) => a - b)).toEqual(records);
      }
    }),
    { numRuns: 15 },
  );
});
