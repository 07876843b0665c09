/** The filter over columns against the filter message by message, on every fixture and on a generated log. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printFilter, type Node } from '#core/query/ast.ts';
import { FIELD_NAMES } from '#core/query/fields.ts';
import { findMessages } from '#core/query/find.ts';
import { parseFilter } from '#core/query/filter.ts';
import { logLines } from '../../bench/generate.mjs';
import { correlate, fixture, type Correlated } from '../correlate/log.ts';
import { holds } from './by-message.ts';

const FIXTURES = [
  'seed.log',
  'seed-folded.log',
  'real/checks.log',
  'real/default.log',
  'real/default-rfc5424.log',
  'real/milter-jst.log',
  'real/verbose.log',
];
const LOGS: readonly Correlated[] = [
  ...FIXTURES.map((name) => correlate(fixture(name))),
  correlate([...logLines(300)].join('')),
];

/** Pieces of what stands in the logs, so that filters find something. */
const VALUES = LOGS.flatMap(({ messages }) =>
  messages
    .slice(0, 40)
    .flatMap((m) => [
      m.from,
      m.messageId,
      m.client?.name,
      m.client?.address,
      m.verdict,
      ...m.queueIds,
      ...m.recipients.flatMap((r) => [r.to, r.stat, r.relay?.name, r.relay?.address, r.dsn, r.mailer]),
    ]),
).filter((value): value is string => value !== undefined && value !== '');

const piece = fc
  .tuple(fc.constantFrom(...VALUES), fc.nat(30), fc.nat(30))
  .map(([value, from, length]) => value.slice(from % value.length).slice(0, length + 1));
const quoted = piece.map((text) => `"${text.replaceAll('\\', '').replaceAll('"', '')}"`);
const wild = piece.map((text) => `*${text.replaceAll(/[\s"()]/g, '?').slice(1)}`);
const regex = piece.map((text) => `/${text.replaceAll(/[^a-z0-9@ ]+/gi, '.+')}/`);
const text = fc.oneof(quoted, wild, regex);
const textFields = FIELD_NAMES.filter(
  (name) =>
    !['kind', 'size', 'delay', 'recipients', 'time', 'status', 'direction', 'label', 'is'].includes(name),
);
const term = fc.oneof(
  text,
  fc.constantFrom('sent', 'deferred', 'outbound', 'sendmail', 'tls', 'xyzzy', 'STARTTLS', '450'),
  fc
    .tuple(fc.constantFrom(...textFields), fc.constantFrom(':', '=', '!='), text)
    .map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom('ctladdr', 'xdelay', 'raw.stat', 'ruleset'), fc.constantFrom(':', '=', '!='), text)
    .map((parts) => parts.join('')),
  fc.constantFrom(
    'status:sent,deferred',
    'status:bounced',
    'direction!=inbound',
    'is:failed',
    'is:bounce,retried',
    'kind:tls',
    'kind!=from',
    'kind:ruleset,child',
    'ip:192.168.0.0/16',
    'ip!=203.0.0.0/9',
    'from:<>',
    'size>2k',
    'size<=700',
    'size!=500..900',
    'delay>10m',
    'delay<3s',
    'recipients>=2',
    'time>2025-12-31',
    'time:2006-10..2007',
    'domain:example',
    'dsn:4,5',
  ),
);
const filter: fc.Arbitrary<string> = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    term,
    fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(${a}) (${b})`),
    fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(${a}) OR (${b})`),
    tie('tree').map((a) => `NOT (${a})`),
  ),
})).tree;

function parsed(filterText: string): {
  readonly node: Node;
  readonly found: (log: Pick<Correlated, 'messages' | 'records'>) => unknown;
} {
  const read = parseFilter(filterText);
  if (!read.ok) return { node: { type: 'and', parts: [] }, found: () => read.error };
  const { value } = read;
  return {
    node: value.node,
    found: ({ messages, records }) => findMessages(value, messages, records).map(({ id }) => id),
  };
}

test('columns give what the messages themselves give', () => {
  let some = 0;
  fc.assert(
    fc.property(filter, fc.nat(LOGS.length - 1), (filterText, which) => {
      const log = LOGS[which] ?? { messages: [], records: [] };
      const { node, found } = parsed(filterText);
      const expected = log.messages.filter((m) => holds(node, m, log.records)).map(({ id }) => id);
      if (expected.length > 0 && expected.length < log.messages.length) some++;
      expect(found(log), printFilter(node)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
  /* The filters are such that many of them really choose. */
  expect(some).toBeGreaterThan(100);
});
