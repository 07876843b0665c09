/** `npm run bench:longer [LINES]`: a log and one of ten times its lines, read whole in the packed app. Into RESULTS.md. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OUT } from '../../../build/places.mjs';
import { writeLog } from '../generate.mjs';
import { executableOnScreen } from '../on-screen.mjs';
import { putResults } from '../results.mjs';
import { readWhole } from './read-whole.mjs';
import { filterFor, memoryOf, rowsAfter, start } from './window.mjs';

const count = Number(process.argv[2] ?? 1_000_000);
const executable = await executableOnScreen();
await mkdir(`${OUT}/bench`, { recursive: true });
const folder = await mkdtemp(join(tmpdir(), 'relayscope-longer-'));
const USABLE = '[data-testid="start-screen"]';

async function measure(lines) {
  const log = `${OUT}/bench/${lines}.log`;
  await writeLog(log, lines);
  const home = [`--user-data-dir=${folder}/${lines}`, '--lang=en'];
  const app = await start(executable, home, USABLE);
  await app.page.waitForTimeout(1000);
  const empty = memoryOf(app.electron);
  const { milliseconds, most, open } = await readWhole(app, log, lines);
  const filter = await filterFor(app.page, 'status:bounced');
  await app.electron.close();
  const again = await start(executable, home, USABLE);
  const recent = again.page.locator('button.recent').first();
  const reopened = await rowsAfter(again.page, () => recent.click());
  await again.electron.close();
  await rm(`${folder}/${lines}`, { recursive: true, force: true });
  return {
    lines,
    seconds: milliseconds / 1000,
    most,
    open,
    bytes: ((open - empty) * 1e6) / lines,
    filter,
    reopened,
  };
}

try {
  const one = await measure(count);
  const ten = await measure(10 * count);
  const times = ten.seconds / one.seconds;
  await putResults(
    'Ten times the lines',
    'npm run bench:longer',
    `Each once, one after the other. At most 11 times as long is asked for, and no growth of memory a line:
${times.toFixed(1)} times, ${times <= 11 ? 'met' : 'missed'}; memory a line ${(ten.bytes / one.bytes).toFixed(2)} times, ${ten.bytes <= one.bytes ? 'met' : 'missed'}.

| lines | read whole, seconds | memory open, MB | at most while reading | bytes a line | a field filter, ms | opening again, ms |
| --- | --- | --- | --- | --- | --- | --- |
${[one, ten].map(row).join('\n')}
`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

function row({ lines, seconds, open, most, bytes, filter, reopened }) {
  const cells = [
    lines.toLocaleString('en'),
    seconds.toFixed(1),
    ...[open, most, bytes, filter.final, reopened].map((n) => n.toFixed(0)),
  ];
  return `| ${cells.join(' | ')} |`;
}
