import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EntryReader } from '#core/lines/entry-reader.ts';
import { bytes, fixture, readAll } from './read.ts';

const FROM =
  'Oct 21 23:01:58 user100 sendmail[1811]: k9LE1v98001811: from=<a@b>, size=1, class=0, nrcpts=1, relay=c [1.2.3.4]';
const TO =
  'Oct 21 23:02:02 user100 sendmail[1813]: k9LE1v98001811: to=<d@e>, delay=00:00:04, mailer=local, stat=Sent';

function shown(records: readonly { readonly queueId?: string; readonly fields: unknown }[]): unknown {
  return records.map(({ queueId, fields }) => ({ queueId, fields }));
}

test('the tutorial’s examples give the same fields on one line and folded', () => {
  const oneLine = readAll(fixture('seed.log'));
  const folded = readAll(fixture('seed-folded.log')).filter((r) => r.kind !== 'unparsed');
  expect(oneLine).toHaveLength(10);
  expect(shown(folded)).toEqual(shown(oneLine));
  expect(folded.map((r) => r.text)).toEqual(oneLine.map((r) => r.text));
});

test('a folded entry knows its lines, its bytes and its raw text', () => {
  const [, , entry] = readAll(fixture('seed-folded.log'));
  expect(entry).toMatchObject({ line: 6, lineCount: 10, kind: 'from', pid: 1811, host: 'user100' });
  expect(entry?.raw.split('\n')).toHaveLength(10);
});

test('the remarks between folded entries are not understood and counted each', () => {
  const remarks = readAll(fixture('seed-folded.log')).filter((r) => r.kind === 'unparsed');
  expect(remarks.map((r) => r.raw)).toContain('relay=maile.ekisaito.ko.ni. [333.444.555.666]');
  expect(remarks).toHaveLength(22);
});

test('a remark and blank lines inside a folded entry do not break it', () => {
  const text =
    'Oct 21 23:01:58 user100 sendmail[1811]: \n\nk9LE1v98001811: \n from=<a@b>, \n\nhere is a remark\n\n  size=6297, \nclass=0\n';
  const [entry, remark] = readAll(text);
  expect(entry?.fields).toEqual([
    ['from', '<a@b>'],
    ['size', '6297'],
    ['class', '0'],
  ]);
  expect(remark).toMatchObject({ kind: 'unparsed', line: 6, raw: 'here is a remark' });
});

test('an entry that ends in a comma is complete when a new head follows', () => {
  const [first, second] = readAll(`${FROM},\n${TO}\n`);
  expect(first?.kind).toBe('from');
  expect(second?.kind).toBe('to');
});

test('any chunking of the bytes gives the same entries', () => {
  const data = fixture('seed-folded.log');
  const whole = readAll(data);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 20 }), (sizes) => {
      expect(readAll(data, {}, sizes)).toEqual(whole);
    }),
    { numRuns: 60 },
  );
});

test('any bytes are read without throwing, and every line with text in it is an entry', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 12 }), (lines) => {
      const clean = lines.map((line) => `x${line.replaceAll(/[\n\0]/g, ' ')}.`);
      expect(readAll(`${clean.join('\n')}\n`, {}, [7, 31]).map((r) => r.raw)).toEqual(clean);
    }),
  );
});

test('reading goes on from nextOffset and nextLine without loss or repetition', () => {
  const data = fixture('seed-folded.log');
  const whole = readAll(data);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: data.length }), (cut) => {
      const reader = new EntryReader({ source: 0 });
      const before = reader.push(data.subarray(0, cut));
      const { nextOffset, nextLine } = reader;
      const after = readAll(data.subarray(nextOffset), { fromOffset: nextOffset, fromLine: nextLine });
      expect([...before, ...after]).toEqual(whole);
    }),
  );
});

test('the offset of an entry is where its first byte stands', () => {
  const text = `über\n${FROM}\r\n\n${TO}\n`;
  const data = bytes(text);
  for (const record of readAll(data, {}, [11])) {
    const found = new TextDecoder().decode(data.subarray(record.offset));
    expect(found.startsWith(record.raw)).toBe(true);
  }
});

test('lines that end in CR LF read as if they ended in LF', () => {
  const [unix] = readAll(`${TO}\n`);
  const [dos] = readAll(`${TO}\r\n`);
  expect(dos).toMatchObject({ fields: unix?.fields, text: unix?.text });
});

test('a byte order mark is no part of the first line', () => {
  expect(readAll(`\uFEFF${TO}\n`)[0]).toMatchObject({ kind: 'to', raw: TO });
});

