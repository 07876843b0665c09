/**
 * The sender's half of credit-based backpressure: `take` waits until the consumer has granted a credit.
 * Senders wait in turn, each with one thing in hand, so what is not sent is not read either.
 */
export class CreditWindow {
  #credits: number;
  readonly #waiting: ((granted: boolean) => void)[] = [];
  #closed = false;

  constructor(initial = 0) {
    this.#credits = initial;
  }

  get credits(): number {
    return this.#credits;
  }

  grant(count: number): void {
    if (!Number.isSafeInteger(count) || count < 1) {
      throw new RangeError(`A grant of ${count} credits: must be a positive whole number`);
    }
    this.#credits += count;
    for (const next of this.#waiting.splice(0, this.#credits)) {
      this.#credits--;
      next(true);
    }
  }

  /** True with a credit, false when the window was closed. Who came first is served first. */
  take(): Promise<boolean> {
    if (this.#closed) return Promise.resolve(false);
    if (this.#credits > 0) {
      this.#credits--;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => void this.#waiting.push(resolve));
  }

  /** Nobody will grant any more: whoever waits is told so. */
  close(): void {
    this.#closed = true;
    for (const next of this.#waiting.splice(0)) next(false);
  }
}
