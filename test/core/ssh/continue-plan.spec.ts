import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planFetch, type FetchedFile, type RemoteFile } from '#core/ssh/continue-plan.ts';

/** Files as texts: what was fetched of them against what is there now. */
async function plan(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
  inodes: Readonly<Record<string, number>> = {},
) {
  const asked: string[] = [];
  const fetched = Object.entries(before).map(([name, text], source): FetchedFile & { text: string } => ({
    source,
    name,
    size: text.length,
    text,
    ...(inodes[`before ${name}`] === undefined ? {} : { inode: inodes[`before ${name}`] as number }),
  }));
  const remote = Object.entries(now).map(([name, text]): RemoteFile & { text: string } => ({
    name,
    size: text.length,
    text,
    ...(inodes[name] === undefined ? {} : { inode: inodes[name] }),
  }));
  const { continued, fresh, gone } = await planFetch(fetched, remote, ({ text }, candidate) => {
    asked.push(candidate.name);
    return Promise.resolve(candidate.text.slice(0, text.length).slice(-8) === text.slice(-8));
  });
  return {
    continued: continued.map(({ file, remote: { name }, how }) => `${file.name} ${how} ${name}`),
    fresh: fresh.map(({ name }) => name),
    gone: gone.map(({ name }) => name),
    asked,
  };
}

test('a file that has grown goes on, one that has not is left alone', async () => {
  expect(await plan({ maillog: 'one two ' }, { maillog: 'one two three' })).toMatchObject({
    continued: ['maillog append maillog'],
    fresh: [],
    gone: [],
  });
  expect((await plan({ maillog: 'one two ' }, { maillog: 'one two ' })).continued).toEqual([
    'maillog same maillog',
  ]);
});

test('a rotated file is read to its end under its new name, and the new one is fresh', async () => {
  const now = { 'maillog.1': 'one two three', maillog: 'four' };
  expect(await plan({ maillog: 'one two ' }, now)).toMatchObject({
    continued: ['maillog rotated maillog.1'],
    fresh: ['maillog'],
    gone: [],
  });
});

test('a whole set that moved on by one name is found again', async () => {
  const before = { 'maillog.1': 'aaaaaaaaaa', maillog: 'bbbbbbbbbb' };
  const now = { 'maillog.2': 'aaaaaaaaaa', 'maillog.1': 'bbbbbbbbbbbb', maillog: 'cc' };
  expect(await plan(before, now)).toMatchObject({
    continued: ['maillog.1 rotated maillog.2', 'maillog rotated maillog.1'],
    fresh: ['maillog'],
  });
});

test('another file under the old name is fresh, and the old one is gone', async () => {
  for (const text of ['a whole other text', 'short'])
    expect(await plan({ maillog: 'one two three ' }, { maillog: text })).toMatchObject({
      continued: [],
      fresh: ['maillog'],
      gone: ['maillog'],
    });
});

test('the file with the same inode is looked at first', async () => {
  const now = { a: 'one two three', 'maillog.9': 'one two three', maillog: 'four and more text' };
  const { asked } = await plan({ maillog: 'one two ' }, now, { 'before maillog': 7, 'maillog.9': 7 });
  expect(asked).toEqual(['maillog.9']);
});

test('an empty file is known by its name', async () => {
  expect(await plan({ maillog: '' }, { other: 'x', maillog: 'y' })).toMatchObject({
    continued: ['maillog append maillog'],
    fresh: ['other'],
  });
});

test('every file over there is continued or fresh, never both, and every file here continued or gone', async () => {
  const texts = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.string({ maxLength: 12 }));
  await fc.assert(
    fc.asyncProperty(texts, texts, async (before, now) => {
      const { continued, fresh, gone } = await plan(before, now);
      const there = [...continued.map((line) => line.split(' ')[2]), ...fresh];
      const here = [...continued.map((line) => line.split(' ')[0]), ...gone];
      expect(there.toSorted()).toEqual(Object.keys(now).toSorted());
      expect(here.toSorted()).toEqual(Object.keys(before).toSorted());
    }),
  );
});
