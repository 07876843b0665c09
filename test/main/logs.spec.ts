import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Logs } from '../../electron/main/logs.ts';
import { mailLines } from '../ingest/read-all.ts';
import { tempFolder } from '../ingest/temp-folder.ts';

const root = tempFolder();
let count = 0;

/** A folder of its own for one test, with the given files and the recents' file beside them. */
function fresh(files: Readonly<Record<string, string>>) {
  const folder = join(root, String(count++));
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const file = join(folder, 'recents.json');
  return { folder, file, logs: new Logs(file), path: (name: string) => join(folder, name) };
}

const all = [0, 1].map((source) => ({ source, fromOffset: 0, fromLine: 1 }));

test('files opened together are one log, and the page hears of no path', async () => {
  const { logs, path, folder } = fresh({ maillog: mailLines(1), 'maillog.1': mailLines(2) });
  const opened = await logs.openPaths([path('maillog.1'), path('maillog')]);
  expect(opened.sources.map(({ source, name }) => [source, name])).toEqual([
    [0, 'maillog.1'],
    [1, 'maillog'],
  ]);
  expect(opened.logId).toMatch(/^[0-9a-f]{16,64}$/);
  expect(JSON.stringify([opened, await logs.recents()])).not.toContain(folder);
});

test('ingest alone gets the paths', async () => {
  const { logs, path } = fresh({ a: mailLines(1), b: mailLines(2) });
  const { logId } = await logs.openPaths([path('a'), path('b')]);
  expect(logs.job(logId, all)?.sources.map((source) => source.path)).toEqual([path('a'), path('b')]);
  expect(logs.job('ab'.repeat(16), all)).toBeUndefined();
});

test('a source goes on where the index says', async () => {
  const { logs, path } = fresh({ a: mailLines(1), b: mailLines(2) });
  const { logId } = await logs.openPaths([path('a'), path('b')]);
  expect(logs.job(logId, [{ source: 1, fromOffset: 100, fromLine: 2 }])?.sources).toMatchObject([
    { path: path('b'), fromOffset: 100, fromLine: 2 },
  ]);
});

test('one that cannot be opened is told, the others are read', async () => {
  const { logs, path } = fresh({ b: mailLines(2) });
  const opened = await logs.openPaths([path('a'), path('b')]);
  expect(opened.problems).toMatchObject([{ code: 'not-found', where: 'a' }]);
  expect(logs.job(opened.logId, all)?.sources.map((source) => source.path)).toEqual([path('b')]);
});

test('the same file named twice is one source', async () => {
  const { logs, path, folder } = fresh({ maillog: mailLines(1) });
  expect((await logs.openPaths([path('maillog'), folder])).sources).toHaveLength(1);
});

test('a log opens from recents in the next run, with its old name for what has only grown', async () => {
  const { logs, path, file } = fresh({ maillog: mailLines(1) });
  const before = await logs.openPaths([path('maillog')]);
  appendFileSync(path('maillog'), mailLines(90));
  const after = await new Logs(file).openRecent(before.logId);
  expect(after.logId).toBe(before.logId);
  expect(after.sources[0]?.fingerprint).toBe(before.sources[0]?.fingerprint);
  expect(after.sources[0]?.size).toBe(mailLines(1).length + mailLines(90).length);
});

test('a log whose file is gone opens with what was known of it, and says so', async () => {
  const { logs, path, file } = fresh({ maillog: mailLines(1) });
  const before = await logs.openPaths([path('maillog')]);
  rmSync(path('maillog'));
  const after = await new Logs(file).openRecent(before.logId);
  expect(after.sources).toEqual(before.sources);
  expect(after.problems).toMatchObject([{ code: 'source-gone', where: 'maillog' }]);
});

test('pasted text is read in this run and never written to disk', async () => {
  const { logs, file } = fresh({});
  const { logId } = logs.openText(mailLines(1), 'Pasted text', 1);
  expect(logs.job(logId, all)?.sources.map((source) => source.text)).toEqual([mailLines(1)]);
  expect(readFileSync(file, 'utf8')).not.toContain('sendmail');
  expect((await new Logs(file).openRecent(logId)).sources).toHaveLength(1);
});

test('empty text is a problem, not a log', async () => {
  const { logs } = fresh({});
  expect(logs.openText(' \n', 'Pasted text', 1)).toMatchObject({
    sources: [],
    problems: [{ code: 'empty' }],
  });
  expect(await logs.recents()).toEqual([]);
});

