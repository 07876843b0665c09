/**
 * Makes `[key, value]` pairs. The values of many keys are mostly the same from line to line (class, proto, mailer,
 * dsn ...): then the last pair is handed out again, which spares the garbage collector half its work.
 */
import type { Field } from '#core/records/log-record.ts';

/** Longer values are seldom repeated and would keep the text alive that they were cut from. */
const LONGEST = 64;

export class FieldMaker {
  readonly #keys: readonly string[];
  readonly #last: Field[];

  constructor(keys: readonly string[]) {
    this.#keys = keys;
    this.#last = keys.map((key) => [key, '']);
  }

  /** The pair of the key at `index` and the value `text[from..to)`. */
  make(index: number, text: string, from: number, to: number): Field {
    const last = this.#last[index];
    if (last !== undefined && last[1].length === to - from && text.startsWith(last[1], from)) return last;
    const made: Field = [this.#keys[index] ?? '', text.slice(from, to)];
    if (to - from <= LONGEST) this.#last[index] = made;
    return made;
  }
}
