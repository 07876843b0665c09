/** Problems as the reader is told of them: each once, until the same thing is tried again. */
import type { Problem } from '#core/base/problem.ts';

export class ToldProblems {
  /** Those that are on screen. */
  all = $state.raw<readonly Problem[]>([]);
  readonly #keys = new Set<string>();

  tell(problems: readonly Problem[]): void {
    const fresh = problems.filter((problem) => !this.#keys.has(JSON.stringify(problem)));
    for (const problem of fresh) this.#keys.add(JSON.stringify(problem));
    if (fresh.length > 0) this.all = [...this.all, ...fresh];
  }

  /** Of something else, or of the same once more. */
  tellAnew(problems: readonly Problem[]): void {
    this.all = [];
    this.#keys.clear();
    this.tell(problems);
  }

  /** It is tried again: problems are told again, and one of this kind is off the screen. */
  tryAgain(code: Problem['code']): void {
    this.all = this.all.filter((problem) => problem.code !== code);
    this.#keys.clear();
  }

  dismiss(problem: Problem): void {
    this.all = this.all.filter((known) => known !== problem);
  }
}
