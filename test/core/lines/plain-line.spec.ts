import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EntryAssembler } from '#core/lines/entry-assembler.ts';
import { PlainLine } from '#core/lines/plain-line.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { bytes, readAll, readOne } from './read.ts';

const FROM =
  'Oct 21 23:01:58 user100 sendmail[1811]: k9LE1v98001811: from=<a@b>, size=1, class=0, nrcpts=1, relay=c [1.2.3.4]';
const FOLDER = new URL('../../fixtures/', import.meta.url);
const LOGS = ['.', 'real']
  .flatMap((folder) => readdirSync(new URL(folder, FOLDER)).map((name) => `${folder}/${name}`))
  .filter((name) => name.endsWith('.log'));

/** Every line as text, none on its bytes. */
function asText(text: string): LogRecord[] {
  const assembler = new EntryAssembler(0);
  const records: LogRecord[] = [];
  let offset = 0;
  for (const [i, line] of text.split('\n').entries()) {
    assembler.add(line, offset, i + 1);
    records.push(...assembler.take());
    offset += bytes(line).length + 1;
  }
  assembler.end();
  return [...records, ...assembler.take()];
}

function isPlain(line: string): boolean {
  const plain = new PlainLine();
  const text = plain.head(bytes(line), 0);
  return text > 0 && plain.body(bytes(line), text, line.length);
}

test('the fixtures hold logs to compare', () => {
  expect(LOGS.length).toBeGreaterThan(5);
});

test.each(LOGS)('%s says the same whether its lines are read on their bytes or as text', (name) => {
  const text = readFileSync(new URL(name, FOLDER), 'utf8').replace(/^\uFEFF/, '');
  expect(readAll(text)).toEqual(asText(text));
});

test('a line with a byte changed, left out or doubled says the same on its bytes and as text', () => {
  const lines = LOGS.flatMap((name) => readFileSync(new URL(name, FOLDER), 'utf8').split('\n'))
    .filter((line) => line.length > 20)
    .map((line) => line.replaceAll('\0', ''));
  const change = fc.record({
    line: fc.constantFrom(...lines),
    at: fc.nat(),
    put: fc.constantFrom('', 'x', ' ', ':', ',', '[', ']', '=', '<', '0', '9', '\t', '\r', 'é', '  '),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const text = changes
        .map(
          ({ line, at, put }) => line.slice(0, at % line.length) + put + line.slice((at % line.length) + 1),
        )
        .join('\n');
      expect(readAll(text)).toEqual(asText(text));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['the usual arrival', FROM],
  ['a stamp of rsyslog', FROM.replace('Oct 21 23:01:58', '2006-10-21T23:01:58.123456+09:00')],
  ['a day of one digit', FROM.replace('Oct 21', 'Oct  1')],
  ['another program', 'Oct 21 23:01:58 user100 imapd[77]: Login user=taro host=pc [192.168.38.2]'],
  ['a line without queue id', 'Oct 21 23:01:58 mx sm-mta[9]: STARTTLS=client, relay=mx., version=TLSv1.2'],
])('%s is read on its bytes', (_, line) => {
  expect(isPlain(line)).toBe(true);
});

test.each([
  ['a day that does not exist', FROM.replace('Oct 21', 'Feb 30')],
  ['an entry that may go on', `${FROM},`],
  ['a part of a split entry', FROM.replace('1811: from', '1811[1]: from')],
  ['two blanks', FROM.replace('user100 ', 'user100  ')],
  ['no pid', FROM.replace('[1811]', '')],
])('%s is looked at as text', (_, line) => {
  expect(isPlain(line)).toBe(false);
});

test('a line that ends in CR keeps it in its raw text alone', () => {
  const [record] = readAll(`${FROM}\r\n`);
  expect(record?.raw).toBe(`${FROM}\r`);
  expect(record?.text).toBe(readOne(FROM).text);
});
