import { expect, test } from 'vitest';
import { readArguments } from '../../electron/main/arguments.ts';

test('files, the sample, the language and the picture are told from Chromium’s switches', () => {
  const argv = [
    '/opt/relayscope',
    '--no-sandbox',
    '--inspect=0',
    'a.log',
    '--lang=ja',
    '--picture=out.png',
    'b.log.gz',
  ];
  expect(readArguments(argv, false)).toEqual({
    files: ['a.log', 'b.log.gz'],
    sample: false,
    language: 'ja',
    picture: 'out.png',
  });
});

test('only Electron’s default app has the app’s own path in front', () => {
  expect(readArguments(['electron', '.', 'a.log'], true).files).toEqual(['a.log']);
  expect(readArguments(['electron', 'a.log', '--sample'], false)).toEqual({ files: ['a.log'], sample: true });
});

test('a language that is not known is no choice', () => {
  expect(readArguments(['electron', '--lang=fr'], false)).toEqual({ files: [], sample: false });
});
