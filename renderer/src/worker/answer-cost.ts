/** How long everything takes that the page asks for after one piece of news: so much of it is asked for again with the next. */
export class AnswerCost {
  readonly #parts = new Map<string, number>();
  #before = 0;

  /** `part` of an answer; windows of the same answer, which take no time, do not count. */
  took(part: string, milliseconds: number): void {
    this.#parts.set(part, Math.max(milliseconds, this.#parts.get(part) ?? 0));
  }

  /** News go out. What they cost is not known before it is answered: until then it counts as the last ones did. */
  again(): void {
    this.#before = this.#sum;
    this.#parts.clear();
  }

  get milliseconds(): number {
    return Math.max(this.#before, this.#sum);
  }

  get #sum(): number {
    return [...this.#parts.values()].reduce((sum, one) => sum + one, 0);
  }
}
