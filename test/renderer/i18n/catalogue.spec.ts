import { expect, test } from 'vitest';
import { en } from '#renderer/i18n/en.ts';
import { t } from '#renderer/i18n/index.ts';
import { ja } from '#renderer/i18n/ja.ts';

/** Every text with its path; functions are called with 3 for every parameter. */
function textsOf(node: unknown, path = ''): [path: string, text: string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node === 'function') {
    const made: unknown = (node as (...args: number[]) => unknown)(3, 3);
    return [[`${path}()`, String(made)]];
  }
  return Object.entries(node as object).flatMap(([key, value]) => textsOf(value, `${path}.${key}`));
}

const english = textsOf(en);
const japanese = textsOf(ja);

/** The same in both languages on purpose. */
const NEUTRAL = [
  '.app.name',
  '.list.noSenderShort',
  '.detail.messageId',
  '.diagram.dsn',
  '.diagram.regions.lan',
  '.servers.method.sftp',
  '.servers.method.journal',
  '.pictures.arrowFacts.auth',
  '.filter.examples.5.0',
  '.sources.unknown',
  '.settings.languages.en',
  '.settings.languages.ja',
  '.paste.placeholder',
  '.actions.ok',
  '.dialog.ok',
  '.filter.fields.msgid',
  '.sources.unknown',
  '.filter.examples.0.0',
  '.filter.examples.1.0',
  '.filter.examples.2.0',
  '.filter.examples.4.0',
  '.filter.examples.3.0',
];

test('both languages have the same texts under the same names', () => {
  expect(japanese.map(([path]) => path)).toEqual(english.map(([path]) => path));
});

test('no text is empty or has blanks at its ends', () => {
  for (const [path, text] of [...english, ...japanese]) expect(text, path).toMatch(/^\S(?:.*\S)?$/su);
});

test('every text is translated', () => {
  const same = japanese.filter(([path, text]) => text === english.find(([p]) => p === path)?.[1]);
  expect(same.map(([path]) => path).filter((path) => !NEUTRAL.includes(path))).toEqual([]);
});

test('Japanese uses no half-width katakana, no full-width letters and no Latin punctuation after Japanese', () => {
  for (const [path, text] of japanese) {
    expect(text, path).not.toMatch(/[\uFF61-\uFF9F]/u);
    expect(text, path).not.toMatch(/[Ａ-Ｚａ-ｚ０-９]/u);
    expect(text, path).not.toMatch(/[ぁ-んァ-ヶ一-龠][,.:;!?()]/u);
  }
});

test('counts read naturally', () => {
  expect(t('en').statusBar.messages(1)).toBe('1 message');
  expect(t('en').statusBar.messages(12_345)).toBe('12,345 messages');
  expect(t('ja').statusBar.messages(12_345)).toBe('メール 12,345 通');
});
