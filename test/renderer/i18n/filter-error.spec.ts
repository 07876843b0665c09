import { expect, test } from 'vitest';
import { pointerAt } from '#core/query/error-text.ts';
import { filterErrorText } from '#renderer/i18n/index.ts';

test('a filter’s error says where and what to do', () => {
  const error = { at: 4, end: 9, code: 'unclosed-quote' } as const;
  expect(filterErrorText(error, 'en')).toBe(
    'At character 5: this quotation mark is never closed. Add another " at the end.',
  );
  expect(filterErrorText(error, 'ja')).toMatch(/^5 文字目：引用符が/u);
});

test('fields are listed where the window says it', () => {
  const error = { at: 0, end: 4, code: 'unknown-field' } as const;
  expect(filterErrorText(error, 'en')).toContain('See “How to filter” for the list.');
  expect(filterErrorText(error, 'ja')).toContain('「絞り込みの書き方」の一覧');
});

test('a pointer stands below what is wrong, also behind letters of full width', () => {
  expect(pointerAt('to:x form:a', { at: 5, end: 9 })).toBe('     ^^^^');
  expect(pointerAt('メール form:a', { at: 4, end: 8 })).toBe('       ^^^^');
  expect(pointerAt('from:', { at: 5, end: 5 })).toBe('     ^');
});
