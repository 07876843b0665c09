/** Gathers output into pieces worth writing; knows when the reader has gone. */
import type { Io } from './io.ts';

const PIECE = 64 * 1024;

export class Output {
  readonly #io: Io;
  #waiting: string[] = [];
  #size = 0;
  #closed = false;

  constructor(io: Io) {
    this.#io = io;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** False when nobody reads any more. Waits only where a piece is full. */
  line(text: string): boolean | Promise<boolean> {
    this.#waiting.push(text, '\n');
    this.#size += text.length + 1;
    return this.#size < PIECE ? !this.#closed : this.flush();
  }

  async bytes(bytes: Uint8Array): Promise<boolean> {
    if (!(await this.flush())) return false;
    if (!(await this.#io.out(bytes))) this.#closed = true;
    return !this.#closed;
  }

  async flush(): Promise<boolean> {
    if (this.#size > 0 && !this.#closed) {
      const text = this.#waiting.join('');
      this.#waiting = [];
      this.#size = 0;
      if (!(await this.#io.out(text))) this.#closed = true;
    }
    return !this.#closed;
  }
}
