import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { expandPath, rotatedSetOf } from '#ingest/expand.ts';
import { mailLogNames, oldestFirst } from '#ingest/rotation.ts';
import { mailLines } from './read-all.ts';
import { tempFolder } from './temp-folder.ts';

const root = tempFolder();

function folder(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = join(root, name);
  mkdirSync(path);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(path, file), content);
  return path;
}

async function namesIn(path: string): Promise<string[] | string> {
  const found = await expandPath(path);
  return found.ok ? found.value.map((file) => basename(file)) : found.error.code;
}

test('numbered copies stand oldest first and the live file last', () => {
  expect(oldestFirst(['maillog', 'maillog.1', 'maillog.10.gz', 'maillog.2.gz', 'maillog.0'])).toEqual([
    'maillog.10.gz',
    'maillog.2.gz',
    'maillog.1',
    'maillog.0',
    'maillog',
  ]);
});

test('dated copies stand by date', () => {
  expect(
    oldestFirst(['mail.log', 'mail.log-20240114', 'mail.log-20240107.gz', 'mail.log-20231231.gz']),
  ).toEqual(['mail.log-20231231.gz', 'mail.log-20240107.gz', 'mail.log-20240114', 'mail.log']);
});

test('sets of copies do not mix', () => {
  expect(oldestFirst(['maillog', 'exim.log', 'maillog.1', 'exim.log.1'])).toEqual([
    'exim.log.1',
    'exim.log',
    'maillog.1',
    'maillog',
  ]);
});

test('of a system’s log folder only the mail logs are taken, and extracts of the same lines are left out', () => {
  const names = [
    'dpkg.log',
    'syslog',
    'mail.err',
    'mail.info',
    'mail.info.1',
    'mail.log',
    'mail.log.1',
    '.mail.log.swp',
  ];
  expect(mailLogNames(names).mail).toEqual(['mail.log.1', 'mail.log']);
});

test('an extract alone is a mail log', () => {
  expect(mailLogNames(['mail.info', 'kern.log']).mail).toEqual(['mail.info']);
});

test('a file is itself, whatever it holds', async () => {
  const path = join(folder('single', { 'notes.txt': 'x' }), 'notes.txt');
  expect(await expandPath(path)).toEqual({ ok: true, value: [path] });
});

test('a folder is its rotated set', async () => {
  const path = folder('rotated', { maillog: 'x', 'maillog.1': 'x', 'maillog.2.gz': 'x', 'readme.txt': 'x' });
  expect(await namesIn(path)).toEqual(['maillog.2.gz', 'maillog.1', 'maillog']);
});

test('where no name tells, the content does', async () => {
  const path = folder('named-freely', {
    'server-a.1.gz': gzipSync(mailLines(3)),
    'server-a': mailLines(3),
    'poem.txt': 'The sea is calm to-night.',
  });
  expect(await namesIn(path)).toEqual(['server-a.1.gz', 'server-a']);
});

test('a link to a log counts, a link to nowhere does not', async () => {
  const path = folder('links', {});
  writeFileSync(join(root, 'elsewhere'), 'x');
  symlinkSync(join(root, 'elsewhere'), join(path, 'maillog'));
  symlinkSync(join(root, 'nowhere'), join(path, 'maillog.1'));
  expect(await namesIn(path)).toEqual(['maillog']);
});

test('a folder without logs, a device and a missing name are told apart', async () => {
  const path = folder('no-logs', { 'poem.log': 'The tide is full.' });
  mkdirSync(join(path, 'mail.log.d'));
  expect([await namesIn(path), await namesIn('/dev/null'), await namesIn(join(root, 'none'))]).toEqual([
    'is-directory-without-logs',
    'is-device',
    'not-found',
  ]);
});

test('the rotated set is found from any one of its files, and only that set', async () => {
  const names = ['maillog-20061001.xz', 'maillog.2.gz', 'maillog.1', 'maillog'];
  const others = { 'exim.log': 'x', 'maillog.1.bak': 'x', cron: 'x' };
  const path = folder('set', { ...others, ...Object.fromEntries(names.map((name) => [name, mailLines(1)])) });
  for (const name of names) {
    const found = (await rotatedSetOf(join(path, name))).map((file) => basename(file));
    expect(new Set(found)).toEqual(new Set(names));
    expect(found.at(-1)).toBe('maillog');
  }
  expect(await rotatedSetOf(join(path, 'cron'))).toEqual([join(path, 'cron')]);
});
