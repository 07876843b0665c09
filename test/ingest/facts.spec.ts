import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileFacts, textFacts } from '#ingest/facts.ts';
import { mailLines } from './read-all.ts';
import { tempFolder } from './temp-folder.ts';

const folder = tempFolder();

test('facts name a file without its folder, and the page cannot tell where it is', async () => {
  const path = join(folder, 'maillog');
  writeFileSync(path, mailLines(2));
  const facts = await fileFacts(path, 3);
  expect(facts).toMatchObject({ source: 3, name: 'maillog', size: mailLines(2).length });
  expect(facts.sourceId).toMatch(/^[0-9a-f]{16,64}$/);
  expect(JSON.stringify(facts)).not.toContain(folder);
});

test('a short file that has only grown is still the same log', async () => {
  const path = join(folder, 'short');
  writeFileSync(path, mailLines(2));
  const before = await fileFacts(path, 0);
  appendFileSync(path, mailLines(100));
  const after = await fileFacts(path, 0, before);
  expect(after.fingerprint).toBe(before.fingerprint);
  expect(after.size).toBeGreaterThan(4096);
});

test('it stays the same log when it is opened a third time', async () => {
  const path = join(folder, 'third');
  writeFileSync(path, mailLines(2));
  const first = await fileFacts(path, 0);
  appendFileSync(path, mailLines(100));
  const second = await fileFacts(path, 0, first);
  expect((await fileFacts(path, 0, second)).fingerprint).toBe(first.fingerprint);
});

test('a file that was written anew is another log', async () => {
  const path = join(folder, 'rotated');
  writeFileSync(path, mailLines(2));
  const before = await fileFacts(path, 0);
  writeFileSync(path, mailLines(9).slice(mailLines(4).length));
  expect((await fileFacts(path, 0, before)).fingerprint).not.toBe(before.fingerprint);
});

test('the same text pasted twice is the same log', () => {
  expect(textFacts('a', 'Pasted', 1).sourceId).toBe(textFacts('a', 'Pasted', 2).sourceId);
  expect(textFacts('a', 'Pasted', 1).sourceId).not.toBe(textFacts('b', 'Pasted', 1).sourceId);
});
