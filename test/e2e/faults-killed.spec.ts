/** Parts of the app are killed in the middle of an import, twenty times at moments drawn from a seed. */
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { writeLog } from '../bench/generate.mjs';
import { expect, test, type Launch, type Started } from './app.ts';
import { undisturbed, whole } from './undisturbed.ts';
import { shown, type Shown, type WholeLog } from './whole-log.ts';

const LINES = 30_000;
/** Reading goes on at once after each kill: seven of them need more. */
const MORE_LINES = 300_000;
/** A page that dies sooner, milliseconds, does not open its log once more (electron/main/main.ts). */
const SHORT_LIFE = 500;
/** Milliseconds from the first news of reading to the kill: drawn once, always the same. */
const MOMENTS = [61, 4, 124, 30, 96, 18, 144, 52, 0, 108, 36, 80, 12, 132, 46, 70, 22, 118, 6, 90];

async function pidOfIngest({ electron }: Started): Promise<number | undefined> {
  return electron.evaluate(
    ({ app }) =>
      app.getAppMetrics().find(({ name, serviceName }) => [name, serviceName].includes('ingest'))?.pid,
  );
}

function pidOfPage({ electron }: Started): Promise<number> {
  return electron.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  );
}

/** False where it is not there any more. */
function kill(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

/** Waits until more than `before` has been read, then for the moment; answers how much. */
async function amidReading({ electron }: Started, before: number, moment: number): Promise<number> {
  let now: Shown = { reading: true, lines: 0 };
  await expect
    .poll(
      async () => (now = await shown(electron)).lines > before || [LINES, MORE_LINES].includes(now.lines),
      {
        timeout: 120_000,
        intervals: [20],
      },
    )
    .toBe(true);
  await pass(moment);
  return now.lines;
}

async function isOver({ electron }: Started): Promise<boolean> {
  const { reading, lines } = await shown(electron);
  return !reading && lines === MORE_LINES;
}

const references = new Map<number, WholeLog>();

async function reference(launch: Launch, file: string, lines: number): Promise<WholeLog> {
  const known = references.get(lines) ?? (await undisturbed(launch, file, lines));
  references.set(lines, known);
  return known;
}

test.describe.configure({ timeout: 600_000 });

test('reading that is killed seven times goes on by itself and ends as if nothing had been', async ({
  launch,
  folder,
}) => {
  const file = join(folder, 'maillog');
  await writeLog(file, MORE_LINES);
  const started = await launch([file]);
  let before = 0;
  let killed = 0;
  for (const moment of MOMENTS.slice(0, 7)) {
    before = await amidReading(started, before, moment);
    let outcome = '';
    const killOrSee = async (): Promise<string> => {
      if (kill(await pidOfIngest(started))) return 'killed';
      return (await isOver(started)) ? 'over' : '';
    };
    await expect.poll(async () => (outcome = await killOrSee()), { intervals: [20] }).not.toBe('');
    if (outcome === 'over') break;
    killed++;
  }
  expect(killed, 'a machine so fast that it is over before needs a longer log').toBeGreaterThan(3);
  expect(await whole(started.electron, MORE_LINES)).toEqual(await reference(launch, file, MORE_LINES));
});

test('a page that is killed six times opens its log again and reads on', async ({ launch, folder }) => {
  const file = join(folder, 'maillog');
  await writeLog(file, MORE_LINES);
  const started = await launch([file]);
  for (const moment of MOMENTS.slice(7, 13)) {
    await amidReading(started, 0, SHORT_LIFE + moment);
    const pid = await pidOfPage(started);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => pidOfPage(started)).not.toBe(pid);
  }
  expect(await whole(started.electron, MORE_LINES)).toEqual(await reference(launch, file, MORE_LINES));
});

test('an app that is killed seven times reads on from where it stopped', async ({ launch, folder }) => {
  const file = join(folder, 'maillog');
  await writeLog(file, LINES);
  for (const moment of MOMENTS.slice(13)) {
    const started = await launch([file]);
    const closed = started.electron.waitForEvent('close');
    await amidReading(started, 0, moment);
    process.kill(started.electron.process().pid ?? 0, 'SIGKILL');
    await closed;
  }
  const last = await launch([file]);
  expect(await whole(last.electron, LINES)).toEqual(await reference(launch, file, LINES));
});
