/** How long reading will go on, by the pace that it has kept so far. */
import type { Progress } from './open-log.ts';

export class TimeLeft {
  #at = 0;
  #from = 0;

  /** Reading begins, or goes on. `now` in milliseconds, as performance.now(). */
  begin({ bytes }: Progress, now: number): void {
    this.#at = now;
    this.#from = bytes;
  }

  /** Milliseconds; Infinity as long as nothing more has been read. */
  of({ bytes, total }: Progress, now: number): number {
    const read = bytes - this.#from;
    return read <= 0 ? Infinity : ((total - bytes) * (now - this.#at)) / read;
  }
}
