import { expect, test } from 'vitest';
import { filterErrorText, t } from '#renderer/i18n/index.ts';

test('a filter’s error says where and what to do', () => {
  expect(filterErrorText({ at: 4, code: 'unclosed-quote' }, t('en'))).toBe(
    'At character 5: this quotation mark is never closed. Add another " at the end.',
  );
  expect(filterErrorText({ at: 4, code: 'unclosed-quote' }, t('ja'))).toMatch(/^5 文字目：引用符が/u);
});

test('an error of a new kind still gets a sentence', () => {
  expect(filterErrorText({ at: 0, code: 'toString' }, t('en'))).toContain('cannot be understood');
});
