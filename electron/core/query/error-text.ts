/** What is wrong with a filter and where, in one sentence: of the window and of the command line alike. */
import type { Language } from '#core/contract/channels.ts';
import { formatCount } from '#core/explain/format.ts';
import { FILTER_ERRORS_EN } from './error-text-en.ts';
import { FILTER_ERRORS_JA } from './error-text-ja.ts';
import type { FilterError } from './tokens.ts';

/** `help`: what the place is called where fields are listed. Characters are counted from 1. */
export function filterErrorText({ at, code }: FilterError, language: Language, help: string): string {
  const position = formatCount(at + 1, language);
  return language === 'ja'
    ? `${position} 文字目：${FILTER_ERRORS_JA[code].replace('{help}', help)}`
    : `At character ${position}: ${FILTER_ERRORS_EN[code].replace('{help}', help)}`;
}

/** A line that points at it when it stands below the filter. Characters of full width take two places. */
export function pointerAt(text: string, { at, end }: Pick<FilterError, 'at' | 'end'>): string {
  const width = Math.max(1, widthOf(text.slice(at, end)));
  return `${' '.repeat(widthOf(text.slice(0, at)))}${'^'.repeat(width)}`;
}

const FULL_WIDTH =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

function widthOf(text: string): number {
  return Array.from(text, (c) => (FULL_WIDTH.test(c) ? 2 : 1) as number).reduce((sum, n) => sum + n, 0);
}
