import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { columnsOf } from '#core/correlate/columns-of.ts';
import { FACETS, facetOf } from '#core/overview/facets.ts';
import { PACKINGS } from '#core/contract/ingest-protocol.ts';
import { quoted, shellLine, type ShellFile } from '#core/overview/shell-line.ts';
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
async function beside(text: string, most = 6): Promise<{ facets: unknown[]; shell: unknown[] }> {
  const file = join(folder, "it's a log");
  await writeFile(file, text);
  const columns = columnsOf(new FakeIndex(text).messages);
  const facets: unknown[] = [];
  const shell: unknown[] = [];
  for (const name of FACETS) {
    for (const { value, count, term } of facetOf(columns, undefined, name, most).values) {
      const line = term.startsWith('reject:') ? undefined : shellLine(name, value, [{ name: file }]);
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

test.each([
  'build/sample/sample.log',
  ...['default', 'default-rfc3339', 'default-rfc5424', 'checks', 'milter-jst', 'no-hasflock', 'verbose'].map(
    (name) => `test/fixtures/real/${name}.log`,
  ),
])('the shell counts what the facets count: %s', async (log) => {
  const { facets, shell } = await beside(readFileSync(log, 'utf8'), 100);
  expect(facets.length).toBeGreaterThan(5);
  expect(shell).toEqual(facets);
});

test('the shell counts what the facets count: quotes, dashes, signs of the shell, capitals that are not ASCII', async () => {
  const hostile = [
    ["a@exa'mple.test", 'relay.test', "Deferred: -n -e 's/x/y/' wrong stuff"],
    ['a@ÄÖ.Example', 'ÄMX.test', 'User ÜNBEKANNT hier'],
    ['a@äö.example', 'äMx.test', 'User ünbekannt HIER'],
    ['a@-dash.test', '-v', 'Café ÉTÉ refusé'],
    ['a@日本.jp', 'メール.jp', 'ユーザーが 存在しません'],
    ['a@per%cent.test', 'a&b;c', '100 %s percent %d & ampersand'],
    ['a@$(id).test', '`id`', 'dollar $(id) `id` !! hist'],
    ['a@Σίσυφος.gr', 'we\\nird', 'Service \\n un"available" ΌΧΙ'],
    ['a@x.test', 'relay.test', 'Отказано В доступе'],
  ];
  const text = hostile.flatMap(([to = '', relay = '', stat = ''], i) => [
    `Oct 21 23:0${i}:58 mx sendmail[1811]: k9LE1v9800000${i}: from=<x@y.test>, size=10, class=0, nrcpts=1\n`,
    `Oct 21 23:0${i}:59 mx sendmail[1811]: k9LE1v9800000${i}: to=<${to}>, delay=00:00:01, relay=${relay}. [192.0.2.${i}], dsn=${i === 0 ? 4 : 5}.0.0, stat=${stat}\n`,
  ]);
  const { facets, shell } = await beside(text.join(''), 100);
  expect(facets.length).toBeGreaterThan(22);
  expect(shell).toEqual(facets);
});

test('a hostile value is one word for the shell and nothing else', async () => {
  const evil = `x'; touch ${join(folder, 'owned')}; echo '\\n$(id)\``;
  const line = shellLine('relay', evil, [{ name: '/dev/null' }]);
  expect(await counted(line ?? '')).toBe(0);
  await expect(run('ls', [join(folder, 'owned')])).rejects.toThrow();
  expect((await run('sh', ['-c', `printf %s ${quoted(evil)}`])).stdout).toBe(evil);
});

test('what a terminal would take for keys is not offered for pasting', () => {
  expect(shellLine('relay', 'a\u0003b', [{ name: 'maillog' }])).toBeUndefined();
});

test('a direction has no line: no log says it', () => {
  expect(shellLine('direction', 'outbound', [{ name: 'maillog' }])).toBeUndefined();
});

test.each(['a"b.test', 'a,b.test', '<b.test'])(
  'a domain as %s has no line: awk would count none',
  (domain) => {
    expect(shellLine('domain', domain, [{ name: 'maillog' }])).toBeUndefined();
    expect(shellLine('relay', domain, [{ name: 'maillog' }])).toBeDefined();
  },
);

test('packed logs are unpacked on the way, however each is packed', async () => {
  const packers = { gzip: 'gzip', bzip2: 'bzip2', xz: 'xz', zstd: 'zstd -q' } as const;
  const files: ShellFile[] = [{ name: join(folder, 'plain') }];
  await writeFile(join(folder, 'plain'), readFileSync('test/fixtures/seed.log'));
  for (const packing of PACKINGS) {
    const name = join(folder, `log of ${packing}`);
    const other = `sed 's/: k9/: ${packing.slice(0, 2)}/' ${quoted(join(folder, 'plain'))}`;
    await run('sh', ['-c', `${other} | ${packers[packing]} -c > ${quoted(name)}`]);
    files.push({ name, packing });
    expect(await counted(shellLine('status', 'sent', [{ name, packing }]) ?? '')).toBe(5);
  }
  expect(await counted(shellLine('status', 'sent', files) ?? '')).toBe(25);
});

test('a reason in Japanese is counted in a log that is written in EUC-JP', async () => {
  const id = (n: number): string =>
    `Oct 21 23:0${n}:58 mx sendmail[1811]: k9LE1v9800000${n}: to=<a@b.test>, stat=`;
  const text = [1, 2, 3].map((n) => `${id(n)}${n === 3 ? 'Sent' : 'ユーザーが存在しません'}\n`).join('');
  const name = join(folder, 'euc');
  await writeFile(`${name}.utf8`, text);
  await run('sh', ['-c', `iconv -f utf-8 -t euc-jp ${quoted(`${name}.utf8`)} > ${quoted(name)}`]);
  const line = shellLine('reason', 'ユーザーが存在しません', [{ name, encoding: 'euc-jp' }]);
  expect(await counted(line ?? '')).toBe(2);
});
