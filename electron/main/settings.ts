/** What the user chose, and where the window was. */
import * as v from 'valibot';
import {
  LANGUAGES,
  THEMES,
  TIMES_IN,
  type Arguments,
  type Language,
  type Settings,
} from '#core/contract/channels.ts';
import { Store } from './store.ts';

const bounds = v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() });
export type Bounds = v.InferOutput<typeof bounds>;

const kept = v.object({
  language: v.optional(v.picklist(LANGUAGES)),
  theme: v.optional(v.picklist(THEMES), 'system'),
  timesIn: v.optional(v.picklist(TIMES_IN), 'log'),
  toured: v.optional(v.boolean(), false),
  bounds: v.optional(bounds),
});
type Kept = v.InferOutput<typeof kept>;

export class SettingsStore {
  readonly #store: Store<Kept>;
  readonly #system: Language;
  /** From the command line: for this run only, unless the user switches. */
  #asked: Language | undefined;

  constructor(file: string, system: Language, asked: Language | undefined) {
    this.#store = new Store(file, kept, { theme: 'system', timesIn: 'log', toured: false });
    this.#system = system;
    this.#asked = asked;
  }

  get value(): Settings {
    const { language, theme, timesIn, toured } = this.#store.value;
    return { language: this.#asked ?? language ?? this.#system, theme, timesIn, toured };
  }

  change(changes: Arguments<'settings:set'>[0]): Settings {
    const kept = this.#store.value;
    if (changes.language !== undefined) this.#asked = undefined;
    this.#store.value = {
      ...kept,
      ...(changes.language === undefined ? {} : { language: changes.language }),
      theme: changes.theme ?? kept.theme,
      timesIn: changes.timesIn ?? kept.timesIn,
      toured: changes.toured ?? kept.toured,
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
