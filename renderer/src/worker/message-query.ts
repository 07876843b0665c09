/**
 * One question after the other: filter, then sort, with pauses in which newer calls are taken. A question with another
 * filter or order ends the one that is being worked out; the same one again waits for it, so a list that grows is not
 * starved. The last result stays until the log changes: scrolling asks for other windows of it.
 */
import type { Sort } from '#core/contract/index-protocol.ts';
import type { Message } from '#core/correlate/message.ts';
import { RequestFailed } from '#core/ports/request-response.ts';
import { matches, parseFilter, type Filter, type FilterError } from '#core/query/filter.ts';
import { sortMessages } from './sorting.ts';

export interface Found {
  readonly messages: readonly Message[];
  readonly error?: FilterError;
}

/** What is searched. `revision` rises with every block. */
export interface Searched {
  readonly revision: number;
  readonly messages: readonly Message[];
  /** Numbers of the entries whose lines hold the word. */
  holding(word: string, signal: AbortSignal): Promise<ReadonlySet<number>>;
}

/** Messages looked at between two pauses: some 20 ms. */
const STRETCH = 20_000;

export class MessageQuery {
  readonly #log: Searched;
  #last: { readonly key: string; readonly revision: number; readonly found: Found } | undefined;
  #running:
    { readonly key: string; readonly abort: AbortController; readonly found: Promise<Found> } | undefined;

  constructor(log: Searched) {
    this.#log = log;
  }

  /** Rejects with a problem 'cancelled' when a newer question came. */
  async find(filter: string, sort: Sort, besides: string): Promise<Found> {
    const key = JSON.stringify([filter, besides, sort]);
    if (this.#last?.key === key && this.#last.revision === this.#log.revision) return this.#last.found;
    if (this.#running?.key === key) return this.#running.found;
    this.#running?.abort.abort();
    const { revision } = this.#log;
    const abort = new AbortController();
    const running = { key, abort, found: this.#search(filter, besides, sort, abort.signal) };
    this.#running = running;
    try {
      const found = await running.found;
      this.#last = { key, revision, found };
      return found;
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }

  async #search(text: string, besides: string, sort: Sort, signal: AbortSignal): Promise<Found> {
    let messages = this.#log.messages;
    /* The view's own condition first: it is cheap, and an error can only be in the reader's. */
    for (const part of [besides, text]) {
      const filter = parseFilter(part);
      if (!filter.ok) return { messages: [], error: filter.error };
      messages = await this.#matching(messages, filter.value, signal);
    }
    return { messages: sortMessages(messages, sort) };
  }

  async #matching(
    messages: readonly Message[],
    filter: Filter,
    signal: AbortSignal,
  ): Promise<readonly Message[]> {
    if (filter.node.type === 'and' && filter.node.parts.length === 0) return messages;
    const heldBy = await this.#wordsHeldBy(filter, signal);
    const found: Message[] = [];
    for (let i = 0; i < messages.length; i += STRETCH) {
      if (i > 0) await pause(signal);
      for (const message of messages.slice(i, i + STRETCH)) {
        if (matches(filter, message, () => heldBy(message))) found.push(message);
      }
    }
    return found;
  }

  /** In the place of a message's lines, those of the words asked for that are in them: as good, and at hand. */
  async #wordsHeldBy(filter: Filter, signal: AbortSignal): Promise<(message: Message) => readonly string[]> {
    const places = new Map<string, ReadonlySet<number>>();
    for (const word of filter.words) {
      if (word !== '') places.set(word, await this.#log.holding(word, signal));
    }
    return (message) =>
      [...places].filter(([, entries]) => message.records.some((r) => entries.has(r))).map(([word]) => word);
  }
}

/** Lets other calls be taken. */
export async function pause(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  giveWay(signal);
}

/** Throws when a newer question came. */
export function giveWay(signal: AbortSignal): void {
  if (signal.aborted) throw new RequestFailed({ code: 'cancelled', where: '' });
}
