/**
 * `npm run bench:app [LINES]`: the packed app on a real window (Xvfb where there is none): start, opening, reading a whole
 * log, filters, memory, opening again, forgetting, and the page's long tasks. Into RESULTS.md.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CACHE } from '../../../build/places.mjs';
import { writeLog } from '../generate.mjs';
import { executableOnScreen } from '../on-screen.mjs';
import { median, putResults } from '../results.mjs';
import { open, readWhole, readingTime } from './read-whole.mjs';
import { filterFor, longTasks, memoryOf, rowsAfter, start } from './window.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = `${HERE}/../../../out/bench`;
const RUNS = 5;
const count = Number(process.argv[2] ?? 1_000_000);
const log = `${OUT}/${count}.log`;

const executable = await executableOnScreen();
await mkdir(OUT, { recursive: true });
await writeLog(log, count);
const folder = await mkdtemp(join(tmpdir(), 'relayscope-bench-'));
let data = 0;
await cp(`${CACHE}/runtime`, `${folder}/empty`, { recursive: true });
await cp(`${HERE}/empty`, `${folder}/empty/resources/app`, { recursive: true });
const fresh = () => [`--user-data-dir=${folder}/${data++}`, '--lang=en'];
const USABLE = '[data-testid="start-screen"]';

/** Start and memory beside the same Electron with an empty page, and first rows: in turn. */
async function short() {
  const found = { ours: [], empty: [], ourMemory: [], emptyMemory: [], rows: [] };
  for (let i = 0; i < RUNS; i++) {
    const empty = await start(`${folder}/empty/electron`, fresh(), 'p');
    found.empty.push(empty.milliseconds);
    await empty.page.waitForTimeout(1000);
    found.emptyMemory.push(memoryOf(empty.electron));
    await empty.electron.close();
    const ours = await start(executable, fresh(), USABLE);
    found.ours.push(ours.milliseconds);
    await ours.page.waitForTimeout(1000);
    found.ourMemory.push(memoryOf(ours.electron));
    found.rows.push((await open(ours, log)).rows);
    await ours.electron.close();
  }
  return Object.fromEntries(Object.entries(found).map(([name, all]) => [name, median(all)]));
}

/** Seconds until the whole log is read, and lnav's beside it: in turn, and nothing else is looked at meanwhile. */
async function readings() {
  const hasLnav = spawnSync('lnav', ['-V']).status === 0;
  const ours = [];
  const lnavs = [];
  for (let i = 0; i < RUNS; i++) {
    const app = await start(executable, fresh(), USABLE);
    ours.push((await readingTime(app, log)) / 1000);
    await app.electron.close();
    if (hasLnav) lnavs.push(lnavSeconds());
  }
  return { seconds: median(ours), lnav: hasLnav ? median(lnavs) : undefined };
}

async function filters(page, texts) {
  const found = [];
  for (const text of texts) {
    found.push(await filterFor(page, text));
    await filterFor(page, '');
  }
  return { first: p95(found.map(({ first }) => first)), final: p95(found.map((f) => f.final)) };
}

function p95(values) {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? NaN;
}

async function scroll(page) {
  await page.getByTestId('message-list').focus();
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('PageDown');
    await page.waitForTimeout(30);
  }
  for (const column of ['Size', 'From', 'Time']) {
    await page.getByRole('columnheader', { name: column }).getByRole('button').click();
    await page.waitForTimeout(500);
  }
}

const FIELDS = [
  'status:bounced',
  'status:deferred',
  'size>10k',
  'delay>1h',
  'mailer:esmtp',
  'direction:inbound',
  'dsn:5.1.1',
];
const MORE = [
  'size<2k',
  'status:sent',
  'delay<1m',
  'direction:outbound',
  'status:rejected',
  'size>100k',
  'domain:example.org',
];
const WORDS = ['"User unknown"', 'nobody19', 'timeout', 'STARTTLS', 'deferred', 'zzzzzz'];

try {
  const quick = await short();
  const { seconds, lnav } = await readings();
  const home = fresh();
  const app = await start(executable, home, USABLE);
  const tasks = await longTasks(app.page);
  const whole = await readWhole(app, log, count);
  const readTasks = await tasks.take();
  const byField = await filters(app.page, [...FIELDS, ...MORE]);
  const filterTasks = await tasks.take();
  const byWord = await filters(app.page, WORDS);
  await tasks.take();
  await scroll(app.page);
  const scrollTasks = await tasks.take();
  await app.electron.close();
  const again = await start(executable, home, USABLE);
  const recent = again.page.locator('button.recent').first();
  const reopened = await rowsAfter(again.page, () => recent.click());
  await again.electron.close();
  const last = await start(executable, home, USABLE);
  const forgetting = performance.now();
  await last.page.locator('button.recent + button').first().click();
  await last.page.locator('button.recent').first().waitFor({ state: 'detached' });
  const forgotten = performance.now() - forgetting;
  await last.electron.close();

  const bars = [
    ['first rows after opening', ms(quick.rows), '300 ms', quick.rows < 300],
    [
      'parsed, joined, stored, counts final',
      `${seconds.toFixed(1)} s${lnav === undefined ? '' : `, ${(seconds / lnav).toFixed(1)} times lnav`}`,
      '3 times lnav',
      lnav !== undefined && seconds / lnav <= 3,
    ],
    [
      'memory, indexed and open',
      `${whole.open.toFixed(0)} MB, ${(whole.open - quick.emptyMemory).toFixed(0)} above an empty Electron`,
      '450 MB, 200 above',
      whole.open < 450 && whole.open - quick.emptyMemory < 200,
    ],
    [
      'memory while reading',
      `${(whole.most - whole.open).toFixed(0)} MB more`,
      '200 MB more',
      whole.most - whole.open < 200,
    ],
    ['a field filter, p95', ms(byField.final), '50 ms', byField.final < 50],
    [
      'a word in all lines, p95',
      `first ${ms(byWord.first)}, all ${ms(byWord.final)}`,
      '100 and 500 ms',
      byWord.first < 100 && byWord.final < 500,
    ],
    ['opening it again', ms(reopened), '500 ms', reopened < 500],
    ['forgetting it', ms(forgotten), '200 ms', forgotten < 200],
    [
      'start, no log',
      `${ms(quick.ours)}, ${(quick.ours / quick.empty).toFixed(2)} times an empty Electron`,
      '1.4 times',
      quick.ours / quick.empty <= 1.4,
    ],
  ];
  await putResults(
    'The app',
    'npm run bench:app',
    `${count.toLocaleString('en')} lines. First rows, reading and start are medians of ${RUNS}; lnav loads the same file in ${lnav?.toFixed(2) ?? '?'} s.

| what | measured | bar | met |
| --- | --- | --- | --- |
${bars.map(([what, measured, bar, met]) => `| ${what} | ${measured} | ${bar} | ${met ? 'yes' : 'no'} |`).join('\n')}

| long tasks of the page, over 50 ms | count | longest, ms |
| --- | --- | --- |
${[
  ['reading', readTasks],
  ['filters', filterTasks],
  ['scroll and sort', scrollTasks],
]
  .map(([what, all]) => `| ${what} | ${all.length} | ${Math.max(0, ...all)} |`)
  .join('\n')}
`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

function ms(value) {
  return `${value.toFixed(0)} ms`;
}

function lnavSeconds() {
  const began = performance.now();
  spawnSync('lnav', ['-n', '-c', ':write-to /dev/null', log]);
  return (performance.now() - began) / 1000;
}
