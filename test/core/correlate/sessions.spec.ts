import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Entry } from '#core/correlate/entry.ts';
import { SESSION, Sessions } from '#core/correlate/sessions.ts';
import { TextTable } from '#core/correlate/text-table.ts';

const HOUR = 3_600_000;

function entry(facts: Partial<Entry>): Entry {
  const made = new Entry(() => {
    throw new Error('Nobody needs its text');
  });
  return Object.assign(made, { wall: 0, pid: 1, kind: 'from' }, facts);
}

/** A log whose host and peers are these. */
function texts(): { table: TextTable; host: number; peer: (name: string) => number } {
  const table = new TextTable();
  return { table, host: table.id('mx'), peer: (name) => table.id(name) };
}

test('a message claims what its process logged before it, and so does the next one of the same session', () => {
  const { table, host, peer } = texts();
  const sessions = new Sessions();
  sessions.remember(entry({ host, index: 1 }), SESSION.server | SESSION.first, 0, table);
  sessions.remember(entry({ host, index: 2 }), SESSION.server, peer('a.test'), table);
  sessions.remember(entry({ host, index: 3, pid: 2 }), SESSION.server, 0, table);
  expect(sessions.claim(entry({ host }), peer('a.test'), table)).toEqual([1, 2]);
  expect(sessions.claim(entry({ host }), peer('b.test'), table)).toEqual([1]);
  expect(sessions.claim(entry({ host, wall: 2 * HOUR }), peer('a.test'), table)).toEqual([]);
  expect(sessions.claim(entry({ host, kind: 'to' }), peer('a.test'), table)).toEqual([]);
});

test('a new session, or the next peer of one, forgets what was waiting', () => {
  const { table, host, peer } = texts();
  const sessions = new Sessions();
  sessions.remember(entry({ host, index: 1 }), SESSION.server, 0, table);
  sessions.remember(entry({ host, index: 2 }), SESSION.server | SESSION.first, 0, table);
  expect(sessions.claim(entry({ host }), 0, table)).toEqual([2]);
  sessions.remember(entry({ host, index: 3 }), SESSION.client | SESSION.next, peer('a.test'), table);
  sessions.remember(entry({ host, index: 4 }), SESSION.client | SESSION.next, peer('b.test'), table);
  expect(sessions.claim(entry({ host, kind: 'to' }), peer('a.test'), table)).toEqual([]);
  expect(sessions.claim(entry({ host, kind: 'to' }), peer('b.test'), table)).toEqual([4]);
});

test('of one process the latest eight entries wait, of many processes the latest 4,096', () => {
  const { table, host } = texts();
  const sessions = new Sessions();
  for (let index = 0; index < 20; index++)
    sessions.remember(entry({ host, index }), SESSION.server, 0, table);
  expect(sessions.claim(entry({ host }), 0, table)).toEqual([12, 13, 14, 15, 16, 17, 18, 19]);
  for (let pid = 2; pid < 4097; pid++)
    sessions.remember(entry({ host, pid, index: pid }), SESSION.server, 0, table);
  expect(sessions.claim(entry({ host }), 0, table)).toHaveLength(8);
  sessions.remember(entry({ host, pid: 4097, index: 5000 }), SESSION.server, 0, table);
  expect(sessions.claim(entry({ host }), 0, table)).toEqual([]);
  expect(sessions.claim(entry({ host, pid: 2 }), 0, table)).toEqual([2]);
  expect(sessions.claim(entry({ host, pid: 4097 }), 0, table)).toEqual([5000]);
});

test('what is put away is gone on with as if it had never stopped', () => {
  const event = fc.record({
    pid: fc.integer({ min: 0, max: 4 }),
    about: fc.integer({ min: 0, max: 15 }),
    relay: fc.integer({ min: 0, max: 3 }),
    kind: fc.constantFrom('from' as const, 'to' as const),
    host: fc.constantFrom('mx', 'mx2'),
  });
  fc.assert(
    fc.property(
      fc.array(event),
      fc.array(event),
      fc.integer({ min: 0, max: 4200 }),
      (before, after, others) => {
        const table = new TextTable();
        const whole = new Sessions();
        const put = (to: Sessions, events: typeof before): (readonly number[])[] =>
          events.map(({ pid, about, relay, kind, host }, index) => {
            const made = entry({ pid, kind, index, host: table.id(host) });
            const peer = relay === 0 ? 0 : table.id(`${relay}.test`);
            to.remember(made, about, peer, table);
            return to.claim(made, peer, table);
          });
        for (let i = 0; i < others; i++)
          whole.remember(entry({ pid: 100 + i, host: table.id('mx') }), 1, 0, table);
        put(whole, before);
        const again = new Sessions();
        again.restore(structuredClone(whole.state()));
        expect(put(again, after)).toEqual(put(whole, after));
        expect(again.state()).toEqual(whole.state());
      },
    ),
    { numRuns: 40 },
  );
});
