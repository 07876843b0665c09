/** The app's own arguments; Chromium's switches among them are left alone. */
import { LANGUAGES, type Language } from '#core/contract/channels.ts';

export interface AppArguments {
  readonly files: readonly string[];
  readonly sample: boolean;
  readonly language?: Language;
  /** Draw the window into this PNG file and quit. */
  readonly picture?: string;
}

/** `argv` as in process.argv; `defaultApp`: `electron PATH ...`, where the second word is the app itself. */
export function readArguments(argv: readonly string[], defaultApp: boolean): AppArguments {
  const words = argv.slice(defaultApp ? 2 : 1);
  const value = (name: string): string | undefined =>
    words.findLast((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  const language = LANGUAGES.find((known) => known === value('lang'));
  const picture = value('picture');
  return {
    files: words.filter((word) => word !== '' && !word.startsWith('-')),
    sample: words.includes('--sample'),
    ...(language === undefined ? {} : { language }),
    ...(picture === undefined ? {} : { picture }),
  };
}
