/**
 * A log on a server grows by 1,000 lines a second and is followed by the packed app, for so many seconds. Counts the
 * page's tasks over 50 ms, and how memory grows. Writes its part of RESULTS.md.
 */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright';
import { PeerRoom, USER } from '../../ingest/ssh/peer-room.ts';
import { writeSection } from '../section.mjs';

const EVERY = 100;
const A_SECOND = 1000;
const [executable = '', log = '', results = '', seconds = '300'] = process.argv.slice(2);
const SECONDS = Number(seconds);
const folder = mkdtempSync(join(tmpdir(), 'relayscope-follow-'));
const peers = new PeerRoom(join(folder, 'peers'));
const remote = join(folder, 'maillog');
const lines = readFileSync(log, 'utf8').split('\n');

function put(from: number, count: number): void {
  appendFileSync(remote, `${lines.slice(from, from + count).join('\n')}\n`);
}

async function open() {
  const { port } = await peers.sshd();
  const electron = await _electron.launch({
    executablePath: join(import.meta.dirname, '../../e2e/packed.sh'),
    args: ['--no-sandbox', `--user-data-dir=${join(folder, 'data')}`, '--lang=en'],
    env: { ...process.env, HOME: folder, RELAYSCOPE_EXECUTABLE: executable },
  });
  const page = await electron.firstWindow();
  await electron.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
  }, peers.key);
  await page.getByTestId('start-screen').getByRole('button', { name: 'From a server…' }).click();
  await page.getByRole('button', { name: 'Add a server…' }).click();
  await page.getByLabel('Host', { exact: true }).fill(`${USER}@127.0.0.1:${port}`);
  await page.getByLabel('Log file on the server').fill(remote);
  await page.getByRole('button', { name: 'Choose a key file…' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: /^Open the log of/ }).click();
  await page.getByRole('button', { name: /The fingerprint is right/ }).click();
  await page.getByTestId('follow').click();
  await page.getByTestId('follow').getByText('Following').waitFor();
  return { electron, page };
}

interface Watched {
  longs: number[];
}

interface Told {
  readonly after: number;
  readonly lines: number;
  readonly used: readonly { readonly type: string; readonly mb: number }[];
}

function rowOf(told: Told | undefined): string {
  const used = told?.used.map(({ type, mb }) => `${type} ${Math.round(mb)}`).join(', ') ?? '';
  return `after ${told?.after ?? 0} s: MB of ${used}`;
}

/** The page holds the index: what it grows by a line, beside what the index alone takes for one. */
function growthOf(told: readonly Told[]): string {
  const [first, last] = [told[0], told.at(-1)];
  const page = (at: Told | undefined): number => at?.used.find(({ type }) => type === 'Tab')?.mb ?? 0;
  const bytes = ((page(last) - page(first)) * 1024 * 1024) / ((last?.lines ?? 0) - (first?.lines ?? 0));
  const own =
    /^\| held at the end \|.*\| (\d+) bytes a line/m.exec(readFileSync(results, 'utf8'))?.[1] ?? '?';
  return `
The page, with the index in it, grew by ${Math.round(bytes)} bytes a line between ${first?.after ?? 0} s and the end; what is joined of a million lines takes ${own} bytes a line by itself (below).`;
}

async function main(): Promise<void> {
  put(0, A_SECOND);
  const { electron, page } = await open();
  await page.evaluate(() => {
    const watched: Watched = { longs: [] };
    Object.assign(globalThis, { watched });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watched.longs.push(Math.round(duration));
    }).observe({ entryTypes: ['longtask'] });
  });
  const memory = () =>
    electron.evaluate(({ app }) =>
      app.getAppMetrics().map(({ type, memory: { workingSetSize: kib } }) => ({ type, mb: kib / 1024 })),
    );
  const told: Told[] = [];
  let written = A_SECOND;
  const began = Date.now();
  for (let tick = 1; tick <= (SECONDS * 1000) / EVERY; tick++) {
    await new Promise((resolve) => setTimeout(resolve, began + tick * EVERY - Date.now()));
    const due = A_SECOND + tick * ((A_SECOND * EVERY) / 1000);
    put(written, due - written);
    written = due;
    if ((tick * EVERY) % (SECONDS * 200) !== 0) continue;
    told.push({ after: (tick * EVERY) / 1000, lines: written, used: await memory() });
    process.stdout.write(`${rowOf(told.at(-1))}\n`);
  }
  const last = Date.now();
  await page
    .getByText(`${written.toLocaleString('en')} lines`)
    .first()
    .waitFor({ timeout: 60_000 });
  const late = (Date.now() - last) / 1000;
  const longs = await page.evaluate(() => (globalThis as unknown as { watched: Watched }).watched.longs);
  const text = `A log on a server that grows by 1,000 lines a second, followed for ${SECONDS} s: ${written.toLocaleString('en')} lines on screen ${late.toFixed(1)} s after the last was written, on ${cpus().length} processors with a load of ${loadavg()[0]?.toFixed(1) ?? '?'};
tasks over 50 ms in the page: ${longs.length}${longs.length === 0 ? '' : `, the longest ${Math.max(...longs)} ms`}. ${told.map((row) => `\n- ${rowOf(row)}`).join('')}
${growthOf(told)}
`;
  process.stdout.write(text);
  await electron.close();
  writeFileSync(results, writeSection(readFileSync(results, 'utf8'), 'Following a log on a server', text));
}

void main()
  .catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  })
  .finally(() => {
    peers.end();
    rmSync(folder, { recursive: true, force: true });
  });
