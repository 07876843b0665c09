/** Work that is done one at a time: whoever asks for it while it is being done has it done once more afterwards. */
export class OnceMore {
  readonly #work: () => Promise<void>;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Resolves when it was done after this call. */
  async run(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#all();
    await this.#running;
  }

  async #all(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        await this.#work();
      }
    } finally {
      this.#running = undefined;
    }
  }
}
