/**
 * `npm run bench:profile [LINES]`: where the time goes while the packed app reads a log: profiles of the page and of the
 * index worker, by part. Into RESULTS.md.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OUT } from '../../../build/places.mjs';

/* The names in the profile are those of the source. */
process.env['RELAYSCOPE_READABLE'] = '1';
const { executableOnScreen } = await import('../on-screen.mjs');
const { writeLog } = await import('../generate.mjs');
const { putResults } = await import('../results.mjs');
const { profileBoth, timeByPart } = await import('./cpu-profile.mjs');
const { choose, start } = await import('./window.mjs');

const count = Number(process.argv[2] ?? 100_000);
const executable = await executableOnScreen();
await mkdir(`${OUT}/bench`, { recursive: true });
const log = `${OUT}/bench/${count}.log`;
await writeLog(log, count);

const WAITING = { waiting: ['(idle)'] };
const WORKER = {
  ...WAITING,
  'collecting garbage': ['(garbage collector)'],
  'columns of the messages, for list, bars and values': [
    'columnPass',
    'fill',
    'dictionary',
    'orderOf',
    'overviewOf',
  ],
  'rows of the window, details': ['rowsOf', 'message', 'messagesAt'],
  'copying blocks into the store': ['mutate', 'putJoined', 'state', 'packBatch', '#written'],
  'joining entries': ['addBatch'],
  'the engine itself: waiting, messages, compiling': ['(program)'],
};
const PAGE = {
  ...WAITING,
  'collecting garbage': ['(garbage collector)'],
  'measuring texts': ['measureText'],
  'the diagram, beside its texts': ['DiagramPanel', 'RelayDiagram', 'layoutFamily'],
  'the bars': ['_commit', 'Timeline'],
  'the list': ['MessageTable'],
  'details beside the diagram': ['DetailPane'],
  'values beside the list': ['Facets'],
  'the engine itself: layout, painting, compiling': ['(program)'],
};

const folder = await mkdtemp(join(tmpdir(), 'relayscope-profile-'));
try {
  const { electron, page } = await start(
    executable,
    [`--user-data-dir=${folder}`, '--lang=en'],
    '[data-testid="start-screen"]',
  );
  await choose(electron, log);
  const profile = await profileBoth(page);
  const began = performance.now();
  await page
    .getByRole('button', { name: /open files/i })
    .first()
    .click();
  await page.waitForSelector('[data-testid="row"]');
  await page.waitForSelector('[data-testid="progress"]', { state: 'detached', timeout: 3_600_000 });
  const seconds = (performance.now() - began) / 1000;
  const both = await profile.stop();
  await electron.close();
  await putResults(
    'Where the time of reading goes',
    'npm run bench:profile',
    `${count.toLocaleString('en')} lines opened in the window, ${seconds.toFixed(1)} s under the profiler.

| index worker | ms |
| --- | --- |
${rows(timeByPart(both.worker, WORKER))}

| page | ms |
| --- | --- |
${rows(timeByPart(both.page, PAGE))}
`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

function rows(parts) {
  return parts.map(([part, milliseconds]) => `| ${part} | ${milliseconds.toFixed(0)} |`).join('\n');
}
