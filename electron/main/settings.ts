/** What the user chose, and where the window was. */
import * as v from 'valibot';
import { LANGUAGES, THEMES, type Language, type Settings } from '#core/contract/channels.ts';
import { Store } from './store.ts';

const bounds = v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() });
export type Bounds = v.InferOutput<typeof bounds>;

const kept = v.object({
  language: v.optional(v.picklist(LANGUAGES)),
  theme: v.optional(v.picklist(THEMES), 'system'),
  bounds: v.optional(bounds),
});
type Kept = v.InferOutput<typeof kept>;

export class SettingsStore {
  readonly #store: Store<Kept>;
  readonly #system: Language;
  /** From the command line: for this run only, unless the user switches. */
  #asked: Language | undefined;

  constructor(file: string, system: Language, asked: Language | undefined) {
    this.#store = new Store(file, kept, { theme: 'system' });
    this.#system = system;
    this.#asked = asked;
  }

  get value(): Settings {
    const { language, theme } = this.#store.value;
    return { language: this.#asked ?? language ?? this.#system, theme };
  }

  change(changes: {
    readonly language?: Language | undefined;
    readonly theme?: Settings['theme'] | undefined;
  }): Settings {
    const { language, theme } = changes;
    if (language !== undefined) this.#asked = undefined;
    this.#store.value = {
      ...this.#store.value,
      ...(language === undefined ? {} : { language }),
      ...(theme === undefined ? {} : { theme }),
    };
    return this.value;
  }

  get bounds(): Bounds | undefined {
    return this.#store.value.bounds;
  }

  set bounds(value: Bounds | undefined) {
    this.#store.value = { ...this.#store.value, ...(value === undefined ? {} : { bounds: value }) };
  }
}
