/** A filter over a log that is in memory as a whole: what tests and the command line need; the worker goes in stretches. */
import { columnsOf } from '#core/correlate/columns-of.ts';
import type { Message } from '#core/correlate/message.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { entryTest, type EntryNode } from './entry-test.ts';
import { evaluated } from './evaluate.ts';
import type { Filter } from './filter.ts';

/** Notes, as entries pass, which of them hold what the filter looks for in lines. */
export class EntryNotes {
  readonly #tests: readonly {
    readonly node: EntryNode;
    readonly test: (record: LogRecord) => boolean;
    readonly found: number[];
  }[];

  constructor({ entryNodes }: Filter) {
    this.#tests = entryNodes.map((node) => ({ node, test: entryTest(node), found: [] }));
  }

  add(record: LogRecord, index: number): void {
    for (const { test, found } of this.#tests) if (test(record)) found.push(index);
  }

  held(entries: number): ReadonlyMap<EntryNode, Uint8Array> {
    return new Map(
      this.#tests.map(({ node, found }) => {
        const bits = new Uint8Array(entries);
        for (const index of found) bits[index] = 1;
        return [node, bits];
      }),
    );
  }
}

export function chosenMessages(
  { node }: Filter,
  messages: readonly Message[],
  held: ReadonlyMap<EntryNode, Uint8Array>,
): readonly Message[] {
  const bits = evaluated(node, { columns: columnsOf(messages), held });
  return messages.filter((_, m) => bits[m] === 1);
}

export function findMessages(
  filter: Filter,
  messages: readonly Message[],
  records: readonly LogRecord[],
): readonly Message[] {
  const notes = new EntryNotes(filter);
  for (const [index, record] of records.entries()) notes.add(record, index);
  return chosenMessages(filter, messages, notes.held(records.length));
}
