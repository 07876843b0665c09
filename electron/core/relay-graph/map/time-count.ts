/** Messages by time: every moment is kept until all are known, then they fall into bars of one length. */
import type { TimeBars } from './map-model.ts';

const BARS = 96;
/** Bars are whole seconds, so that a filter on the times of their edges finds the same messages. */
const SECOND = 1000;

export class TimeCount {
  #times = new Float64Array(1024);
  #failed = new Uint8Array(1024);
  #count = 0;

  add(time: number, failed: boolean): void {
    if (!Number.isFinite(time)) return;
    if (this.#count === this.#times.length) this.#grow();
    this.#times[this.#count] = time;
    this.#failed[this.#count++] = failed ? 1 : 0;
  }

  bars(): TimeBars | undefined {
    if (this.#count === 0) return undefined;
    const times = this.#times.subarray(0, this.#count);
    let first = Infinity;
    let last = -Infinity;
    for (const time of times) {
      first = Math.min(first, time);
      last = Math.max(last, time);
    }
    const from = Math.floor(first / SECOND) * SECOND;
    const step = Math.max(SECOND, Math.ceil((last + 1 - from) / BARS / SECOND) * SECOND);
    const count = Math.ceil((last + 1 - from) / step);
    const messages = Array.from({ length: count }, () => 0);
    const failed = messages.slice();
    for (const [i, time] of times.entries()) {
      const bar = Math.floor((time - from) / step);
      messages[bar] = (messages[bar] ?? 0) + 1;
      if (this.#failed[i] === 1) failed[bar] = (failed[bar] ?? 0) + 1;
    }
    return { from, until: from + count * step, messages, failed };
  }

  #grow(): void {
    const times = new Float64Array(this.#times.length * 2);
    times.set(this.#times);
    this.#times = times;
    const failed = new Uint8Array(times.length);
    failed.set(this.#failed);
    this.#failed = failed;
  }
}
