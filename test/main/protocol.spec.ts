import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { firstFiles, pathOf, servePage } from '../../electron/main/protocol.ts';
import { tempFolder } from '../ingest/temp-folder.ts';

const root = tempFolder();
const page = join(root, 'page');
mkdirSync(join(page, 'assets'), { recursive: true });
writeFileSync(join(page, 'index.html'), '<!doctype html><title>Relayscope</title>');
writeFileSync(join(page, 'assets', 'index.js'), 'export {};');
mkdirSync(join(page, 'fonts'));
writeFileSync(join(page, 'fonts', 'regular.ttf'), 'font');
writeFileSync(join(root, 'secret.txt'), 'secret');
writeFileSync(join(root, 'page-two.txt'), 'secret');

test('the page and its files are served with their types', async () => {
  const index = await servePage(page, 'relayscope://app/');
  expect([index.status, index.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(await index.text()).toContain('Relayscope');
  const script = await servePage(page, 'relayscope://app/assets/index.js');
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  const font = await servePage(page, 'relayscope://app/fonts/regular.ttf');
  expect(font.headers.get('content-type')).toBe('font/ttf');
});

test.each(['relayscope://app/', 'relayscope://app/assets/index.js', 'relayscope://app/none.js'])(
  '%s comes with the closed policy',
  async (url) => {
    const { headers } = await servePage(page, url);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy.startsWith("default-src 'none'")).toBe(true);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  },
);

test.each([
  'relayscope://app/../secret.txt',
  'relayscope://app/%2e%2e/secret.txt',
  'relayscope://app/..%2fsecret.txt',
  'relayscope://app/assets/..%2f..%2fsecret.txt',
  'relayscope://app/..%5csecret.txt',
  'relayscope://app/%2e%2e%2fpage-two.txt',
  'relayscope://app//etc/passwd',
  'relayscope://app/index.html%00.js',
  'relayscope://app/%ff',
  'relayscope://other/index.html',
])('%s leads nowhere', async (url) => {
  const answer = await servePage(page, url);
  expect([answer.status, await answer.text()]).not.toContain('secret');
  expect(answer.status).toBe(404);
});

test('a folder is no file', async () => {
  expect((await servePage(page, 'relayscope://app/assets')).status).toBe(404);
});

test('an address names a file within the folder only', () => {
  expect(pathOf(page, 'relayscope://app/assets/index.js')).toBe(join(page, 'assets', 'index.js'));
  expect(pathOf(page, 'relayscope://app/..%2fpage-two.txt')).toBeUndefined();
});

test('what the page begins with is at hand before it is asked for, once, and nothing outside the folder', async () => {
  const first = join(root, 'first');
  mkdirSync(join(first, 'assets'), { recursive: true });
  const names =
    '<script src="./assets/start.js"></script><link href="./assets/style.css"><link href="./../secret.txt">';
  writeFileSync(join(first, 'index.html'), names);
  writeFileSync(join(first, 'assets', 'start.js'), 'export {};');
  const atHand = await firstFiles(first);
  await Promise.all(atHand.values());
  rmSync(first, { recursive: true });
  const asked = async (path: string): Promise<string | number> => {
    const answer = await servePage(first, `relayscope://app/${path}`, atHand);
    return answer.status === 200 ? answer.text() : answer.status;
  };
  expect(await asked('')).toBe(names);
  expect(await asked('assets/start.js')).toBe('export {};');
  expect(await asked('assets/start.js')).toBe(404);
  expect(await asked('assets/style.css')).toBe(404);
  expect(await asked('secret.txt')).toBe(404);
});
