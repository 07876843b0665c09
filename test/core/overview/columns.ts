/** Columns of messages of which only what a test is about is given. */
import { columnsOf } from '#core/correlate/columns-of.ts';
import type { Message } from '#core/correlate/message.ts';
import type { MessageColumns } from '#core/records/message-columns.ts';

export function messageOf(given: Partial<Message>, at = 0): Message {
  return {
    id: `mx/${at}`,
    dialect: 'sendmail',
    host: 'mx',
    queueIds: [String(at)],
    direction: 'unknown',
    recipients: [],
    status: 'sent',
    children: [],
    parents: [],
    startSeen: true,
    endSeen: true,
    records: [],
    ...given,
  };
}

export function columnsWith(given: readonly Partial<Message>[]): MessageColumns {
  return columnsOf(given.map(messageOf));
}
