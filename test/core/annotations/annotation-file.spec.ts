import { expect, test } from 'vitest';
import { hostKey, lineKey, type Annotation } from '#core/annotations/annotation.ts';
import { annotationsJson, parseAnnotations, younger } from '#core/annotations/annotation-file.ts';

const NOTE: Annotation = {
  key: lineKey('a line'),
  subject: 'line',
  about: 'a line',
  note: '<b>日本語</b>',
  label: 'teal',
  changed: 5,
};

test('what is exported is imported as it was', () => {
  expect(parseAnnotations(annotationsJson([NOTE]))).toEqual({ ok: true, value: [NOTE] });
});

test.each([
  ['no JSON', '{', ''],
  ['another version', '{"version":2,"annotations":[]}', 'version'],
  ['a list', '[]', 'version'],
  ['a key of something else', annotationsJson([{ ...NOTE, subject: 'host' }]), 'annotations.0'],
  ['a label that does not exist', annotationsJson([NOTE]).replace('teal', 'mauve'), 'annotations.0.label'],
  ['a note of a megabyte', annotationsJson([{ ...NOTE, note: 'x'.repeat(1e6) }]), 'annotations.0.note'],
])('%s is refused with the place of the mistake', (_name, json, at) => {
  expect(parseAnnotations(json)).toEqual({ ok: false, error: { at } });
});

test('an import never takes a younger note away', () => {
  const known = new Map([[NOTE.key, NOTE]]);
  const other: Annotation = { ...NOTE, key: hostKey('h'), subject: 'host' };
  const newer = { ...NOTE, changed: 6 };
  expect(younger([{ ...NOTE, changed: 4 }, other], known)).toEqual([other]);
  expect(younger([newer], known)).toEqual([newer]);
});
