import { expect, test } from 'vitest';
import { namesFor, namesNear, placeAt, writtenValue, writtenWith } from '#core/query/complete.ts';

/** The caret stands at the bar. */
function place(text: string): unknown {
  const caret = text.indexOf('|');
  return placeAt(text.replace('|', ''), caret);
}

test.each([
  ['fr|', { from: 0, end: 2, begun: 'fr' }],
  ['a -sta|tus', { from: 3, end: 9, begun: 'sta' }],
  ['from:ab|', { from: 5, end: 7, field: 'from', begun: 'ab' }],
  ['status:sent,de|', { from: 12, end: 14, field: 'status', begun: 'de' }],
  ['x (to=|)', { from: 6, end: 6, field: 'to', begun: '' }],
  ['stat:"user un|', { from: 5, end: 13, field: 'stat', begun: 'user un' }],
  ['http:x|', { from: 0, end: 6, begun: 'http:x' }],
])('what is being written at the caret of %s', (text, expected) => {
  expect(place(text)).toEqual(expected);
});

test('names that begin so', () => {
  expect(namesFor('st')).toEqual(['status', 'stat', 'starttls']);
});

test.each([
  ['from:ma|', 'mail@x.org', 'from=mail@x.org|'],
  ['-from:"ma| a', 'mail@x.org', '-from=mail@x.org| a'],
  ['status:de|', 'deferred', 'status:deferred|'],
  ['to:ann,b|', 'bob@x', 'to:ann,bob@x|'],
  ['to!=b|', 'bob@x', 'to!=bob@x|'],
  ['stat:us|', 'User unknown', 'stat:"User unknown"|'],
  ['from:|', '<>', 'from=<>|'],
])('%s with %s chosen is %s', (text, value, expected) => {
  const caret = text.indexOf('|');
  const written = text.replace('|', '');
  const { filter, caret: then } = writtenWith(written, placeAt(written, caret), value);
  expect(`${filter.slice(0, then)}|${filter.slice(then)}`).toBe(expected);
});

test('a day stays a span that the bars know', () => {
  expect(writtenWith('time:2006', placeAt('time:2006', 9), '2006-10-21').filter).toBe('time:2006-10-21');
});

test('a name that is not quite right leads to those that may be meant', () => {
  expect(namesNear('form')[0]).toBe('from');
  expect(namesNear('staus')).toContain('status');
  expect(namesNear('domian')).toEqual(['domain']);
  expect(namesNear('subject')).toEqual([]);
});

test('a value is written so that it is read as it stands', () => {
  expect([writtenValue('a@b.example'), writtenValue('User unknown'), writtenValue('a*b')]).toEqual([
    'a@b.example',
    '"User unknown"',
    '"a*b"',
  ]);
});
