import { expect, test } from 'vitest';
import type { Message } from '#core/correlate/message.ts';
import { sortMessages } from '#renderer/worker/sorting.ts';

function message(id: string, size?: number): Message {
  return {
    id,
    dialect: 'sendmail',
    host: 'h',
    queueIds: [id],
    direction: 'unknown',
    recipients: [],
    status: 'unknown',
    children: [],
    parents: [],
    startSeen: true,
    endSeen: true,
    records: [],
    ...(size === undefined ? {} : { size }),
  };
}

const SIZES = [message('small', 1), message('none'), message('big', 9)];

test('what the log does not say comes last in either direction', () => {
  const ids = (descending: boolean) =>
    sortMessages(SIZES, { column: 'size', descending }).map(({ id }) => id);
  expect([ids(false), ids(true)]).toEqual([
    ['small', 'big', 'none'],
    ['big', 'small', 'none'],
  ]);
});
