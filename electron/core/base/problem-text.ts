/**
 * Problems and alerts as one sentence each: what is wrong, where, and what to do. Used by the page and the
 * command line alike. `detail` is a fact (an errno, a byte position, a limit) and stands in parentheses.
 */
import type { Language } from '#core/contract/channels.ts';
import type { Alert, Problem } from './problem.ts';
import { ALERTS_EN, PROBLEMS_EN } from './problem-text-en.ts';
import { ALERTS_JA, PROBLEMS_JA } from './problem-text-ja.ts';

export function problemText(problem: Problem, language: Language): string {
  const facts = factsIn(problem.detail, language);
  const where = placeOf(problem.where, language);
  return (language === 'ja' ? PROBLEMS_JA : PROBLEMS_EN)[problem.code](where, facts);
}

export function alertText(alert: Alert, language: Language): string {
  const facts = factsIn(alert.detail, language);
  const where = placeOf(alert.where, language);
  return (language === 'ja' ? ALERTS_JA : ALERTS_EN)[alert.code](where, alert.count, facts);
}

/** ` (EIO)` or `（EIO）`; empty when there is nothing to add. One line, whatever the fact holds. */
function factsIn(detail: string | undefined, language: Language): string {
  const text = placeInArchive(oneLine(detail ?? ''), language);
  if (text === '') return '';
  return language === 'ja' ? `（${text}）` : ` (${text})`;
}

const ARCHIVE_PLACE = /^packed (\d+), unpacked (\d+)$/;

/** The bytes of the file that had been unpacked when it broke: the damage is among the last of them. */
function placeInArchive(detail: string, language: Language): string {
  const [, packed, unpacked] = ARCHIVE_PLACE.exec(detail) ?? [];
  if (packed === undefined) return detail;
  const [at, given] = [packed, unpacked].map((n) => Number(n).toLocaleString('en-GB'));
  return language === 'ja'
    ? `ファイルの ${at} バイト目付近、展開後のログの ${given} バイト目`
    : `near byte ${at} of the file, at byte ${given} of the log in it`;
}

function placeOf(where: string, language: Language): string {
  const text = oneLine(where);
  if (text !== '') return text;
  return language === 'ja' ? 'このログ' : 'This log';
}

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

function oneLine(text: string): string {
  return text.replace(CONTROL, ' ').trim();
}
