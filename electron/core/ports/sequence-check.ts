import { err, ok, type Result } from '#core/base/result.ts';
import type { Problem } from '#core/base/problem.ts';

/** The consumer's check that numbered messages come without gap or repeat, from 0. */
export class SequenceCheck {
  readonly #where: string;
  #next = 0;

  constructor(where: string) {
    this.#where = where;
  }

  /** After a failure the session is over: what follows cannot be trusted. */
  accept(seq: number): Result<number, Problem> {
    if (seq !== this.#next) {
      const detail = `message ${seq} came where ${this.#next} was due`;
      return err({ code: 'protocol', where: this.#where, detail });
    }
    this.#next++;
    return ok(seq);
  }
}
