/**
 * Large messages are made of their rows once, not for every window that asks: the one that is looked at as a whole, and
 * what the list shows of each. Both hold until the log changes.
 */
import { isLarge, rowOf } from '#core/correlate/abridged.ts';
import type { Message } from '#core/correlate/message.ts';

/** The messages of a log as it stands: another object after every change. */
interface Messages {
  message(number: number): Message;
}

export class LargeMessages {
  readonly #now: () => Messages;
  #of: Messages | undefined;
  #last: { readonly number: number; readonly message: Message } | undefined;
  readonly #rows = new Map<number, Message>();

  constructor(now: () => Messages) {
    this.#now = now;
  }

  message(number: number): Message {
    const messages = this.#messages();
    if (this.#last?.number === number) return this.#last.message;
    const message = messages.message(number);
    if (isLarge(message)) this.#last = { number, message };
    return message;
  }

  row(number: number): Message {
    const messages = this.#messages();
    const known = this.#rows.get(number);
    if (known !== undefined) return known;
    const message = messages.message(number);
    const row = rowOf(message);
    if (isLarge(message)) this.#rows.set(number, row);
    return row;
  }

  #messages(): Messages {
    const messages = this.#now();
    if (messages !== this.#of) {
      this.#of = messages;
      this.#last = undefined;
      this.#rows.clear();
    }
    return messages;
  }
}
