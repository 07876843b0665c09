/** A rotated set read by several processes: cores - 1 at most, so main is told of a larger machine first. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { logLines } from '../bench/generate.mjs';
import { expect, test, type Launch, type Started } from './app.ts';
import { choose } from './choose.ts';
import { shown, wholeLog, type WholeLog } from './whole-log.ts';

const FILES = 6;
const LINES = 300_000;

/** The lines of one log in files of the same length, oldest first; the older half is packed. */
async function writeSet(folder: string): Promise<string[]> {
  const lines = [...logLines(LINES)];
  const each = LINES / FILES;
  const paths: string[] = [];
  for (let i = 0; i < FILES; i++) {
    const packed = i < FILES / 2;
    const text = lines.slice(i * each, (i + 1) * each).join('');
    const path = join(folder, `maillog.${FILES - i}${packed ? '.gz' : ''}`);
    await writeFile(path, packed ? gzipSync(text) : text);
    paths.push(path);
  }
  return paths;
}

/** Opens the files in an app that takes its machine for one of so many processors. */
async function opened(
  launch: Launch,
  paths: readonly string[],
  processors: number,
  data: string,
): Promise<Started> {
  const started = await launch([`--user-data-dir=${data}`]);
  await started.electron.evaluate((_electron, count) => {
    const { mainModule } = process as unknown as { mainModule: { require(name: string): object } };
    Object.assign(mainModule.require('node:os'), { availableParallelism: () => count });
  }, processors);
  await choose(started.electron, ...paths);
  await started.window.start.getByRole('button', { name: /open files/i }).click();
  return started;
}

function pidsOfIngest({ electron }: Started): Promise<number[]> {
  return electron.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter(({ name, serviceName }) => [name, serviceName].includes('ingest'))
      .map(({ pid }) => pid),
  );
}

/** All that is stored, once all lines are shown. */
async function whole(started: Started): Promise<WholeLog> {
  await expect
    .poll(() => shown(started.electron), { timeout: 300_000, intervals: [300] })
    .toEqual({ reading: false, lines: LINES });
  const stored = await wholeLog(started.electron);
  await started.electron.close();
  return stored;
}

/** All that is stored, once no process reads any more. */
async function readWhole(started: Started): Promise<WholeLog> {
  await expect.poll(() => pidsOfIngest(started), { timeout: 300_000, intervals: [300] }).toEqual([]);
  return whole(started);
}

/** So many processes read, none of them an `ended` one, and something of the log is there. */
async function amidReading(
  started: Started,
  processes: number,
  ended: readonly number[] = [],
): Promise<readonly number[]> {
  let pids: readonly number[] = [];
  const fresh = async (): Promise<number> => {
    pids = await pidsOfIngest(started);
    return pids.some((pid) => ended.includes(pid)) ? 0 : pids.length;
  };
  await expect.poll(fresh, { timeout: 60_000, intervals: [20] }).toBe(processes);
  let lines = 0;
  await expect
    .poll(async () => (lines = (await shown(started.electron)).lines), { timeout: 60_000, intervals: [20] })
    .toBeGreaterThan(0);
  expect(lines, 'a machine so fast needs a longer log').toBeLessThan(LINES);
  return pids;
}

let alone: WholeLog | undefined;

/** What one process makes of it. */
async function readByOne(launch: Launch, paths: readonly string[], folder: string): Promise<WholeLog> {
  if (alone !== undefined) return alone;
  const started = await opened(launch, paths, 2, join(folder, 'one'));
  await amidReading(started, 1);
  alone = await readWhole(started);
  return alone;
}

test.describe.configure({ timeout: 400_000 });

test('a rotated set read by three processes is the log that one process makes of it', async ({
  launch,
  folder,
}) => {
  const paths = await writeSet(folder);
  const started = await opened(launch, paths, 4, join(folder, 'three'));
  await amidReading(started, 3);
  const read = await readWhole(started);
  expect(read.complete).toBe(true);
  const { complete: _, ...same } = await readByOne(launch, paths, folder);
  expect(read).toMatchObject(same);
});

test('of three processes one is killed, then one crashes: the others end, and every line is there, also when it is opened again', async ({
  launch,
  folder,
}) => {
  const paths = await writeSet(folder);
  const data = join(folder, 'killed');
  const started = await opened(launch, paths, 4, data);
  const first = await amidReading(started, 3);
  process.kill(first.at(-1) ?? 0, 'SIGKILL');
  const second = await amidReading(started, 3, first);
  process.kill(second.at(0) ?? 0, 'SIGABRT');
  await expect(started.window.problems.getByRole('alert')).toHaveText(/ended by itself/);
  const before = async (): Promise<number[]> =>
    (await pidsOfIngest(started)).filter((pid) => [...first, ...second].includes(pid));
  await expect.poll(before).toEqual([]);
  const read = await readWhole(started);
  expect(await whole(await opened(launch, paths, 4, data))).toEqual(read);
  const { complete: _, ...same } = await readByOne(launch, paths, folder);
  expect(read).toMatchObject(same);
});
