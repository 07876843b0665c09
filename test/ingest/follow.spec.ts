import { appendFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { followBytes, type FollowEnd } from '#ingest/follow.ts';
import { tempFolder } from './temp-folder.ts';

const folder = tempFolder();

/** Follows a file in the background and keeps what comes. */
function follow(name: string, fromOffset = 0) {
  const abort = new AbortController();
  const seen = { text: '', caughtUp: 0, end: undefined as FollowEnd | undefined };
  const chunks = followBytes(join(folder, name), { fromOffset, signal: abort.signal });
  const running = (async () => {
    let step = await chunks.next();
    for (; step.done !== true; step = await chunks.next()) {
      seen.text += Buffer.from(step.value.data).toString();
      if (step.value.caughtUp === true) seen.caughtUp++;
    }
    seen.end = step.value;
  })();
  return { seen, stop: () => (abort.abort(), running), running };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('what is written to the file comes, and each time its end is told', async () => {
  const path = file('grows', 'one\n');
  const { seen, stop } = follow('grows');
  await expect.poll(() => seen).toMatchObject({ text: 'one\n', caughtUp: 1 });
  appendFileSync(path, 'two\n');
  await expect.poll(() => seen).toMatchObject({ text: 'one\ntwo\n', caughtUp: 2 });
  await stop();
  expect(seen.end).toBe('aborted');
});

test('it begins where it is told to', async () => {
  file('middle', 'one\ntwo\n');
  const { seen, stop } = follow('middle', 4);
  await expect.poll(() => seen.text).toBe('two\n');
  await stop();
});

test('a file that was renamed is read until it is silent, then its name is another file', async () => {
  const path = file('rotates', 'one\n');
  const { seen, running } = follow('rotates');
  await expect.poll(() => seen.caughtUp).toBe(1);
  renameSync(path, `${path}.1`);
  writeFileSync(path, 'new\n');
  appendFileSync(`${path}.1`, 'late\n');
  await running;
  expect(seen).toMatchObject({ text: 'one\nlate\n', end: 'replaced' });
});

test('a file that was truncated ends, to be read from its beginning', async () => {
  const path = file('truncates', 'one\ntwo\n');
  const { seen, running } = follow('truncates');
  await expect.poll(() => seen.caughtUp).toBe(1);
  truncateSync(path, 0);
  await running;
  expect(seen.end).toBe('shorter');
});

test('a file whose name is gone for a while is waited for', async () => {
  const path = file('vanishes', 'one\n');
  const { seen, running } = follow('vanishes');
  await expect.poll(() => seen.caughtUp).toBe(1);
  rmSync(path);
  writeFileSync(path, 'other\n');
  await running;
  expect(seen).toMatchObject({ text: 'one\n', end: 'replaced' });
});
