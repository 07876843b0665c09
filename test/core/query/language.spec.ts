import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printFilter } from '#core/query/ast.ts';
import { findMessages } from '#core/query/find.ts';
import { parseFilter } from '#core/query/filter.ts';
import { literalOf, readRegex } from '#core/query/regex.ts';
import { matchesWildcard } from '#core/query/wildcard.ts';
import { correlate, fixture } from '../correlate/log.ts';

const seed = correlate(fixture('seed.log'));

function found(filter: string): string[] {
  const parsed = parseFilter(filter);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return findMessages(parsed.value, seed.messages, seed.records).map((m) => m.id);
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
    '/',
    'cipher=',
    'raw.',
    '.*',
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
      const { at, end } = parsed.ok ? { at: 0, end: 0 } : parsed.error;
      expect(at).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThanOrEqual(at);
      expect(end).toBeLessThanOrEqual(text.length);
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

test.each([
  ['size>=1.5KiB', 'size>=1536'],
  ['size:1kb..2Mb', 'size:1k..2m'],
  ['delay<1.5m', 'delay<90'],
  ['delay<0.5h30s', 'delay<1830'],
  ['delay<1w', 'delay<7d'],
  ['delay<1+00:00:00', 'delay<1d'],
  ['time:2006-10-21T23', 'time:2006-10-21T23:00..2006-10-21T23:59'],
  ['time:2006/10/21', 'time:2006-10-21'],
])('%s is the same as %s', (one, other) => {
  expect(found(other).length).toBeGreaterThan(0);
  expect(found(one)).toEqual(found(other));
});

test('wildcards and expressions stand for states, labels and kinds of lines too', () => {
  expect(found('status:s*')).toEqual(found('status:sent'));
  expect(found('direction:*bound')).toHaveLength(5);
  expect(found('label:*')).toEqual([]);
  expect(found('kind:t?')).toEqual(found('kind:to'));
  expect(found('kind:/^(from|tls)$/')).toEqual(found('kind:from,tls'));
  expect(found('kind!=*')).toEqual([]);
  expect(found('kind=/t/')).toEqual([]);
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
  ['(a', 0, 1, 'unclosed-bracket'],
  ['a )', 2, 3, 'unopened-bracket'],
  ['a OR', 4, 4, 'missing-term'],
  ['x size>much', 7, 11, 'bad-number'],
  ['size:1k,much', 8, 12, 'bad-number'],
  ['xdelay>long', 7, 11, 'bad-number'],
  ['time:2006-02-30', 5, 15, 'bad-time'],
  ['ip:10.0.0.0/33', 3, 14, 'bad-network'],
  ['from>a', 4, 5, 'no-comparison'],
  ['kind:nothing', 5, 12, 'unknown-value'],
  ['kind:zz*', 5, 8, 'unknown-value'],
  ['status:"s*"', 7, 11, 'unknown-value'],
  ['size:1k..2k,10k..1k', 12, 19, 'backwards'],
  ['time:2006-10-22..2006-10-21', 5, 27, 'backwards'],
  ['x from:/a(?=b)/', 9, 14, 'bad-regex'],
  ['/[z-a]/', 2, 6, 'bad-regex'],
  ['('.repeat(100_000), 101, 102, 'too-deep'],
])('%.20s is refused with its place', (text, at, end, code) => {
  expect(parseFilter(text)).toEqual({ ok: false, error: { at, end, code } });
});

/** Patterns on which a backtracking engine takes longer than anyone lives. */
test.each(['(a+)+$', '(a|aa)+$', '(a*)*(a*)*b', '((a?){50}){20}x', '(.*a){25}', '(x+x+)+y'])(
  'no expression can hang: %s',
  (pattern) => {
    const read = readRegex(pattern);
    expect(read.ok && read.value.found(`${'a'.repeat(20_000)}!`)).toBe(pattern === '(.*a){25}');
  },
);

test.each([
  ['connection (refused|reset)', 'connection '],
  ['stat=Deferred: .*timed out', 'stat=deferred: '],
  ['colou?r', 'colo'],
  ['a|bcd', ''],
  ['(?i)abc', ''],
  ['x[abc]yz\\.org', 'yz.org'],
  ['ab{2}c', 'a'],
  ['[]abc]d', 'd'],
])('what %s cannot do without', (pattern, literal) => {
  expect(literalOf(pattern)).toBe(literal);
});

test('an expression never matches a text without its indispensable piece', () => {
  const atom = fc.oneof(
    fc.constantFrom(
      'a',
      'b',
      'c',
      ' ',
      '.',
      '\\d',
      '\\.',
      '[ab]',
      '[^c]',
      '(a|bc)',
      '(?:ab)',
      '\\w',
      '[[:digit:]c]',
    ),
  );
  const pattern = fc
    .array(fc.tuple(atom, fc.constantFrom('', '', '', '*', '+', '?', '{0,2}', '|')), { maxLength: 6 })
    .map((parts) => parts.flat().join(''));
  const text = fc.array(fc.constantFrom('a', 'b', 'c', '1', '.', ' '), { maxLength: 10 });
  fc.assert(
    fc.property(pattern, text, (source, letters) => {
      const read = readRegex(source);
      fc.pre(read.ok);
      const line = letters.join('');
      fc.pre(read.value.found(line));
      expect(line).toContain(read.value.literal);
    }),
    { numRuns: 2000 },
  );
});
