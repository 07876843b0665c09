import { expect, test } from 'vitest';
import type { Message } from '#core/correlate/message.ts';
import { cellOf } from '#renderer/i18n/cells.ts';

const message: Message = {
  id: 'mx/1',
  dialect: 'sendmail',
  host: 'mx',
  queueIds: ['1'],
  direction: 'outbound',
  from: '',
  arrived: Date.UTC(2006, 9, 21, 14, 1, 58),
  zone: 540,
  size: 6297,
  client: { name: 'pc.lan', address: '192.168.38.222', ident: 'user200' },
  recipients: [
    { to: 'a@x', status: 'sent', delay: 4, mailer: 'local', attempts: [] },
    { to: 'b@x', status: 'sent', delay: 9, mailer: 'local', attempts: [] },
  ],
  status: 'sent',
  children: [],
  parents: [],
  startSeen: true,
  endSeen: true,
  records: [],
};

test('the time stands in the zone of the log', () => {
  expect(cellOf('time', message, 'en').text).toBe('2006-10-21 23:01:58');
});

test('several recipients show the first and how many more, all in the tooltip', () => {
  expect(cellOf('to', message, 'en')).toEqual({ text: 'a@x +1 more', title: 'a@x\nb@x' });
});

test('the delay is the longest of all recipients', () => {
  expect(cellOf('delay', message, 'en').text.trim()).toBe('9 s');
});

test('the tooltip of a client has its ident user and address', () => {
  expect(cellOf('client', message, 'en')).toEqual({
    text: 'pc.lan',
    title: 'user200@pc.lan [192.168.38.222]',
  });
});

test('an empty sender is shown as such, and a delivery here as the local mailbox in both languages', () => {
  expect(cellOf('from', message, 'en').text).toBe('<>');
  expect(cellOf('next', message, 'en').text).toBe('local mailbox');
  expect(cellOf('next', message, 'ja').text).toMatch(/[ァ-ヶ]/);
});
