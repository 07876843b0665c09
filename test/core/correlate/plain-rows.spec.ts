import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EntryRows, entryRowsOf, EntryRowsWriter } from '#core/correlate/entry-rows.ts';
import { PlainRows } from '#core/correlate/plain-rows.ts';
import { BatchReader } from '#core/lines/batch-reader.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { BatchView } from '#core/records/record-at.ts';
import { logLines } from '../../bench/generate.mjs';
import { logOf, madeMessages } from './made-log.ts';
import { mutatedLog } from './mutated.ts';

const FOLDER = new URL('../../fixtures/', import.meta.url);
const LOGS = ['.', 'real']
  .flatMap((folder) => readdirSync(new URL(folder, FOLDER)).map((name) => `${folder}/${name}`))
  .filter((name) => name.endsWith('.log'));
const HEAD = 'Nov 24 03:38:32 mx sm-mta[167]: ';
const FROM = `${HEAD}6AO3cWpY000167: from=<a@b.test>, size=285, class=0, nrcpts=1, msgid=<m@b>, proto=ESMTP, daemon=MTA, relay=c [1.2.3.4]`;
const TO = `${HEAD}6AO3cWpY000167: to=<x@y.test>, ctladdr=<a@b.test> (1001/1001), delay=00:00:04, xdelay=00:00:01, mailer=esmtp, pri=30285, relay=m.y.test. [5.6.7.8], dsn=2.0.0, stat=Sent (ok)`;
const TLS = `${HEAD}STARTTLS=client, relay=m.y.test., version=TLSv1.3, verify=FAIL, cipher=X, bits=256/256`;

function batchesOf(text: string): RecordBatch[] {
  const reader = new BatchReader({ source: 0 });
  reader.push(new TextEncoder().encode(text));
  return [...reader.take(), reader.flush(), reader.end()].filter((batch) => batch !== undefined);
}

/** Every entry as a record, none on its bytes. */
function asRecords(batch: RecordBatch): EntryRows {
  const writer = new EntryRowsWriter();
  writer.begin(batch.count, batch.count, batch.count);
  const view = new BatchView(batch);
  for (let i = 0; i < batch.count; i++) writer.add(view.entry(i));
  return writer.rows();
}

function expectSame(text: string): void {
  for (const batch of batchesOf(text)) expect(entryRowsOf(batch)).toEqual(asRecords(batch));
}

function isPlain(line: string): boolean {
  const [batch] = batchesOf(`${line}\n`);
  const writer = new EntryRowsWriter();
  writer.begin(1, 1, 1);
  return batch !== undefined && new PlainRows(batch, writer).add(0);
}

test('the fixtures hold logs to compare', () => {
  expect(LOGS.length).toBeGreaterThan(5);
});

test.each(LOGS)(
  '%s gives the same rows whether its entries are read on their bytes or as records',
  (name) => {
    expectSame(readFileSync(new URL(name, FOLDER), 'utf8'));
  },
);

test('a long log gives the same rows, almost all of them read on their bytes', () => {
  const text = [...logLines(20_000)].join('');
  expectSame(text);
  const plain = text.split('\n').filter(isPlain).length;
  expect(plain).toBeGreaterThan(19_000);
});

test('logs that were cut up and mixed give the same rows', () => {
  fc.assert(fc.property(mutatedLog, expectSame), { numRuns: 60 });
});

test('messages whose texts imitate fields give the same rows', () => {
  fc.assert(
    fc.property(madeMessages, (messages) => expectSame(logOf(messages))),
    { numRuns: 200 },
  );
});

const PUT = [
  ...[
    '',
    'x',
    ' ',
    ',',
    ', ',
    '=',
    '<',
    '>',
    '<>',
    '"',
    '[',
    '\\',
    '-',
    '+',
    '9',
    '999999999',
    '\t',
    '\r',
    'é',
    '漢',
  ],
  ...[
    ', [more]',
    ',<z@z>',
    ', to=<z@z>',
    ' dsn=4.0.0',
    ', dsn=4.0.0',
    ', stat=Sent',
    ', stat=',
    ', reply=250 ok',
  ],
  ...[
    ', delay=00:00:09',
    ', delay=',
    ', xdelay=1+00:00:00',
    ', ctladdr=b',
    ', relay=',
    ', msgid=',
    ', size=12345678901',
  ],
  ...[
    ', class=-60',
    ', nrcpts=',
    ', proto=',
    ', daemon=',
    ', version=',
    ', quarantine=q',
    '(6AO3cWpZ000168 Message accepted',
  ],
  ...[
    'queued as 6AO3cWpZ000168',
    'queued as AA12345',
    'qid: XAA12345)',
    'id=1abcde-000000-0A',
    'ok 1163000000 qp 9',
  ],
] as const;

