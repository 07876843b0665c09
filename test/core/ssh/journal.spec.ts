import { expect, test } from 'vitest';
import { cursorOf, journalCommand, journalName, parseJournal } from '#core/ssh/journal.ts';

test('a path says which entries of the journal are meant', () => {
  expect(parseJournal('journal:')).toEqual({});
  expect(parseJournal(' journal:postfix@-.service ')).toEqual({ unit: 'postfix@-.service' });
  for (const path of ['/var/log/maillog', 'journal', "journal:a'b", 'journal:a b', 'journal:-x', 'journal:*'])
    expect(parseJournal(path)).toBeUndefined();
  expect([{}, { unit: 'exim4' }].map(journalName)).toEqual(['journal', 'journal exim4']);
});

test('nothing a server said is part of a command before it was checked', () => {
  expect(journalCommand({}, { after: 's=1;i=2', follow: true })).toBe(
    "journalctl --no-pager -o json --after-cursor='s=1;i=2' -f --no-tail SYSLOG_FACILITY=2",
  );
  expect(journalCommand({ unit: 'exim4' }, { after: "x';reboot;'", last: true })).toBe(
    "journalctl --no-pager -o json -n 1 -u 'exim4'",
  );
});

test('a cursor is read from an entry, and from nothing else', () => {
  expect(cursorOf('{"__CURSOR":"s=1;i=2","MESSAGE":"\\"__CURSOR\\":\\"s=9\\""}')).toBe('s=1;i=2');
  for (const line of ['', 'null', '[1]', '{"__CURSOR":7}', '{"__CURSOR":"a\'b"}', '{"__CURSOR":"s=1'])
    expect(cursorOf(line)).toBeUndefined();
});
