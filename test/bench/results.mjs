/** RESULTS.md holds a section a benchmark: each writes its own and leaves the others. */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, release } from 'node:os';
import { writeSection } from './section.mjs';

const FILE = new URL('./RESULTS.md', import.meta.url);

/** `name`: the section's heading; `command`: what has written it. */
export async function putResults(name, command, body) {
  const { node } = process.versions;
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? '?'}, Linux ${release()}, Node ${node}`;
  const day = new Date().toISOString().slice(0, 10);
  const section = `Written by \`${command}\` on ${day}: ${machine}.\n${body.trim()}\n`;
  const all = await readFile(FILE, 'utf8').catch(() => '# Results\n');
  await writeFile(FILE, writeSection(all, name, section));
  process.stdout.write(section);
}

export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
