import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inSight, marksIn, segmentsOf } from '#core/query/highlight.ts';
import { parseLineFilter } from '#core/query/line-filter.ts';

function marked(text: string, filter: string): readonly (readonly [word: number, text: string])[] {
  const parsed = parseLineFilter(filter);
  if (!parsed.ok) throw new Error(`${filter}: ${parsed.error.code}`);
  const marks = marksIn(text, parsed.value.markers);
  const segments = segmentsOf(text, marks);
  expect(segments.map((segment) => segment.text).join('')).toBe(text);
  return segments.flatMap((segment) => (segment.word === undefined ? [] : [[segment.word, segment.text]]));
}

const LINE = 'to=<Ann@x.org>, relay=mx.y.org [192.0.2.7], dsn=2.0.0, stat=Sent (OK 192.0.2.70)';

test('each word keeps its number, in whatever case it stands', () => {
  expect(marked('To=<A>, stat=Sent', 'sent to')).toEqual([
    [1, 'To'],
    [0, 'Sent'],
  ]);
});

test('of two words at one place the longer one is marked', () => {
  expect(marked('relays', 'relay relays')).toEqual([[1, 'relays']]);
});

test('a letter that grows with its case marks nothing rather than something else', () => {
  expect(marked('İstanbul sent', 'sent')).toEqual([]);
});

test('all that an expression matches is marked, and nothing of no length', () => {
  expect(marked(LINE, '/[a-z]+\\.org/')).toEqual([
    [0, 'x.org'],
    [0, 'y.org'],
  ]);
  expect(marked('aab', '/x*/')).toEqual([]);
});

test('values of fields are marked, with wildcards, expressions and networks', () => {
  expect(marked(LINE, 'to:<ann@x.org>')).toEqual([[0, 'Ann@x.org']]);
  expect(marked(LINE, 'to:a*@x.org')).toEqual([[0, 'Ann@x.org']]);
  expect(marked(LINE, 'stat:/s.nt/')).toEqual([[0, 'Sent']]);
  expect(marked(LINE, 'ip:192.0.2.0/26')).toEqual([[0, '192.0.2.7']]);
});

test('what is left out, compared or no text of a line has no colour', () => {
  expect(marked(LINE, '-sent NOT /x/ stat!=Sent size>2 status:sent kind:to')).toEqual([]);
});

test('no text is lost or made up, whatever is asked for', () => {
  const unit = fc.constantFrom('a', 'b', 'A', 'İ', '<', ' ', '.');
  const words = fc.array(fc.stringMatching(/^[ab.]{1,3}$/), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 30 }), words, fc.boolean(), (raw, asked, regex) => {
      const texts = marked(raw, asked.map((word) => (regex ? `/${word}/` : word)).join(' '));
      for (const [, text] of texts) expect(text).not.toBe('');
    }),
  );
});

test('what is found far behind in a line comes into sight, behind the line’s beginning', () => {
  const text = `Nov 24 03:38:36 mx sm-mta[178]: ${'x'.repeat(200)}, stat=Sent, dsn=2`;
  const at = text.indexOf('Sent');
  const mark = { at, end: at + 4, word: 0 };
  const near = inSight(text, [mark], 100);
  expect(near.text).toBe(`${text.slice(0, 33)} … ${text.slice(-64)}`);
  const early = { at: 90, end: 94, word: 0 };
  expect(inSight(text, [early, mark], 90).text).toBe(`${text.slice(0, 30)} … ${text.slice(78)}`);
  expect(segmentsOf(near.text, near.marks).find(({ word }) => word === 0)?.text).toBe('Sent');
  for (const whole of [inSight(text, [mark], 300), inSight(text, [mark], 0), inSight(text, [], 100)])
    expect(whole.text).toBe(text);
});
