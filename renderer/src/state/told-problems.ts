/** Problems that were shown already: each is told once, until the same thing is tried again. */
import type { Problem } from '#core/base/problem.ts';

export class ToldProblems {
  readonly #keys = new Set<string>();

  /** Those that were not told yet; now they are. */
  fresh(problems: readonly Problem[]): readonly Problem[] {
    return problems.filter((problem) => {
      const key = JSON.stringify(problem);
      if (this.#keys.has(key)) return false;
      this.#keys.add(key);
      return true;
    });
  }

  forget(): void {
    this.#keys.clear();
  }
}
