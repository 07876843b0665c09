import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printFilter } from '#core/query/ast.ts';
import { matches, parseFilter } from '#core/query/filter.ts';
import { matchesWildcard } from '#core/query/wildcard.ts';
import { correlate, fixture } from '../correlate/log.ts';

const seed = correlate(fixture('seed.log'));

function found(filter: string): string[] {
  const parsed = parseFilter(filter);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return seed.messages.filter((m) => matches(parsed.value, m)).map((m) => m.id);
}

const piece = fc.oneof(
  fc.constantFrom(
    '(',
    ')',
    ' ',
    '-',
    'AND',
    'OR',
    'NOT',
    '"',
    '\\',
    'from:',
    'size>',
    'ip:',
    'a',
    'x*',
    '10k',
    ',',
  ),
  fc.string({ maxLength: 4 }),
);
const anyText = fc.array(piece, { maxLength: 20 }).map((parts) => parts.join(''));

test('no text whatever breaks the parser, and errors point into the text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const parsed = parseFilter(text);
      const at = parsed.ok ? 0 : parsed.error.at;
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2000 },
  );
});

test('a filter printed parses to the same filter', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const parsed = parseFilter(text);
      fc.pre(parsed.ok);
      const printed = printFilter(parsed.value.node);
      const again = parseFilter(printed);
      expect(again.ok && again.value.node).toEqual(parsed.value.node);
    }),
    { numRuns: 2000 },
  );
});

test('AND binds closer than OR; brackets change that', () => {
  const [inbound, sent] = [found('direction:inbound'), found('ekisaito')];
  expect(found('direction:inbound OR ekisaito')).toHaveLength(inbound.length + sent.length);
  expect(found('ekisaito direction:inbound OR ekisaito')).toEqual(sent);
  expect(found('ekisaito AND (direction:inbound OR ekisaito)')).toEqual(sent);
  expect(found('-(direction:inbound OR ekisaito)')).toHaveLength(5 - inbound.length - sent.length);
});

test('sizes, delays and times compare with units; what is not below is at least as much', () => {
  expect(found('size<2k OR size>=2k')).toHaveLength(5);
  expect(found('recipients<2 OR recipients>=2')).toHaveLength(5);
  expect(found('size:0..1g')).toHaveLength(5);
  expect(found('delay>300d')).toEqual([]);
  expect(found('time:2006-10')).toHaveLength(5);
  expect(found('time>=2006-10-21T12:00')).toEqual(found('time:2006-10-21T12:00..'));
});

test('networks and wildcards', () => {
  expect(found('ip:0.0.0.0/0').length).toBeGreaterThan(0);
  expect(found('ip:2001:db8::/32')).toEqual([]);
  expect(found('qid:k9*')).toHaveLength(5);
  expect(found('qid:"k9*"')).toEqual([]);
  expect(matchesWildcard('a*b?d', 'axxbcbcd')).toBe(true);
  expect(matchesWildcard(`${'*a'.repeat(40)}b`, 'a'.repeat(20_000))).toBe(false);
});

test.each([
  ['(a', 0, 'unclosed-bracket'],
  ['a )', 2, 'unopened-bracket'],
  ['a OR', 4, 'missing-term'],
  ['x size>much', 2, 'bad-number'],
  ['time:2006-02-30', 0, 'bad-time'],
  ['ip:10.0.0.0/33', 0, 'bad-network'],
  ['from>a', 0, 'no-comparison'],
  ['('.repeat(100_000), 101, 'too-deep'],
])('%.20s is refused with its place', (text, at, code) => {
  expect(parseFilter(text)).toEqual({ ok: false, error: { at, code } });
});
