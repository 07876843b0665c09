/**
 * `npm run bench [LINES]`: parses a generated log with our own reader, with a plain script and, where it is installed,
 * loads it with lnav; and reads and joins it into messages: in turn, five times, medians. Into RESULTS.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeLog } from './generate.mjs';
import { median, putResults } from './results.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = `${HERE}/../../out/bench`;
const RUNS = 5;
const count = Number(process.argv[2] ?? 1_000_000);
const log = `${OUT}/${count}.log`;

await mkdir(OUT, { recursive: true });
await writeLog(log, count);
for (const part of ['parse', 'join'])
  await build({
    entryPoints: [`${HERE}/${part}/ours.ts`],
    outfile: `${OUT}/${part}.cjs`,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });

const lnav = spawnSync('lnav', ['-V'], { encoding: 'utf8' }).stdout?.trim() || undefined;
const SUBJECTS = {
  'Relayscope: lines, records, batches': [process.execPath, `${OUT}/parse.cjs`, log],
  'plain script: readline, regex, split': [process.execPath, `${HERE}/parse/plain.mjs`, log],
  ...(lnav === undefined ? {} : { 'lnav, load only': ['lnav', '-n', '-c', ':write-to /dev/null', log] }),
};

/** One run: seconds, and peak resident memory in MB where the subject tells it. */
function measure([command, ...args]) {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  const seconds = (performance.now() - began) / 1000;
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
  const told = stdout.startsWith('{') ? JSON.parse(stdout) : {};
  return { ...told, seconds, peak: (told.peak ?? NaN) / 1024 };
}

const JOIN = [process.execPath, '--expose-gc', `${OUT}/join.cjs`, log];
const joins = [];
const runs = Object.fromEntries(Object.keys(SUBJECTS).map((name) => [name, []]));
for (let i = 0; i < RUNS; i++) {
  for (const [name, command] of Object.entries(SUBJECTS)) runs[name].push(measure(command));
  joins.push(measure(JOIN));
}
const joined = Object.fromEntries(
  ['extract', 'join', 'columns', 'memory', 'messages'].map((name) => [
    name,
    median(joins.map((run) => run[name])),
  ]),
);
const [ours, plain] = Object.values(runs).map((all) => median(all.map(({ seconds }) => seconds)));
const peak = Math.max(...Object.values(runs)[0].map((run) => run.peak));

const rows = Object.entries(runs).map(([name, all]) => {
  const seconds = median(all.map((run) => run.seconds));
  const memory = median(all.map((run) => run.peak));
  const shown = Number.isNaN(memory) ? '-' : memory.toFixed(0);
  return `| ${name} | ${seconds.toFixed(2)} | ${Math.round(count / seconds / 1000)} | ${shown} |`;
});
const { size } = await stat(log);
await putResults(
  'Parsing and joining',
  'npm run bench',
  `${count.toLocaleString('en')} generated lines, ${(size / 1e6).toFixed(0)} MB; ${lnav ?? 'lnav not installed'}. Medians of ${RUNS}, taken in turn in one run.

| what | seconds | thousand lines a second | peak memory, MB |
| --- | --- | --- | --- |
${rows.join('\n')}

| bar | measured | met |
| --- | --- | --- |
| at least 4 times the plain script's speed | ${(plain / ours).toFixed(2)} times | ${plain / ours >= 4 ? 'yes' : 'no'} |
| under 150 MB | ${peak.toFixed(0)} MB | ${peak < 150 ? 'yes' : 'no'} |

${joined.messages.toLocaleString('en')} messages. The first of these is done by the process that reads, the others by the index beside it.

| what | measured | to reading alone |
| --- | --- | --- |
| what entries say, each by itself | ${joined.extract.toFixed(2)} s | ${(joined.extract / ours).toFixed(2)} times |
| entries to messages | ${joined.join.toFixed(2)} s | ${(joined.join / ours).toFixed(2)} times |
| all columns, once | ${joined.columns.toFixed(2)} s | ${(joined.columns / ours).toFixed(2)} times |
| held at the end | ${joined.memory.toFixed(0)} MB | ${((joined.memory * 1e6) / count).toFixed(0)} bytes a line |
`,
);
