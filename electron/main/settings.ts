/** Settings and the window's place, kept between runs in userData/settings.json. */
import { join } from 'node:path';
import * as v from 'valibot';
import { LANGUAGES, THEMES, type Language, type Settings } from '#core/contract/channels.ts';
import { JsonFile, readJsonFile } from './json-file.ts';
import type { Logger } from './logger.ts';

const whole = v.pipe(v.number(), v.integer());
const boundsSchema = v.object({ x: whole, y: whole, width: whole, height: whole });
const schema = v.object({
  language: v.optional(v.fallback(v.optional(v.picklist(LANGUAGES)), undefined)),
  theme: v.fallback(v.picklist(THEMES), 'system'),
  bounds: v.optional(v.fallback(v.optional(boundsSchema), undefined)),
  maximized: v.optional(v.fallback(v.boolean(), false)),
});
type Stored = v.InferOutput<typeof schema>;
export type Bounds = v.InferOutput<typeof boundsSchema>;

export interface SettingsOptions {
  readonly folder: string;
  /** The system's languages, best first; Japanese when the first known one is. */
  readonly systemLanguages: readonly string[];
  /** From the command line: for this run only, until the user chooses another. */
  readonly language?: Language;
  readonly logger: Logger;
}

export class SettingsStore {
  readonly #file: JsonFile;
  readonly #logger: Logger;
  readonly #systemLanguage: Language;
  #override: Language | undefined;
  #stored: Stored;

  constructor(options: SettingsOptions) {
    const path = join(options.folder, 'settings.json');
    this.#file = new JsonFile(path);
    this.#logger = options.logger;
    this.#systemLanguage = languageOf(options.systemLanguages);
    this.#override = options.language;
    this.#stored = readJsonFile(path, schema, { theme: 'system' });
  }

  get(): Settings {
    const language = this.#override ?? this.#stored.language ?? this.#systemLanguage;
    return { language, theme: this.#stored.theme };
  }

  set(change: { language?: Language | undefined; theme?: Settings['theme'] | undefined }): Settings {
    if (change.language) this.#override = undefined;
    this.#change({
      ...(change.language ? { language: change.language } : {}),
      ...(change.theme ? { theme: change.theme } : {}),
    });
    return this.get();
  }

  get place(): { readonly bounds: Bounds | undefined; readonly maximized: boolean } {
    return { bounds: this.#stored.bounds, maximized: this.#stored.maximized ?? false };
  }

  setPlace(bounds: Bounds, maximized: boolean): void {
    this.#change({ bounds, maximized });
  }

  #change(change: Partial<Stored>): void {
    this.#stored = { ...this.#stored, ...change };
    this.#file.write(this.#stored).catch((error: unknown) => {
      this.#logger.warn('settings not saved', error);
    });
  }
}

export function languageOf(systemLanguages: readonly string[]): Language {
  for (const tag of systemLanguages) {
    const language = LANGUAGES.find((l) => tag.toLowerCase().split(/[-_]/)[0] === l);
    if (language) return language;
  }
  return 'en';
}
