import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '#core/correlate/message.ts';
import { correlate } from './log.ts';
import { logOf, madeMessages, type MadeMessage } from './made-log.ts';

/** What the log must give back of a message. */
function wanted(m: MadeMessage): unknown {
  return {
    queueIds: [m.id],
    from: m.from,
    messageId: m.messageId,
    size: m.size,
    recipientCount: m.recipients.length,
    client: m.client,
    recipients: m.recipients
      .map(({ to, attempts }) => ({ to, status: attempts.at(-1)?.status, attempts: attempts.map(told) }))
      .sort(byAddress),
  };
}

function found(m: Message): unknown {
  return {
    queueIds: m.queueIds,
    from: m.from,
    messageId: m.messageId,
    size: m.size,
    recipientCount: m.recipientCount,
    client: clientText(m),
    recipients: m.recipients
      .map(({ to, status, attempts }) => ({ to, status, attempts: attempts.map(told) }))
      .sort(byAddress),
  };
}

function told(attempt: {
  status: string;
  dsn?: string | undefined;
  reply?: string | undefined;
  stat?: string | undefined;
}): unknown {
  const { status, dsn, reply, stat } = attempt;
  return { status, dsn, reply, stat };
}

function byAddress(a: { readonly to: string }, b: { readonly to: string }): number {
  return a.to < b.to ? -1 : 1;
}

/** As `relay=` wrote it. */
function clientText({ client }: Message): string {
  const ident = client?.ident === undefined ? '' : `${client.ident}@`;
  const name = client?.name === undefined ? '' : `${client.name} `;
  return `${ident}${name}[${client?.address ?? ''}]${client?.forged === true ? ' (may be forged)' : ''}`;
}

function expectBack(messages: readonly MadeMessage[], text: string): void {
  const { messages: joined } = correlate(text);
  expect(joined.map(found)).toEqual(messages.map(wanted));
}

test('a log gives back the messages it was made from, whatever their words imitate', () => {
  fc.assert(
    fc.property(madeMessages, (messages) => {
      expectBack(messages, logOf(messages));
    }),
    { numRuns: 200 },
  );
});

test('the end of each message and its moment of arrival are found as well', () => {
  fc.assert(
    fc.property(madeMessages, (messages) => {
      const { messages: joined } = correlate(logOf(messages));
      for (const [i, message] of joined.entries()) {
        const final = messages[i]?.recipients.every((r) => r.attempts.at(-1)?.status !== 'deferred');
        expect(message.endSeen).toBe(final);
        expect(message.startSeen).toBe(true);
        expect(message.arrived).toBe(Date.UTC(2026, 10, 24, 3, 0, 7 * i));
      }
    }),
    { numRuns: 100 },
  );
});
