/** The window's words: `t(language)` gives the catalogue. Pure data and Intl, so menus of main may use it too. */
import type { Language } from '#core/contract/channels.ts';
import type { Messages } from './en.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';

export type { Messages } from './en.ts';
export {
  exactBytes,
  formatBytes,
  formatClock,
  formatCount,
  formatDate,
  formatDay,
  formatDuration,
  formatMoment,
  formatZone,
} from '#core/explain/format.ts';
export { filterErrorText } from './filter-error.ts';
export { filterWords } from './filter-words.ts';
export { timeEvidence } from './time-evidence.ts';

const CATALOGUES: Readonly<Record<Language, Messages>> = { en, ja };

export function t(language: Language): Messages {
  return CATALOGUES[language];
}

/** Japanese when the system is Japanese, English otherwise. */
export function languageOf(locale: string): Language {
  return /^ja(?![a-z])/i.test(locale) ? 'ja' : 'en';
}
