/**
 * The index as the page wants to see it: with the reader's own zone chosen, messages say that offset instead of the
 * log's, each as it holds at the message's own moment (summer time). Everything that shows a message follows from it.
 */
import type { IndexCall, IndexCalls } from '#core/contract/index-protocol.ts';
import type { Message } from '#core/correlate/message.ts';
import type { OffsetMinutes } from '#core/base/units.ts';
import type { Index } from '../bridge/index-client.ts';

/** Offset of this computer's clock at a moment. */
export function readerZone(time: number): OffsetMinutes {
  const offset = -new Date(time).getTimezoneOffset();
  return Number.isNaN(offset) ? 0 : offset;
}

function moved(message: Message): Message {
  const time = message.arrived ?? message.finished;
  return time === undefined ? message : { ...message, zone: readerZone(time) };
}

/** `reader` is asked at each answer. */
export function zonedIndex(index: Index, reader: () => boolean): Index {
  async function call<C extends IndexCall>(
    name: C,
    ...args: IndexCalls[C]['args']
  ): Promise<IndexCalls[C]['answer']> {
    const answer = await index.call(name, ...args);
    return reader() ? (inReaderZone(name, answer) as IndexCalls[C]['answer']) : answer;
  }
  return {
    call,
    attach: (ports, logId) => index.attach(ports, logId),
    onChanged: (listener) => index.onChanged(listener),
  };
}

function inReaderZone(name: IndexCall, answer: unknown): unknown {
  if (name === 'query') {
    const found = answer as IndexCalls['query']['answer'];
    return { ...found, rows: found.rows.map((row) => ({ ...row, message: moved(row.message) })) };
  }
  if (name !== 'message' || answer === undefined) return answer;
  const found = answer as NonNullable<IndexCalls['message']['answer']>;
  return { ...found, message: moved(found.message) };
}
