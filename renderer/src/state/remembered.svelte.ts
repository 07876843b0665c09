/** A value of the window that is as it was when the app is started again. */
export class Remembered<T> {
  readonly #name: string;
  readonly #isValue: (kept: unknown) => kept is T;
  #value: T;

  constructor(name: string, initial: T, isValue: (kept: unknown) => kept is T) {
    this.#name = name;
    this.#isValue = isValue;
    this.#value = $state.raw(this.#kept() ?? initial);
  }

  get value(): T {
    return this.#value;
  }

  set value(next: T) {
    this.#value = next;
    localStorage.setItem(this.#name, JSON.stringify(next));
  }

  /** What was stored by an older or a newer version may be anything. */
  #kept(): T | undefined {
    const text = localStorage.getItem(this.#name);
    if (text === null) return undefined;
    try {
      const kept: unknown = JSON.parse(text);
      return this.#isValue(kept) ? kept : undefined;
    } catch {
      return undefined;
    }
  }
}

export function isSwitch(kept: unknown): kept is boolean {
  return typeof kept === 'boolean';
}
