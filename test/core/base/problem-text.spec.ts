import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alertText, problemText } from '#core/base/problem-text.ts';
import { archivePlace, type Alert, type Problem, type ProblemCode } from '#core/base/problem.ts';
import { SSH_PROBLEMS, type SshProblemCode } from '#core/base/ssh-problem.ts';

/** Keyed by code so that a new code does not compile without a place here. */
const CODES: Readonly<Record<Exclude<ProblemCode, SshProblemCode>, true>> = {
  'not-found': true,
  'no-permission': true,
  'is-directory-without-logs': true,
  'is-device': true,
  empty: true,
  binary: true,
  'not-a-mail-log': true,
  'truncated-archive': true,
  'corrupt-archive': true,
  'unsupported-archive': true,
  bomb: true,
  'read-failed': true,
  'reading-broke-off': true,
  cancelled: true,
  'source-gone': true,
  'store-full': true,
  'store-failed': true,
  protocol: true,
  internal: true,
};
const ALERT_CODES: Readonly<Record<Alert['code'], true>> = {
  'line-too-long': true,
  'nul-bytes': true,
  'invalid-text': true,
  'truncated-archive': true,
  'corrupt-archive': true,
  'clock-jump': true,
  'unfinished-line': true,
  'became-shorter': true,
  'copy-dropped': true,
  'no-mail-lines': true,
  binary: true,
};
const codes = [...(Object.keys(CODES) as ProblemCode[]), ...SSH_PROBLEMS];
const alertCodes = Object.keys(ALERT_CODES) as Alert['code'][];
const JAPANESE = /[ぁ-んァ-ヶ一-龠]/u;

test.each(codes)('%s names the place, the fact and what to do, in both languages', (code) => {
  const problem: Problem = { code, where: 'maillog.1.gz', detail: 'EIO at 4096' };
  const en = problemText(problem, 'en');
  const ja = problemText(problem, 'ja');
  expect(en).toMatch(/^maillog\.1\.gz: .+\(EIO at 4096\).*\.$/);
  expect(ja).toMatch(/^maillog\.1\.gz：.+（EIO at 4096）.*。$/u);
  expect(ja).toMatch(JAPANESE);
  expect(en).not.toMatch(JAPANESE);
});

test.each(alertCodes)('the notice %s names the place and counts, in both languages', (code) => {
  const alert: Alert = { code, count: 1234, where: 'maillog' };
  expect(alertText(alert, 'en')).toMatch(/^maillog: .+\.$/);
  expect(alertText(alert, 'ja')).toMatch(/^maillog：.+。$/u);
});

test('counts are written with separators and one is singular', () => {
  expect(alertText({ code: 'line-too-long', count: 1, where: 'a' }, 'en')).toContain('1 line is');
  expect(alertText({ code: 'line-too-long', count: 1234, where: 'a' }, 'en')).toContain('1,234 lines are');
  expect(alertText({ code: 'line-too-long', count: 1234, where: 'a' }, 'ja')).toContain('1,234 行');
});

test('the place where an archive broke is told in words', () => {
  const alert: Alert = {
    code: 'corrupt-archive',
    count: 1,
    where: 'a.gz',
    detail: archivePlace(60_000, 1_234_567),
  };
  expect(alertText(alert, 'en')).toContain(
    '(near byte 60,000 of the file, at byte 1,234,567 of the log in it)',
  );
  expect(alertText(alert, 'ja')).toContain(
    '（ファイルの 60,000 バイト目付近、展開後のログの 1,234,567 バイト目）',
  );
});

test('a problem without a place speaks of the log', () => {
  expect(problemText({ code: 'empty', where: '' }, 'en')).toMatch(/^This log: /);
  expect(problemText({ code: 'empty', where: '' }, 'ja')).toMatch(/^このログ：/u);
});

test('whatever a file is called, the sentence stays on one line', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...codes),
      fc.string({ unit: 'binary' }),
      fc.string(),
      (code, where, detail) => {
        expect(problemText({ code, where, detail }, 'en')).not.toMatch(/[\r\n\u2028\u2029]/);
        expect(problemText({ code, where, detail }, 'ja')).not.toMatch(/[\r\n\u2028\u2029]/);
      },
    ),
  );
});
