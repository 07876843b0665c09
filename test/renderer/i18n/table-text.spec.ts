import { expect, test } from 'vitest';
import { tableOf } from '#renderer/i18n/table-text.ts';
import { messageOf } from '../../core/overview/columns.ts';

test('a sender is never a formula for a spreadsheet, and a cell is never two', () => {
  const text = tableOf([messageOf({ from: '=HYPERLINK("http://x")\ta' })], ['from', 'status'], 'en');
  expect(text).toBe('From\tStatus\n\'=HYPERLINK("http://x") a\tSent');
});

test('all recipients are in the table, in one cell', () => {
  const recipients = ['a@x', 'b@x'].map((to) => ({ to, status: 'sent', attempts: [] }) as const);
  expect(tableOf([messageOf({ recipients })], ['to'], 'en')).toBe('To\na@x b@x');
});
