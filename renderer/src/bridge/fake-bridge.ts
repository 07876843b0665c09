/** Main as the tests of page state and components see it: answers are set beforehand, calls are noted. */
import type {
  Answers,
  Arguments,
  Bridge,
  Channel,
  Events,
  OpenedLog,
  Settings,
} from '#core/contract/channels.ts';

/** As they are at the first start. */
export const SETTINGS: Settings = { language: 'en', theme: 'system', timesIn: 'log', toured: false };

type Call = readonly [channel: string, ...args: unknown[]];

export class FakeBridge implements Bridge {
  readonly calls: Call[] = [];
  readonly #answers: Partial<Answers>;
  readonly #listeners = new Map<string, Set<(value: never) => void>>();

  constructor(answers: Partial<Answers> = {}) {
    this.#answers = { 'settings:get': SETTINGS, 'recents:list': [], ...answers };
  }

  /** Answers from now on. */
  set<C extends Channel>(channel: C, answer: Answers[C]): void {
    this.#answers[channel] = answer;
  }

  /** What main would tell unasked. */
  emit<E extends keyof Events>(event: E, value: Events[E]): void {
    for (const listener of this.#listeners.get(event) ?? []) (listener as (value: Events[E]) => void)(value);
  }

  argumentsOf(channel: Channel): readonly (readonly unknown[])[] {
    return this.calls.filter(([name]) => name === channel).map(([, ...args]) => args);
  }

  invoke<C extends Channel>(channel: C, ...args: Arguments<C>): Promise<Answers[C]> {
    this.calls.push([channel, ...args]);
    if (channel === 'settings:set') {
      this.#answers['settings:get'] = { ...this.#settings(), ...(args[0] as object) };
      return Promise.resolve(this.#settings() as Answers[C]);
    }
    return Promise.resolve(this.#answers[channel] as Answers[C]);
  }

  on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  openDropped(files: readonly unknown[]): Promise<OpenedLog | undefined> {
    this.calls.push(['open:paths', files]);
    return Promise.resolve(this.#answers['open:dialog']);
  }

  #settings(): Answers['settings:get'] {
    return this.#answers['settings:get'] ?? SETTINGS;
  }
}