test('a line with something put in, cut off or left out gives the same rows', () => {
  const fixtures = LOGS.flatMap((name) => readFileSync(new URL(name, FOLDER), 'utf8').split('\n'));
  const lines = [FROM, TO, TLS, ...fixtures.filter((line) => /: (?:from|to)=|STARTTLS=/.test(line))];
  const change = fc.record({
    line: fc.oneof(fc.constantFrom(FROM, TO, TLS), fc.constantFrom(...lines)),
    /* Behind which of its fields, and how far. */
    field: fc.nat(),
    at: fc.nat(6),
    left: fc.constantFrom(0, 0, 0, 1, 3, 20, 1000),
    put: fc.constantFrom(...PUT),
  });
  const changed = fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) =>
    changes
      .map(({ line, field, at, left, put }) => {
        const places = [...line.matchAll(/=|, |: /g)].map((match) => match.index);
        const place = (places[field % places.length] ?? 0) + at;
        return line.slice(0, place) + put + line.slice(place + left);
      })
      .join('\n'),
  );
  fc.assert(fc.property(changed, expectSame), { numRuns: 4000 });
});

test.each([
  ['several to=', TO.replace('<x@y.test>', '<x@y.test>, to=<z@y.test>')],
  ['a quoted comma', TO.replace('<x@y.test>', '<"a, b"@y.test>')],
  ['a delay that is none before one that is', TO.replace('delay=', 'delay=now, delay=')],
  ['a delay within the transaction that is none', TO.replace('xdelay=00', 'xdelay=now')],
  ['a delay of ten thousand years', TO.replace('00:00:04', '3652500+00:00:00')],
  ['a stat= with commas and fields', TO.replace('(ok)', '(a=b, dsn=5.0.0, stat=Deferred, relay=x)')],
  ['a word that begins like Sent', TO.replace('Sent (ok)', 'Sentinel')],
  ['an old queue id in a reply', TO.replace('(ok)', '(queued as AA12345)')],
  ['an empty relay', TO.replace('m.y.test. [5.6.7.8]', '')],
  ['an empty status', TO.replace('Sent (ok)', '')],
  ['no status', TO.replace(', stat=Sent (ok)', '')],
  ['no recipient', TO.replace('<x@y.test>', '')],
  ['a line that is cut', TO.slice(0, -30)],
  ['keys given twice', FROM.replace(', proto', ', class=7, nrcpts=8, proto')],
  ['a sender with a blank behind it', FROM.replace('<a@b.test>', 'root ')],
  ['a sender that was cut', FROM.replace('<a@b.test>', '<a@b.te')],
  ['nobody as sender', FROM.replace('<a@b.test>', '<NONE>')],
  ['a class of many digits', FROM.replace('class=0', 'class=1234567890123456')],
  ['a negative class and size', FROM.replace('class=0', 'class=-60').replace('size=285', 'size=-1')],
  ['an empty message id', FROM.replace('<m@b>', '')],
  ['half a message id', FROM.replace('<m@b>', '<')],
  ['a message id without brackets', FROM.replace('<m@b>', 'm@b')],
  ['a control character at the end', `${FROM}\u0001`],
  ['a text beside ASCII', `${FROM}\n${TO.replace('(ok)', '(été)')}\n${FROM}\n${TO}`],
])('%s gives the same rows', (_, text) => {
  expectSame(`${text}\n`);
});

test.each([
  ['the usual arrival', FROM],
  ['the usual delivery', TO],
  ['a login that submits mail', FROM.replace('<a@b.test>', 'root')],
  ['a notice, whose sender is empty', FROM.replace('<a@b.test>', '<>')],
  ['several recipients', TO.replace('<x@y.test>', '<x@y.test>,<z@y.test>')],
  ['a delay of days', TO.replace('00:00:04', '4+02:09:32')],
  ['a remote queue id', TO.replace('(ok)', '(6AO3cWpZ000168 Message accepted for delivery)')],
  ['a refusal with the words of the server', TO.replace('stat=Sent (ok)', 'reply=550 no, stat=User unknown')],
  ['TLS with another server', TLS],
  ['a note under an id', `${HEAD}6AO3cWpY000167: Milter: to=<a@b>, reject=550 no`],
  ['another program', 'Nov 24 03:38:32 mx su[170]: (to bob) root on none'],
])('%s is read on its bytes', (_, line) => {
  expect(isPlain(line)).toBe(true);
});

test.each([
  ['an address in quotes', TO.replace('<x@y.test>', '"a, b"@y.test')],
  ['a list that goes on', TO.replace('<x@y.test>', '<x@y.test>, [more]')],
  ['several stat=', TO.replace('stat=Sent (ok)', 'reply=550 a, stat=Sent, stat=User unknown')],
  ['a message id that imitates fields', FROM.replace('<m@b>', '<m, size=7>')],
  ['a number too large for a row', FROM.replace('size=285', 'size=12345678901')],
  ['a day that does not exist', FROM.replace('6AO3', '61U3')],
  ['an id without a date', FROM.replace('6AO3cWpY000167', 'XAA12345')],
  ['no ASCII', FROM.replace('<a@', '<é@')],
])('%s is looked at as a record', (_, line) => {
  expect(isPlain(line)).toBe(false);
});