test.skipIf(process.platform !== 'linux')(
  'on a full disk logs open and are forgotten all the same, and are known in the next run once there is room',
  async () => {
    const { logs, path, file } = fresh({ a: mailLines(1), b: mailLines(2) });
    /* Whatever is written there finds no room. */
    symlinkSync('/dev/full', `${file}.new`);
    const { logId } = await logs.openPaths([path('a')]);
    await logs.openPaths([path('b')]);
    expect((await logs.openRecent(logId)).sources).toHaveLength(1);
    logs.forget(logId);
    expect((await logs.recents()).map(({ title }) => title)).toEqual(['b']);
    rmSync(`${file}.new`);
    await logs.openPaths([path('a')]);
    expect((await new Logs(file).recents()).map(({ title }) => title)).toEqual(['a', 'b']);
  },
);

test('what is forgotten is gone, also in the next run', async () => {
  const { logs, path, file } = fresh({ maillog: mailLines(1) });
  const { logId } = await logs.openPaths([path('maillog')]);
  logs.forget(logId);
  expect(await new Logs(file).recents()).toEqual([]);
});

test.each(['', '{"half":', '[1,2,3]'])('a damaged list of recents (%j) counts as none', async (content) => {
  const { file } = fresh({ 'recents.json': content });
  expect(await new Logs(file).recents()).toEqual([]);
});

test('recents tell which files are as they were read, have grown, were replaced or are gone', async () => {
  const names = ['same', 'grown', 'replaced', 'cut', 'gone'];
  const { logs, path } = fresh(Object.fromEntries(names.map((name) => [name, mailLines(3)])));
  for (const name of names) await logs.openPaths([path(name)]);
  appendFileSync(path('grown'), mailLines(1));
  writeFileSync(path('replaced'), mailLines(9).toUpperCase());
  writeFileSync(path('cut'), mailLines(1));
  rmSync(path('gone'));
  const states = (await logs.recents()).map(({ title, files }) => [title, files]);
  expect(Object.fromEntries(states)).toEqual({
    same: 'same',
    grown: 'grown',
    replaced: 'changed',
    cut: 'changed',
    gone: 'gone',
  });
});

test('of two files with one name only the one that is gone counts as gone', async () => {
  const { logs, path, folder } = fresh({ maillog: mailLines(1) });
  mkdirSync(join(folder, 'other'));
  writeFileSync(join(folder, 'other', 'maillog'), mailLines(2));
  const both = [path('maillog'), join(folder, 'other', 'maillog')];
  const { logId } = await logs.openPaths(both);
  rmSync(path('maillog'));
  expect((await logs.openRecent(logId)).gone).toEqual([0]);
});

test('one file of a rotated set tells how many stand beside it, and the set opens in order', async () => {
  const { logs, path } = fresh({
    maillog: mailLines(3),
    'maillog.1': mailLines(2),
    'maillog.2': mailLines(1),
  });
  const one = await logs.openPaths([path('maillog.1')]);
  expect(one.beside).toBe(2);
  const set = await logs.openSet(one.logId);
  expect(set?.sources.map(({ name }) => name)).toEqual(['maillog.2', 'maillog.1', 'maillog']);
  expect(set?.beside).toBe(0);
});

test('of a log only the files that are still written are followed', async () => {
  const { logs, path } = fresh({ maillog: mailLines(1), 'maillog.1': mailLines(2) });
  const { logId } = await logs.openPaths([path('maillog.1'), path('maillog')]);
  expect(logs.job(logId, all, all)?.sources.map(({ path: where, follow }) => [where, follow])).toEqual([
    [path('maillog.1'), undefined],
    [path('maillog'), true],
  ]);
});

test('a log that was followed over a rotation opens again with both files', async () => {
  const { logs, file, path } = fresh({ maillog: mailLines(2) });
  const { logId, sources } = await logs.openPaths([path('maillog')]);
  renameSync(path('maillog'), path('maillog.1'));
  writeFileSync(path('maillog'), mailLines(1));
  const [first] = sources;
  const now = { ...first, source: 1, size: mailLines(1).length, fingerprint: '' } as NonNullable<
    typeof first
  >;
  const fingerprint =
    (await new Logs(`${file}-2`).openPaths([path('maillog')])).sources[0]?.fingerprint ?? '';
  await logs.replaced(logId, { type: 'source-replaced', replaced: 0, facts: { ...now, fingerprint } });
  const again = await new Logs(file).openPaths([path('maillog')]);
  expect([again.logId, again.problems, again.sources.map(({ source, name }) => [source, name])]).toEqual([
    logId,
    [],
    [
      [0, 'maillog.1'],
      [1, 'maillog'],
    ],
  ]);
});

test('a rotated file that was deleted is shown as it was indexed', async () => {
  const { logs, path } = fresh({ maillog: mailLines(2) });
  const { logId, sources } = await logs.openPaths([path('maillog')]);
  const [first] = sources;
  writeFileSync(path('maillog'), mailLines(1));
  if (first !== undefined)
    await logs.replaced(logId, { type: 'source-replaced', replaced: 0, facts: { ...first, source: 1 } });
  const again = await logs.openRecent(logId);
  expect([again.gone, again.sources.map(({ source }) => source)]).toEqual([[0], [0, 1]]);
});
