/** RESULTS.md holds a section a benchmark: each writes its own and leaves the others. */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, release } from 'node:os';

const FILE = new URL('./RESULTS.md', import.meta.url);
const TITLE = '# Results';

/** `name`: the section's heading; `command`: what has written it. */
export async function putResults(name, command, body) {
  const { node } = process.versions;
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? '?'}, Linux ${release()}, Node ${node}`;
  const day = new Date().toISOString().slice(0, 10);
  const section = `## ${name}\n\nWritten by \`${command}\` on ${day}: ${machine}.\n${body.trim()}\n`;
  const old = await readFile(FILE, 'utf8').catch(() => `${TITLE}\n`);
  const others = old
    .split(/^(?=## )/m)
    .filter((part) => part.startsWith('## ') && !part.startsWith(`## ${name}\n`));
  const sections = [...others.map((part) => part.trim()), section.trim()].sort();
  await writeFile(FILE, `${TITLE}\n\n${sections.join('\n\n')}\n`);
  process.stdout.write(section);
}

export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
