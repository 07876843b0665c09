import type { Language } from '#core/contract/channels.ts';
import { filterErrorText as errorText } from '#core/query/error-text.ts';
import type { FilterError } from '#core/query/tokens.ts';

/** What is wrong with the filter and where, with the window's own help. */
export function filterErrorText(error: FilterError, language: Language): string {
  return errorText(error, language, language === 'ja' ? '「絞り込みの書き方」' : '“How to filter”');
}
