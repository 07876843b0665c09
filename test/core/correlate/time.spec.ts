import { expect, test } from 'vitest';
import { Correlator } from '#core/correlate/correlator.ts';
import { correlate, entries } from './log.ts';

/** sendmail's alphabet; an id that says this moment (UTC). */
function idAt(iso: string, tail = 'ab001234'): string {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const t = new Date(iso);
  const digits = [
    (t.getUTCFullYear() - 1900) % 60,
    t.getUTCMonth(),
    t.getUTCDate(),
    t.getUTCHours(),
    t.getUTCMinutes(),
    t.getUTCSeconds(),
  ];
  return digits.map((d) => alphabet[d]).join('') + tail;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2006-10-21T23:01:58` as an RFC 3164 stamp. */
function stamp(local: string): string {
  const t = new Date(`${local}Z`);
  return `${MONTHS[t.getUTCMonth()] ?? ''} ${String(t.getUTCDate()).padStart(2)} ${local.slice(11)}`;
}

function from(local: string, id: string): string {
  return `${stamp(local)} mx sm-mta[1234]: ${id}: from=<a@x.test>, size=1, class=0, nrcpts=1, msgid=<1@x>, proto=ESMTP, daemon=MTA, relay=c [198.51.100.1]\n`;
}

function to(local: string, id: string, stat = 'Sent', delay = '00:00:00'): string {
  return `${stamp(local)} mx sm-mta[1235]: ${id}: to=<b@y.test>, delay=${delay}, xdelay=00:00:00, mailer=esmtp, pri=30000, relay=y. [198.51.100.2], dsn=2.0.0, stat=${stat}\n`;
}

function note(local: string): string {
  return `${stamp(local)} mx sm-mta[9]: alias database /etc/aliases rebuilt by root\n`;
}

test('the year rolls over at New Year, for lines with and without an id', () => {
  const log = correlate(
    from('2009-12-31T23:59:58', idAt('2009-12-31T23:59:58Z')) +
      note('2009-12-31T23:59:59') +
      note('2010-01-01T00:00:01') +
      from('2010-01-01T00:00:05', idAt('2010-01-01T00:00:05Z')),
  );
  expect([0, 1, 2, 3].map(log.time)).toEqual([
    '2009-12-31T23:59:58+00:00',
    '2009-12-31T23:59:59+00:00',
    '2010-01-01T00:00:01+00:00',
    '2010-01-01T00:00:05+00:00',
  ]);
});

test('lines before the first id get their year from it, backwards over New Year', () => {
  const log = correlate(
    note('2009-12-30T10:00:00') +
      note('2010-01-01T00:00:01') +
      from('2010-01-02T00:00:00', idAt('2010-01-02T00:00:00Z')),
  );
  expect(log.time(0)).toBe('2009-12-30T10:00:00+00:00');
  expect([log.basis(0), log.basis(2)]).toEqual(['rollover', 'queue-id']);
});

test('lines out of order by seconds at New Year stay in their years', () => {
  const log = correlate(
    from('2010-01-01T00:00:01', idAt('2010-01-01T00:00:01Z')) +
      note('2009-12-31T23:59:59') +
      note('2010-01-01T00:00:02'),
  );
  expect([1, 2].map(log.time)).toEqual(['2009-12-31T23:59:59+00:00', '2010-01-01T00:00:02+00:00']);
});

test('a log with a silent year in it', () => {
  const log = correlate(
    from('2006-10-21T10:00:00', idAt('2006-10-21T10:00:00Z')) +
      from('2008-11-03T10:00:00', idAt('2008-11-03T10:00:00Z', 'cd001234')),
  );
  expect([0, 1].map(log.time)).toEqual(['2006-10-21T10:00:00+00:00', '2008-11-03T10:00:00+00:00']);
});

test('29 February', () => {
  const log = correlate(from('2008-02-29T12:00:00', idAt('2008-02-29T11:00:00Z')));
  expect(log.time(0)).toBe('2008-02-29T12:00:00+01:00');
});

test.each([
  ['-05:00', '2020-06-01T07:00:00'],
  ['+05:30', '2020-06-01T17:30:00'],
  ['+05:45', '2020-06-01T17:45:00'],
  ['+00:00', '2020-06-01T12:00:00'],
  ['+13:00', '2020-06-02T01:00:00'],
])('an offset of %s is told by one id', (zone, local) => {
  expect(correlate(from(local, idAt('2020-06-01T12:00:00Z'))).time(0)).toBe(`${local}${zone}`);
});

test('ids of long sessions lag behind and are outvoted', () => {
  const stuck = idAt('2020-06-01T12:00:00Z', '00');
  const lines = ['2020-06-01T15:00:00', '2020-06-01T15:40:10'].map((l, i) =>
    from(l, `${stuck.slice(0, 6)}0${i}001234`),
  );
  const fresh = ['13:00:00', '13:05:00', '13:06:00'].map((t, i) =>
    from(`2020-06-01T${t}`, idAt(`2020-06-01T${t}Z`, `x${i}001235`)),
  );
  expect(correlate([...fresh, ...lines].join('')).timing[0]).toMatchObject({ zone: 0, votes: 3, voters: 5 });
});

test('daylight saving: lines before and after the change have their own offsets', () => {
  const day = (date: string, hour: number, n: number): string => {
    const t = `${date}T1${n}:00:00`;
    return from(
      new Date(Date.parse(`${t}Z`) + hour * 3_600_000).toISOString().slice(0, 19),
      idAt(`${t}Z`, `z${n}001234`),
    );
  };
  const numbers = [0, 1, 2, 3, 4];
  const log = correlate(
    [...numbers.map((n) => day('2021-03-27', 1, n)), ...numbers.map((n) => day('2021-03-29', 2, n))].join(''),
  );
  expect([log.time(4), log.time(5)]).toEqual(['2021-03-27T15:00:00+01:00', '2021-03-29T12:00:00+02:00']);
});

test('without ids of its own, the log is dated by what remote servers reply', () => {
  const id = 'XAA12345';
  const log = correlate(to('2006-10-21T23:02:02', id, 'Sent (ok 1161439322 qp 70739)'));
  expect([log.time(0), log.basis(0)]).toEqual(['2006-10-21T23:02:02+09:00', 'remote-id']);
});

test('with nothing to go by, the last line is put before the file’s last change', () => {
  const log = correlate(note('2001-12-30T10:00:00') + note('2001-01-02T10:00:00'), {
    modified: [Date.UTC(2015, 0, 3)],
  });
  expect([0, 1].map(log.time)).toEqual(['2014-12-30T10:00:00+00:00', '2015-01-02T10:00:00+00:00']);
  expect(log.timing[0]).toMatchObject({ yearBasis: 'file', zoneBasis: 'assumed' });
});

test('what the reader says overrules the evidence', () => {
  const log = correlate(from('2006-10-21T23:01:58', idAt('2006-10-21T14:01:58Z')), {
    year: 2011,
    zone: -300,
  });
  expect([log.time(0), log.basis(0)]).toEqual(['2011-10-21T23:01:58-05:00', 'option']);
});

test('the reader may overrule the evidence later, and take it back', () => {
  const correlator = new Correlator();
  for (const [i, record] of entries(from('2006-10-21T23:01:58', idAt('2006-10-21T14:01:58Z'))).entries())
    correlator.add(record, i);
  const arrived = (): string => new Date(correlator.result().messages[0]?.arrived ?? 0).toISOString();
  expect(arrived()).toBe('2006-10-21T14:01:58.000Z');
  correlator.overrule({ year: 2011, zone: -300 });
  expect(arrived()).toBe('2011-10-22T04:01:58.000Z');
  expect(correlator.result().timing[0]).toMatchObject({
    zone: -300,
    zoneBasis: 'option',
    yearBasis: 'option',
  });
  correlator.overrule({});
  expect(arrived()).toBe('2006-10-21T14:01:58.000Z');
});

test('a stamp with year and zone needs no evidence', () => {
  const log = correlate('2026-11-24T12:46:53.454607+09:00 mx sm-mta[207]: x: y\n');
  expect([log.time(0), log.basis(0)]).toEqual(['2026-11-24T12:46:53.454+09:00', 'stamp']);
});

test('the year is settled backwards when evidence comes late, in messages already given out', () => {
  const id = 'XAA12345';
  const text = from('2008-05-01T10:00:00', id) + from('2008-05-01T10:00:09', idAt('2008-05-01T10:00:09Z'));
  const [first] = correlate(text).messages;
  expect(first?.arrived).toBe(Date.UTC(2008, 4, 1, 10));
});

test('29 February 2008 and the day after, without an id between', () => {
  const log = correlate(
    from('2008-02-29T23:59:50', idAt('2008-02-29T23:59:50Z')) + note('2008-03-01T00:00:01'),
  );
  expect(log.time(1)).toBe('2008-03-01T00:00:01+00:00');
});

test('a clock that is set back an hour and forward again keeps its lines in the right order of offsets', () => {
  const at = (local: string, utc: string, n: number): string => from(local, idAt(utc, `z${n}001234`));
  const log = correlate(
    [0, 1, 2].map((n) => at(`2021-06-01T12:0${n}:00`, `2021-06-01T12:0${n}:00Z`, n)).join('') +
      [3, 4, 5].map((n) => at(`2021-06-01T11:0${n}:00`, `2021-06-01T12:0${n}:00Z`, n)).join('') +
      [6, 7, 8].map((n) => at(`2021-06-01T12:0${n}:00`, `2021-06-01T12:0${n}:00Z`, n)).join(''),
  );
  expect([2, 3, 5, 6].map(log.time)).toEqual([
    '2021-06-01T12:02:00+00:00',
    '2021-06-01T11:03:00-01:00',
    '2021-06-01T11:05:00-01:00',
    '2021-06-01T12:06:00+00:00',
  ]);
});

test('a clock that jumps by minutes is shown as it was logged, and moves nothing else', () => {
  const log = correlate(
    [0, 1, 2]
      .map((n) => from(`2021-06-01T12:0${n}:00`, idAt(`2021-06-01T12:0${n}:00Z`, `z${n}001234`)))
      .join('') +
      from('2021-06-01T12:20:00', idAt('2021-06-01T12:03:00Z', 'z3001234')) +
      from('2021-06-01T12:04:00', idAt('2021-06-01T12:04:00Z', 'z4001234')),
  );
  expect([3, 4].map(log.time)).toEqual(['2021-06-01T12:20:00+00:00', '2021-06-01T12:04:00+00:00']);
});

test('autumn: the hour that comes twice is told apart by the ids', () => {
  const at = (local: string, utc: string, n: number): string => from(local, idAt(utc, `z${n}001234`));
  const log = correlate(
    [0, 1, 2].map((n) => at(`2021-10-31T02:3${n}:00`, `2021-10-31T00:3${n}:00Z`, n)).join('') +
      [0, 1, 2].map((n) => at(`2021-10-31T02:3${n}:00`, `2021-10-31T01:3${n}:00Z`, n + 3)).join(''),
  );
  expect([0, 3].map(log.time)).toEqual(['2021-10-31T02:30:00+02:00', '2021-10-31T02:30:00+01:00']);
});

test('lines out of order by some seconds keep their own times, and messages their order of events', () => {
  const id = idAt('2021-06-01T12:00:00Z');
  const log = correlate(
    to('2021-06-01T12:00:03', id, 'Sent') +
      from('2021-06-01T12:00:00', id) +
      to('2021-06-01T12:00:02', id, 'Deferred: try later'),
  );
  expect(log.messages[0]?.recipients[0]).toMatchObject({ status: 'sent' });
  expect(log.messages[0]?.arrived).toBe(Date.UTC(2021, 5, 1, 12));
});

test('an id that decodes to nonsense moves no time', () => {
  const log = correlate(
    from('2021-06-01T12:00:00', idAt('2021-06-01T12:00:00Z')) +
      from('2021-06-01T12:00:05', 'k1VE1v98001811') +
      from('2021-06-01T12:00:06', 'kBUN1v98001811'),
  );
  expect([0, 1, 2].map(log.time)).toEqual([
    '2021-06-01T12:00:00+00:00',
    '2021-06-01T12:00:05+00:00',
    '2021-06-01T12:00:06+00:00',
  ]);
});

test('a date that does not exist is no date, and the line is not lost', () => {
  const log = correlate(
    `Feb 30 12:00:00 mx sm-mta[1]: ${idAt('2021-06-01T12:00:00Z')}: from=<a@x.test>, size=1, class=0, nrcpts=0, proto=ESMTP, daemon=MTA, relay=c [198.51.100.1]\n`,
  );
  expect([log.records[0]?.kind, log.time(0)]).toEqual(['from', '']);
});

const SET = [
  note('2009-12-20T10:00:00') + note('2009-12-30T10:00:00'),
  note('2009-12-31T10:00:00') + note('2010-01-02T10:00:00'),
  note('2010-01-03T10:00:00') + note('2010-01-09T10:00:00'),
];
const SET_TIMES = ['2009-12-20', '2009-12-30', '2009-12-31', '2010-01-02', '2010-01-03', '2010-01-09'];
const days = (log: ReturnType<typeof correlate>): string[] =>
  SET_TIMES.map((_, i) => log.time(i).slice(0, 10));

test('a year set by hand is that of a rotated set’s first line, and later files follow over New Year', () => {
  expect(days(correlate(SET, { year: 2009 }))).toEqual(SET_TIMES);
  expect(days(correlate(SET, { year: 2011 }))).toEqual(
    SET_TIMES.map((day) => day.replace(/^20../, (y) => String(Number(y) + 2))),
  );
});

test('a year set by hand moves every file of a set by as much, as their own dates stand', () => {
  const modified = [Date.UTC(2015, 11, 30, 11), Date.UTC(2016, 0, 2, 11), Date.UTC(2016, 0, 9, 11)];
  expect(days(correlate(SET, { year: 2009, modified }))).toEqual(SET_TIMES);
  const years = correlate(
    [
      from('2009-06-01T10:00:00', idAt('2009-06-01T10:00:00Z')),
      from('2012-07-01T10:00:00', idAt('2012-07-01T10:00:00Z')),
    ],
    { year: 1999 },
  );
  expect([0, 1].map(years.time)).toEqual(['1999-06-01T10:00:00+00:00', '2002-07-01T10:00:00+00:00']);
});

test('years that contradict each other are shown as they are logged, and nothing is put right in silence', () => {
  const log = correlate(
    from('2009-06-01T10:00:00', idAt('2009-06-01T10:00:00Z')) +
      from('2009-06-01T10:05:00', idAt('2013-06-01T10:05:00Z', 'cd001234')) +
      from('2009-06-01T10:06:00', idAt('2009-06-01T10:06:00Z', 'ef001234')),
  );
  expect([0, 1, 2].map((i) => [log.time(i).slice(0, 4), log.basis(i)])).toEqual([
    ['2009', 'queue-id'],
    ['2013', 'queue-id'],
    ['2009', 'queue-id'],
  ]);
});