test('a line longer than the limit is cut, counted, and the next line is read rightly', () => {
  const reader = new EntryReader({ source: 0, maxLine: 1000 });
  const [long, next] = reader.push(bytes(`${'x'.repeat(5000)}\n${TO}\n`));
  expect(long?.raw).toHaveLength(1000);
  expect(next).toMatchObject({ kind: 'to', line: 2, offset: 5001 });
  expect(reader.takeAlerts()).toMatchObject([{ code: 'line-too-long', count: 1 }]);
});

test('a line of 200 MB takes no more memory than the limit', () => {
  const reader = new EntryReader({ source: 0, maxLine: 1024 });
  const chunk = new Uint8Array(1024 * 1024).fill(120);
  for (let i = 0; i < 200; i++) expect(reader.push(chunk)).toEqual([]);
  const [long, next] = reader.push(bytes(`\n${TO}\n`));
  expect(long?.raw).toHaveLength(1024);
  expect(next?.offset).toBe(200 * 1024 * 1024 + 1);
});

test('a cut inside a character leaves no broken character behind', () => {
  const [long] = readAll(`${'あ'.repeat(100)}\n`, { maxLine: 100 }, [9]);
  expect(long?.raw).toBe('あ'.repeat(33));
});

test('NULs of a crash before a line are skipped and told', () => {
  const reader = new EntryReader({ source: 0 });
  const [record] = reader.push(bytes(`${'\0'.repeat(3000)}${TO}\n`));
  expect(record).toMatchObject({ kind: 'to', raw: TO, offset: 3000 });
  expect(reader.takeAlerts()).toMatchObject([{ code: 'nul-bytes', count: 1 }]);
});

test('NULs inside a line do not hide what it says', () => {
  const [record] = readAll(`${TO.replace('Sent', 'Se\0\0nt')}\n`);
  expect(record?.fields.at(-1)).toEqual(['stat', 'Sent']);
});

test('text that is no UTF-8 is shown as far as it can be, and told', () => {
  const reader = new EntryReader({ source: 0 });
  const [record] = reader.push(Uint8Array.from([...bytes('caf'), 0xe9, ...bytes(' au lait\n')]));
  expect(record?.raw).toBe('caf\uFFFD au lait');
  expect(reader.takeAlerts()).toMatchObject([{ code: 'invalid-text', count: 1 }]);
});

test('a half-written last line is an entry at the end, with a word about it', () => {
  const reader = new EntryReader({ source: 0 });
  expect(reader.push(bytes(`${FROM}\n${TO}`))).toHaveLength(1);
  expect(reader.end()).toMatchObject([{ kind: 'to' }]);
  expect(reader.takeAlerts()).toMatchObject([{ code: 'unfinished-line', count: 1 }]);
});

test('a half-written last line can be read again later, from its start', () => {
  const reader = new EntryReader({ source: 0 });
  reader.push(bytes(`${FROM}\n${TO}`));
  expect(reader.nextOffset).toBe(FROM.length + 1);
  expect(reader.nextLine).toBe(2);
});

test('a text that syslog split into numbered parts is one entry', () => {
  const records = readAll(fixture('real/milter-jst.log'));
  const joined = records.find((r) => r.text.includes('word0000'));
  expect(joined).toMatchObject({ kind: 'milter', lineCount: 3, queueId: '6AO3lAVj000228' });
  expect(joined?.text).toMatch(/^6AO3lAVj000228: Milter \(tmilt\) add: .*word0090, word0091.*word0259,$/);
});

test('entries of other processes between two parts keep their place', () => {
  const head = 'Nov 24 12:47:10 mx sm-mta[228]: 6AO3lAVj000228';
  const text = `${head}[1]: Milter (t) add: header: X: a,  ...\n${FROM}\n${head}[2]: b\n${TO}\n`;
  expect(readAll(text).map((r) => [r.kind, r.line])).toEqual([
    ['milter', 1],
    ['from', 2],
    ['to', 4],
  ]);
});

test('a part without its beginning is kept with its queue id', () => {
  const [record] = readAll('Nov 24 12:47:10 mx sm-mta[228]: 6AO3lAVj000228[2]: word0091, word0092\n');
  expect(record).toMatchObject({ queueId: '6AO3lAVj000228', kind: 'unparsed' });
});

test('a last line without newline is an entry however long it is, also behind one that waited for its rest', () => {
  const long = `${TO}, reply=${'a'.repeat(700_000)}`;
  for (const before of ['', `${FROM}\n`, `${FROM}, x=${'b'.repeat(600_000)}\n`])
    expect(readAll(before + long).map(({ raw }) => raw)).toEqual([...before.split('\n').slice(0, -1), long]);
});
