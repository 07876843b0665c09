/** The messages of a log as it stands: which rows are one, in order, and the Message of each when it is asked for. */
import type { MessageColumns } from '#core/records/message-columns.ts';
import { buildMessage, type BuildContext } from './build-message.ts';
import { Builder } from './builder.ts';
import type { BuilderRows } from './builder-rows.ts';
import type { ColumnPass } from './column-pass.ts';
import type { Message } from './message.ts';
import { RowColumns } from './row-columns.ts';

export class Joined {
  readonly #rows: BuilderRows;
  readonly #context: BuildContext;
  /** The builder of each message, in the order in which their first entries stand in the log. */
  readonly #builders: Uint32Array;
  readonly #columns: RowColumns;

  /** `before`: the last pass over the same log when it was shorter. */
  constructor(rows: BuilderRows, context: BuildContext, before?: ColumnPass) {
    this.#rows = rows;
    this.#context = context;
    const { count } = rows.builders;
    const builders = new Uint32Array(count);
    let messages = 0;
    for (let b = 0; b < count; b++) if (rows.isMessage(b)) builders[messages++] = b;
    this.#builders = builders.slice(0, messages);
    const over = { rows, builders: this.#builders, context, messageAt: (n: number) => this.message(n) };
    this.#columns = new RowColumns(over, before);
  }

  get columns(): MessageColumns {
    return this.#columns;
  }

  /** To be stored with what is joined. */
  wholePass(): ColumnPass {
    return this.#columns.whole();
  }

  /** For what comes after it: the rest of it can go. */
  get lastPass(): ColumnPass | undefined {
    return this.#columns.lastPass;
  }

  get count(): number {
    return this.#builders.length;
  }

  /** Of a message by its id, or by the id of one that became part of it. */
  numberOf(id: string): number | undefined {
    const builder = this.#rows.find(id);
    if (builder === undefined) return undefined;
    const root = this.#rows.rootOf(builder);
    let low = 0;
    let high = this.#builders.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#builders[middle] ?? 0) < root) low = middle + 1;
      else high = middle;
    }
    return this.#builders[low] === root ? low : undefined;
  }

  message(number: number): Message {
    const builder = this.#builders[number];
    if (builder === undefined) throw new RangeError(`No message ${number}`);
    return buildMessage(new Builder(this.#rows, builder), this.#context);
  }

  /** One after the other. */
  *messages(): Generator<Message> {
    for (let number = 0; number < this.count; number++) yield this.message(number);
  }
}
