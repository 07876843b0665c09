import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { columnsOf } from '#core/correlate/columns-of.ts';
import { FACETS, facetOf } from '#core/overview/facets.ts';
import { quoted, shellLine } from '#core/overview/shell-line.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { logLines } from '../../bench/generate.mjs';

const run = promisify(execFile);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shell line '));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function counted(line: string): Promise<number> {
  return Number((await run('sh', ['-c', line])).stdout);
}

/** Every facet of a log, beside what its shell line says. */
async function beside(text: string): Promise<{ facets: unknown[]; shell: unknown[] }> {
  const file = join(folder, "it's a log");
  await writeFile(file, text);
  const columns = columnsOf(new FakeIndex(text).messages);
  const facets: unknown[] = [];
  const shell: unknown[] = [];
  for (const name of FACETS) {
    for (const { value, count, term } of facetOf(columns, undefined, name, 6).values) {
      const line = term.startsWith('reject:') ? undefined : shellLine(name, value, [file]);
      if (line === undefined) continue;
      facets.push([name, value, count]);
      shell.push([name, value, await counted(line)]);
    }
  }
  return { facets, shell };
}

test('the shell counts what the facets count: in the first log', async () => {
  const { facets, shell } = await beside(readFileSync('test/fixtures/seed.log', 'utf8'));
  expect(facets.length).toBeGreaterThan(3);
  expect(shell).toEqual(facets);
});

test('the shell counts what the facets count: several recipients, retries, bounces', async () => {
  const { facets, shell } = await beside([...logLines(3000)].join(''));
  expect(facets.length).toBeGreaterThan(10);
  expect(shell).toEqual(facets);
});

test('a hostile value is one word for the shell and nothing else', async () => {
  const evil = `x'; touch ${join(folder, 'owned')}; echo '\\n$(id)\``;
  const line = shellLine('relay', evil, ['/dev/null']);
  expect(await counted(line ?? '')).toBe(0);
  await expect(run('ls', [join(folder, 'owned')])).rejects.toThrow();
  expect((await run('sh', ['-c', `printf %s ${quoted(evil)}`])).stdout).toBe(evil);
});

test('what a terminal would take for keys is not offered for pasting', () => {
  expect(shellLine('relay', 'a\u0003b', ['maillog'])).toBeUndefined();
});

test('a direction has no line: no log says it', () => {
  expect(shellLine('direction', 'outbound', ['maillog'])).toBeUndefined();
});

test('packed logs are unpacked on the way', async () => {
  const file = join(folder, 'log.gz');
  await writeFile(join(folder, 'plain'), readFileSync('test/fixtures/seed.log'));
  await run('sh', ['-c', `gzip -c ${quoted(join(folder, 'plain'))} > ${quoted(file)}`]);
  expect(await counted(shellLine('status', 'sent', [file]) ?? '')).toBe(5);
});
