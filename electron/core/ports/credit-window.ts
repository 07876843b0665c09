/**
 * The sender's half of credit-based backpressure: `take` waits until the consumer has granted a credit.
 * Nothing is queued here but the one sender that waits, so what is not sent is not read either.
 */
export class CreditWindow {
  #credits: number;
  #waiting: ((granted: boolean) => void) | undefined;
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
    const waiting = this.#waiting;
    if (!waiting) return;
    this.#waiting = undefined;
    this.#credits--;
    waiting(true);
  }

  /** True with a credit, false when the window was closed. One caller at a time. */
  take(): Promise<boolean> {
    if (this.#closed) return Promise.resolve(false);
    if (this.#waiting) throw new Error('Broken assumption: two senders wait for one credit window');
    if (this.#credits > 0) {
      this.#credits--;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  /** Nobody will grant any more: whoever waits is told so. */
  close(): void {
    this.#closed = true;
    this.#waiting?.(false);
    this.#waiting = undefined;
  }
}
