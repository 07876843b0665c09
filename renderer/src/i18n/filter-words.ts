/** Pieces from which a filter is told in words. They are no texts by themselves, so no catalogue holds them. */
import type { Language } from '#core/contract/channels.ts';
import type { FilterWords } from '#core/query/in-words.ts';
import { filterWordsEn } from './en-filter-words.ts';
import { filterWordsJa } from './ja-filter-words.ts';

const WORDS: Readonly<Record<Language, FilterWords>> = { en: filterWordsEn, ja: filterWordsJa };

export function filterWords(language: Language): FilterWords {
  return WORDS[language];
}
