import { expect, test } from 'vitest';
import type { Message } from '#core/correlate/message.ts';
import { correlate, fixture } from './log.ts';

/** Everything but times, which have fractions in some forms. */
function timeless(messages: readonly Message[]): unknown {
  const text = JSON.stringify(messages, (key, value: unknown) =>
    /^(time|arrived|finished)$/.test(key) ? undefined : value,
  );
  return JSON.parse(text);
}

const plain = correlate(fixture('real/default.log')).messages;

test.each(['default-rfc3339.log', 'default-rfc5424.log'])(
  'the same log in another form of stamp, %s, gives the same messages',
  (name) => {
    const { messages, timing } = correlate(fixture(`real/${name}`));
    expect(timeless(messages)).toEqual(timeless(plain));
    expect(messages.map((m) => Math.floor((m.arrived ?? 0) / 1000))).toEqual(
      plain.map((m) => (m.arrived ?? 0) / 1000),
    );
    expect(timing[0]).toMatchObject({ zone: 0, zoneBasis: 'stamp', yearBasis: 'stamp' });
  },
);

test('two logs with different clocks, one after the other in one file', () => {
  const { messages } = correlate(fixture('real/checks.log') + fixture('real/milter-jst.log'));
  const arrived = messages.map((m) => m.arrived ?? 0);
  expect(new Date(Math.min(...arrived)).toISOString()).toBe('2026-11-24T03:43:17.000Z');
  expect(new Date(Math.max(...arrived)).toISOString()).toBe('2026-11-24T03:47:16.000Z');
});
