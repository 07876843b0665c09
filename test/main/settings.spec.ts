import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SettingsStore } from '../../electron/main/settings.ts';
import { tempFolder } from '../ingest/temp-folder.ts';

const folder = tempFolder();

test('at first the language is the system’s and the theme follows the system', () => {
  expect(new SettingsStore(join(folder, 'new'), 'ja', undefined).value).toEqual({
    language: 'ja',
    theme: 'system',
    timesIn: 'log',
    toured: false,
  });
});

test('what was chosen is there in the next run', () => {
  const file = join(folder, 'chosen', 'settings.json');
  const settings = new SettingsStore(file, 'en', undefined);
  settings.change({ language: 'ja', theme: 'dark', timesIn: 'reader', toured: true });
  settings.bounds = { x: 1, y: 2, width: 1300, height: 900 };
  const next = new SettingsStore(file, 'en', undefined);
  expect(next.value).toEqual({ language: 'ja', theme: 'dark', timesIn: 'reader', toured: true });
  expect(next.bounds).toEqual({ x: 1, y: 2, width: 1300, height: 900 });
  expect(readdirSync(join(folder, 'chosen'))).toEqual(['settings.json']);
});

test('the language of the command line holds for its run only, until another is chosen', () => {
  const file = join(folder, 'asked');
  const settings = new SettingsStore(file, 'en', 'ja');
  settings.change({ theme: 'light' });
  expect(settings.value.language).toBe('ja');
  expect(new SettingsStore(file, 'en', undefined).value.language).toBe('en');
  expect(settings.change({ language: 'en' }).language).toBe('en');
});

test.each(['not json', '{"theme":"pink"}', '{"bounds":{"x":"left"}}'])(
  'damaged settings (%s) count as none',
  (text) => {
    const file = join(folder, 'damaged');
    writeFileSync(file, text);
    expect(new SettingsStore(file, 'en', undefined).value).toEqual({
      language: 'en',
      theme: 'system',
      timesIn: 'log',
      toured: false,
    });
  },
);
